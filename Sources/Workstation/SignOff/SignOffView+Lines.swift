import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// The blocks of the dialog.
extension SignOffView {
  // MARK: What the model says

  func modelLines(_ columns: Int) -> [Line] {
    let finding = dialog.finding
    return firstReadLines(columns) + [modelCallLine]
      + block("rests on", grounds(of: finding), columns, rows: groundsRows)
      + flagsLine(finding, columns)
  }

  /// The more is said of readers' own, the less room there is.
  private var groundsRows: Int {
    let isAlone = dialog.firstRead == nil && dialog.between.isEmpty
    return 2 - (isAlone ? 0 : 1) - (dialog.grade?.differs ?? false ? 1 : 0)
  }

  /// What the reader said before they saw the model's call; the readings of others where they decide between these.
  func firstReadLines(_ columns: Int) -> [Line] {
    guard dialog.between.isEmpty else {
      return block("between", dialog.between.map(\.voice).joined(separator: "; "), columns, rows: 2)
    }
    return dialog.firstRead.map { block("first call", $0.phrase, columns, rows: 1) } ?? []
  }

  /// The model's call; of a refusal no number.
  var modelCallLine: Line {
    let finding = dialog.finding
    let badge = finding.badge
    var call = Line([label("model"), Span(badge.text, theme[badge.role])])
    if finding.call.isAnswer, let risk = finding.probability5y {
      call.append("  \(NumberText.screen.percent(risk))", theme[.text])
      if let interval = finding.interval { call.append("  95 % \(interval.text)", theme[.dim]) }
      call.append("  at 5 years", theme[.dim])
    }
    return call
  }

  private func flagsLine(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !finding.flags.isEmpty else { return [] }
    return block(
      "flags", finding.flags.map(\.kind.label).joined(separator: ", "), columns, rows: 1,
      style: theme[.warning])
  }

  /// The reasons of a refusal, or the basis and the greatest contributions.
  private func grounds(of finding: Finding) -> String {
    guard finding.call.isAnswer else { return finding.reasons.map(\.label).joined(separator: ", ") }
    let basis = (finding.basis ?? .slide).words
    let greatest = finding.contributions.sorted { abs($0.logHazard) > abs($1.logHazard) }.prefix(3)
    let parts = greatest.map { "\(inputName($0)) \(NumberText.screen.signed($0.logHazard, digits: 2))" }
    let missing = finding.missing.isEmpty ? "" : "; missing " + finding.missing.joined(separator: ", ")
    return basis + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + missing
  }

  /// What went into the call, so that a grade does not read as the reader's, or as one that this page asks for.
  private func inputName(_ input: Contribution) -> String {
    input.name == Covariate.grade3.name ? modelGradeWords ?? input.name : input.name
  }

  /// `model's input: grade 3`; `nil` where the call rests on no grade.
  private var modelGradeWords: String? {
    dialog.finding.modelGrade(in: dialog.record.clinical).map { "model's input: grade \($0)" }
  }

  /// The reader's own grade beside the one that the call rests on.
  func gradeLines(_ columns: Int) -> [Line] {
    guard let grade = dialog.grade else { return [] }
    let words = "own grade \(grade.own); \(modelGradeWords ?? "no grade is the model's input")"
    return block("grade", words, columns, rows: 1)
  }

  // MARK: The choice

  /// The reader's own call, and what can be signed instead of one.
  func callLines(_ columns: Int) -> [Line] {
    var calls = Line([label("my call", isActive: true)])
    for (call, command) in [(Call.high, SignOffCommand.callHigh), (.low, .callLow)] {
      let badge = CallBadge(call)
      let isChosen = dialog.ownCall == call
      let style = isChosen ? theme[badge.role] : theme[.text]
      option(keys.choice.key(of: command), badge.text, isChosen: isChosen, style, to: &calls)
    }
    var others = Line([label("or instead")])
    if !dialog.modelCall.isAnswer { append(.acknowledge, .acknowledge, to: &others) }
    append(.defer, .defer, to: &others)
    append(.reject, .reject, to: &others)
    let words = dialog.decision.map(\.presentWords) ?? "nothing is chosen beforehand"
    return [calls, others]
      + block("decision", words, columns, rows: 1, style: dialog.decision == nil ? theme[.dim] : nil)
  }

  private func append(_ decision: Decision, _ command: SignOffCommand, to line: inout Line) {
    let isChosen = dialog.decision.map { $0.rawValue == decision.rawValue } ?? false
    option(keys.choice.key(of: command), decision.choice, isChosen: isChosen, theme[.text], to: &line)
  }

  /// All reasons of what is chosen, in two columns.
  func reasonLines(_ columns: Int) -> [Line] {
    reasonLines(dialog.offered, chosen: dialog.reason, keys: keys.reasons, columns) { reason in
      reason.label + (reason.needsComment ? " (with a comment)" : "")
    }
  }

  // MARK: What was chosen, and what it means

  /// The decision in one or two lines.
  func chosenLines(_ columns: Int) -> [Line] {
    var call = Line([label("my call")])
    if let own = dialog.ownCall {
      let badge = CallBadge(own)
      call.append(badge.text + "  ", theme[badge.role])
    }
    call.append(dialog.decision.map(\.presentWords) ?? "–", theme[.text])
    let reason = dialog.reason.map { block("reason", $0.label, columns, rows: 1) } ?? []
    return [call] + reason + orderLines(dialog.reason, columns)
  }

  /// What the outbox orders from the laboratory with the signature; nothing where it orders nothing.
  func orderLines(_ reason: SignOffReason?, _ columns: Int) -> [Line] {
    guard around.exports.hasOutbox, let order = reason?.order else { return [] }
    return block("order", "\(order) is ordered from the laboratory", columns, rows: 1, style: theme[.warning])
  }

  func commentLines(_ columns: Int, rows: Int = 2) -> [Line] {
    dialog.comment.text.isEmpty ? [] : block("comment", dialog.comment.text, columns, rows: rows)
  }

  /// The sentence that the signature will stand under, and whose it is.
  func promiseLines(_ columns: Int) -> [Line] {
    let meaning =
      dialog.decision.map {
        SignatureMeaning(of: $0).statement(
          shown: slides.shown, decides: !dialog.between.isEmpty, diagnosis: dialog.diagnosisRead ?? .notStated,
          reading: slides.reading)
      } ?? ""
    let name = Line([
      label("signed by"), Span(TextWidth.truncated(TextWidth.printable(around.reviewer), to: 28), theme[.text]),
      Span(", now. \(finality)", theme[.dim]),
    ])
    let seen = slides.reading == nil ? [] : readingLines(columns)
    return seen + block("meaning", "\"\(meaning)\"", columns, rows: 6) + [name]
  }

  /// When the signature can be changed no more.
  private var finality: String {
    withdrawal.seconds > 0 ? "It can be withdrawn for \(withdrawal.seconds) s." : "It cannot be changed."
  }

  // MARK: What need not be said

  /// Where the diagnosis was read, and the reader's own grade with what it makes of the risk.
  func sourceLines(_ columns: Int) -> [Line] {
    let (diagnosis, grade) = (keys.choice.key(of: .diagnosis), keys.choice.key(of: .grade))
    var line = Line([label("diagnosis", key: diagnosis)])
    let source = dialog.diagnosisRead ?? .notStated
    let style = theme[dialog.diagnosisRead == nil ? .dim : .text]
    line.append("read: " + source.label, style, target: diagnosis.map { .key($0) })
    line.append("    ")
    line.append((grade?.label ?? "") + " ", theme[.key], target: grade.map { .key($0) })
    let words = dialog.grade.map { "grade \($0.own), my own" } ?? "no grade of my own"
    line.append(words, theme[.dim], target: grade.map { .key($0) })
    let shift = dialog.grade.flatMap { $0.differs ? block("grade", $0.phrase(), columns) : nil } ?? []
    return [line] + shift
  }

  /// The keys of the case that lead to what was not seen.
  private func way(in reading: ReadingKept) -> String? {
    switch reading {
    case .record(let record): record.highest?.wayToUnseen(around.keys.reading)
    case .off: nil
    }
  }

  /// What was seen, in one line; nothing where nothing is known of it.
  func readingLines(_ columns: Int) -> [Line] {
    guard let reading = slides.reading else { return [Line()] }
    let words = [reading.phrase, way(in: reading), dialog.judgedTiles?.tiles.phrase].compactMap(\.self)
      .joined(separator: "; ")
    return wrapped(words.firstLetterRaised, columns: columns - 2, style: theme[.dim]).map { Line("  ") + $0 }
  }
}

extension String {
  /// As it begins a sentence.
  fileprivate var firstLetterRaised: String { prefix(1).uppercased() + dropFirst() }
}

extension SignOffReason {
  /// What an order to the laboratory that leaves with it asks for; `nil` where none does.
  fileprivate var order: String? {
    switch self {
    case .deferral(.recut): "a recut"
    case .deferral(.rescan): "a rescan"
    case .deferral(.additionalStain): "an additional stain"
    case .deferral(.molecularAssay), .deferral(.secondOpinion), .deferral(.other), .override, .rejection, .laboratory:
      nil
    }
  }
}

extension Decision {
  /// As it can be chosen instead of a call.
  fileprivate var choice: String {
    switch self {
    case .confirm, .override, .assess: label
    case .acknowledge: "acknowledge"
    case .defer: "defer"
    case .reject: "reject the slide"
    }
  }
}
