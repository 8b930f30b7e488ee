import Casework
import Labels
import TerminalKit

/// The dialog of a second opinion: whose case it is, which place, what is asked, answered or taken back.
struct OpinionView: SteppedDialogView {
  let dialog: OpinionState
  let keys: OpinionKeys
  let around: Surroundings
  let isCovered: Bool

  var title: String { dialog.purpose.title }

  // MARK: What is shown at which step

  func lines(_ columns: Int) -> [Line] {
    let chosen = heading(columns) + asked(columns)
    switch dialog.step {
    case .text: return chosen + [Line()]
    case .colleague: return chosen + typed(columns) + colleagueLines(columns)
    case .call: return chosen + typed(columns) + [callLine]
    case .passphrase, .signing: return chosen + typed(columns) + outcome(columns) + promise(columns)
    case .signed(let opinion): return [Line()] + opinionLines(opinion, of: dialog.file, columns) + [Line()]
    }
  }

  private func heading(_ columns: Int) -> [Line] {
    identityLines(of: dialog.file.record, dialog.file.identitiesWithheld, columns)
      + block("place", dialog.purpose.place.text, columns, rows: 1)
  }

  /// The question that is answered or taken back.
  private func asked(_ columns: Int) -> [Line] {
    switch dialog.purpose {
    case .question: return []
    case .answer(let opinion), .withdrawal(let opinion):
      let request = opinion.request
      return block("asked by", "\(request.asker), \(TimeText.words(request.askedAt))", columns, rows: 1)
        + block("question", request.question, columns, rows: 4)
    }
  }

  private func typed(_ columns: Int) -> [Line] {
    dialog.purpose.textName.map { block($0, dialog.text.text, columns, rows: 3) } ?? []
  }

  /// Rows of colleagues that are shown at once.
  private static let mostColleagues = 6

  private func colleagueLines(_ columns: Int) -> [Line] {
    guard let colleagues = dialog.colleagues else { return [Line([label("ask"), Span("…", theme[.dim])])] }
    let names = ["anybody who may answer"] + colleagues.map { "\($0.name), \($0.role.label)" }
    let selected = dialog.chosen.map { $0 + 1 } ?? 0
    let first = max(0, min(selected - Self.mostColleagues / 2, names.count - Self.mostColleagues))
    return names.indices.dropFirst(first).prefix(Self.mostColleagues).map { row in
      var line = Line([label(row == first ? "ask" : "", isActive: row == first)])
      let name = TextWidth.truncated(TextWidth.printable(names[row]), to: columns - Self.indent - 3)
      option("", name, isChosen: row == selected, theme[.text], target: .row(row), to: &line)
      return line
    }
  }

  private var callLine: Line {
    var line = Line([label("my call", isActive: true)])
    let all: [(FirstCall?, String, OpinionCommand)] = [
      (.high, "HIGH", .callHigh), (.low, "LOW", .callLow), (.unsure, "UNSURE", .callUnsure), (nil, "none", .callNone),
    ]
    for (call, words, command) in all {
      option(keys.call.key(of: command), words, isChosen: dialog.call == call, theme[.text], to: &line)
    }
    return line
  }

  /// Whom it is put to, or the call that is given.
  private func outcome(_ columns: Int) -> [Line] {
    switch dialog.purpose {
    case .question: block("asked of", dialog.colleague ?? "anybody who may answer", columns, rows: 1)
    case .answer: block("my call", dialog.call?.label ?? "none", columns, rows: 1)
    case .withdrawal: []
    }
  }

  private func promise(_ columns: Int) -> [Line] {
    promise(dialog.purpose.meaning.statement(shown: nil), columns, rows: 3)
  }

  var textField: (name: String, rows: Int) { (dialog.purpose.textName ?? "", 4) }

  func advice(_ columns: Int) -> [Line] {
    switch dialog.step {
    case .text: wrapped("  " + dialog.purpose.advice, columns: columns, style: theme[.dim])
    case .colleague, .call, .passphrase, .signing: [Line()]
    case .signed: [Line("It is in the ledger.", theme[.dim])]
    }
  }
}

extension OpinionState.Purpose {
  fileprivate var title: String {
    switch self {
    case .question: "Ask for a second opinion on"
    case .answer(let opinion): "Answer \(opinion.request.title) on"
    case .withdrawal(let opinion): "Take back \(opinion.request.title) on"
    }
  }

  fileprivate var place: SlidePlace {
    switch self {
    case .question(let place): place
    case .answer(let opinion), .withdrawal(let opinion): opinion.request.place
    }
  }

  /// What the text is; `nil` where there is none.
  fileprivate var textName: String? {
    switch self {
    case .question: "question"
    case .answer: "answer"
    case .withdrawal: nil
    }
  }

  fileprivate var meaning: SignatureMeaning {
    switch self {
    case .question: .opinionAsked
    case .answer: .opinionGiven
    case .withdrawal: .opinionWithdrawn
    }
  }

  /// What to heed while the text is typed.
  fileprivate var advice: String {
    switch self {
    case .question: "Read blinded, a case shows this before the colleague's first call: leave calls out of it."
    case .answer: "An opinion: it signs no case and changes no call."
    case .withdrawal: ""
    }
  }
}
