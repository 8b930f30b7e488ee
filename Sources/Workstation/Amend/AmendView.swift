import Casework
import Labels
import Prognosis
import TerminalKit

/// The dialog of an addendum or an amendment: whose case it is, what stands, what is going to be signed.
struct AmendView: SteppedDialogView {
  let dialog: AmendState
  let keys: AmendKeys
  let around: Surroundings
  /// What of the case was on the screen.
  let slides: SlidesSeen
  /// The keys that make the case's report; `nil` where none do.
  var reportKeys: String?
  let isCovered: Bool

  var title: String { dialog.purpose.title }

  // MARK: What is shown at which step

  func lines(_ columns: Int) -> [Line] {
    switch dialog.step {
    case .kind: return heading(columns) + classLines(columns)
    case .reading: return heading(columns) + chosenClass(columns) + readingLines(columns) + reasonLines(columns)
    case .text: return heading(columns) + chosenLines(columns)
    case .told: return heading(columns) + chosenLines(columns) + textLines(columns)
    case .toldAt: return heading(columns) + chosenLines(columns) + textLines(columns) + toldLines(columns)
    case .passphrase, .signing:
      return heading(columns) + chosenLines(columns) + textLines(columns) + toldLines(columns) + promise(columns)
    case .signed(let supplement):
      return [Line()] + supplementLines(supplement, columns, of: dialog.file.record) + [Line()]
    }
  }

  /// Whose case it is, and what stands of it now.
  private func heading(_ columns: Int) -> [Line] {
    var lines = identityLines(of: dialog.file.record, dialog.file.identitiesWithheld, columns)
    if let standing = dialog.file.standing {
      let by = "\(standing.reviewer), \(TimeText.words(standing.signedAt))"
      lines += block("stands", "\(standing.outcome) · \(by)", columns, rows: 1)
    }
    guard dialog.purpose == .amendment, let finding = dialog.finding else { return lines + [Line()] }
    let name = dialog.isUponNewest ? "the newest finding" : "the finding that was signed upon"
    let other = dialog.file.newerFinding == nil ? "" : "; \(keys.reading.label(of: .otherFinding)) takes the other one"
    let badge = finding.badge
    let model = Line([label("model"), Span(badge.text, theme[badge.role]), Span("  \(name)\(other)", theme[.dim])])
    return lines + [model, Line()]
  }

  private func classLines(_ columns: Int) -> [Line] {
    AmendmentClass.allCases.enumerated().map { index, kind in
      var line = Line([label(index == 0 ? "class" : "", isActive: index == 0)])
      option(keys.classes[index], kind.label, isChosen: dialog.kind == kind, theme[.text], to: &line)
      let room = columns - line.columns - 2
      line.append("  " + TextWidth.truncated(kind.explanation, to: room), theme[.dim])
      return line
    }
  }

  private func readingLines(_ columns: Int) -> [Line] {
    var calls = Line([label("my call", isActive: true)])
    for (call, command) in [(Call.high, AmendCommand.callHigh), (.low, .callLow)] {
      let badge = CallBadge(call)
      let key = keys.reading.key(of: command)
      let isChosen = dialog.ownCall == call
      option(key, badge.text, isChosen: isChosen, isChosen ? theme[badge.role] : theme[.text], to: &calls)
    }
    var others = Line([label("or instead")])
    if dialog.finding?.call.isAnswer == false { append(.acknowledge, .acknowledge, to: &others) }
    append(.reject, .reject, to: &others)
    let words = dialog.decision?.presentWords ?? "nothing is chosen beforehand; u leaves what stands"
    return [calls, others]
      + block("decision", words, columns, rows: 1, style: dialog.decision == nil ? theme[.dim] : nil)
  }

  private func append(_ decision: Decision, _ command: AmendCommand, to line: inout Line) {
    let isChosen = dialog.decision?.rawValue == decision.rawValue
    option(keys.reading.key(of: command), decision.label, isChosen: isChosen, theme[.text], to: &line)
  }

  private func reasonLines(_ columns: Int) -> [Line] {
    reasonLines(dialog.offered, chosen: dialog.reason, keys: keys.reasons, columns) { $0.label }
  }

  // MARK: What was chosen

  private func chosenClass(_ columns: Int) -> [Line] {
    dialog.kind.map { block("class", $0.label, columns, rows: 1) } ?? []
  }

  private func chosenLines(_ columns: Int) -> [Line] {
    guard dialog.purpose == .amendment else { return [] }
    var call = Line([label("my call")])
    if let own = dialog.ownCall {
      let badge = CallBadge(own)
      call.append(badge.text + "  ", theme[badge.role])
    }
    call.append(dialog.decision?.presentWords ?? "–", theme[.text])
    let reason = dialog.reason.map { block("reason", $0.label, columns, rows: 1) } ?? []
    return chosenClass(columns) + [call] + reason
  }

  private func textLines(_ columns: Int) -> [Line] { block(dialog.purpose.textName, dialog.text.text, columns) }

  private func toldLines(_ columns: Int) -> [Line] {
    guard dialog.purpose == .amendment else { return [] }
    let isTold = !dialog.told.text.isEmpty
    let time = isTold && dialog.step != .toldAt ? ", \(TimeText.words(dialog.toldAt.text))" : ""
    return block("told", isTold ? dialog.told.text + time : "nobody yet", columns, rows: 1)
  }

  private func promise(_ columns: Int) -> [Line] {
    let reading = dialog.decision.map { decision in
      SignatureMeaning(of: decision).statement(shown: slides.shown, diagnosis: .notStated)
    }
    let meaning =
      switch dialog.purpose {
      case .addendum: SignatureMeaning.addendum.statement(shown: nil)
      case .amendment: SignatureMeaning.amendment.statement(shown: nil) + " " + (reading ?? "")
      }
    return promise(meaning, columns, rows: 5, note: ". It cannot be withdrawn.")
  }

  var textField: (name: String, rows: Int) {
    switch dialog.step {
    case .told: ("told", 1)
    case .toldAt: ("when, UTC", 1)
    case .kind, .reading, .text, .passphrase, .signing, .signed: (dialog.purpose.textName, 3)
    }
  }

  func advice(_ columns: Int) -> [Line] {
    switch dialog.step {
    case .kind, .reading, .text, .toldAt, .passphrase, .signing: return [Line()]
    case .told: return [Line("  Who was told of it? Enter leaves it at nobody yet.", theme[.dim])]
    case .signed:
      let report = reportKeys.map { " \($0) makes the PDF report." } ?? ""
      return wrapped(
        "It is in the ledger; what was signed before stays." + report, columns: columns, style: theme[.dim])
    }
  }
}

extension AmendState.Purpose {
  fileprivate var title: String {
    switch self {
    case .addendum: "Addendum to"
    case .amendment: "Amend"
    }
  }

  /// What the text is.
  fileprivate var textName: String {
    switch self {
    case .addendum: "addendum"
    case .amendment: "why"
    }
  }
}
