import Casework
import Labels
import TerminalKit

/// The dialog of a second opinion: whose case it is, which place, what is asked, answered or taken back.
struct OpinionView: SigningDialogView {
  let dialog: OpinionState
  let keys: OpinionKeys
  let around: Surroundings
  /// Whether a problem lies over the dialog.
  let isCovered: Bool

  var theme: Theme { around.theme }

  func draw(on screen: inout Screen) {
    let columns = min(78, around.size.columns - 2)
    let inner = columns - 6
    let (above, below) = (lines(inner), statusLines(inner))
    let rows = above.count + fieldRows + below.count + 2
    let area = drawDialog(frame(inner), columns: columns, rows: rows, on: &screen).inset(columns: 2, rows: 0)
    screen.write(above, in: area)
    let (field, rest) = area.splitRows(above.count).1.splitRows(fieldRows)
    drawField(on: &screen, in: field)
    screen.write(below, in: rest)
  }

  private func frame(_ columns: Int) -> Frame {
    let id = TextWidth.middleTruncated(TextWidth.printable(dialog.caseID), to: 34)
    return Frame(
      title: Line([Span(dialog.purpose.title + " ", theme[.title]), Span(id, theme[.accent])]),
      footer: hints.map { Hint.line($0, columns: columns - 2, theme: theme) }, style: theme[.borderFocused])
  }

  private var hints: [Hint]? {
    if dialog.awaitsQuiet { return [Hint("…", "a moment: what was typed before is dropped")] }
    return keys.table(of: dialog.step)?.hints
  }

  // MARK: What is shown at which step

  private func lines(_ columns: Int) -> [Line] {
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
    identityLines(of: dialog.file.record, columns) + block("place", dialog.purpose.place.text, columns, rows: 1)
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
      option("", name, isChosen: row == selected, theme[.text], to: &line)
      return line
    }
  }

  private var callLine: Line {
    var line = Line([label("my call", isActive: true)])
    let all: [(FirstCall?, String, OpinionCommand)] = [
      (.high, "HIGH", .callHigh), (.low, "LOW", .callLow), (.unsure, "UNSURE", .callUnsure), (nil, "none", .callNone),
    ]
    for (call, words, command) in all {
      option(keys.call.label(of: command), words, isChosen: dialog.call == call, theme[.text], to: &line)
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

  /// The sentence that the signature will stand under, and whose it is.
  private func promise(_ columns: Int) -> [Line] {
    let name = Line([
      label("signed by"), Span(TextWidth.truncated(TextWidth.printable(around.reviewer), to: 28), theme[.text]),
      Span(", now", theme[.dim]),
    ])
    return block("meaning", "\"\(dialog.purpose.meaning.statement(shown: nil))\"", columns, rows: 3) + [name]
  }

  // MARK: The field, and the end

  private var fieldRows: Int {
    switch dialog.step {
    case .text: 4
    case .passphrase: 1
    case .colleague, .call, .signing, .signed: 0
    }
  }

  private func drawField(on screen: inout Screen, in area: Rect) {
    let (name, field) = area.splitColumns(Self.indent)
    switch dialog.step {
    case .text:
      screen.write(Line([label(dialog.purpose.textName ?? "", isActive: true)]), in: name)
      dialog.text.drawWrapped(on: &screen, in: field, theme: theme, isFocused: !isCovered)
    case .passphrase:
      screen.write(Line([label("passphrase", isActive: true)]), in: name)
      dialog.passphrase.draw(on: &screen, in: field, theme: theme, isFocused: !isCovered)
    case .colleague, .call, .signing, .signed: return
    }
  }

  private func statusLines(_ columns: Int) -> [Line] {
    if dialog.asksToClose {
      let words = "Nothing is signed. \(keys.text.label(of: .close)) again throws away what was typed."
      return [Line("  ! " + words, theme[.warning])]
    }
    if let complaint = dialog.complaint {
      return wrapped("! " + complaint, columns: columns - 2, style: theme[.warning]).prefix(2).map { Line("  ") + $0 }
    }
    switch dialog.step {
    case .text: return wrapped("  " + dialog.purpose.advice, columns: columns, style: theme[.dim])
    case .colleague, .call: return [Line()]
    case .passphrase: return [Line("  Your passphrase, then Enter, signs. No other key does.", theme[.accent])]
    case .signing: return [Line("  Signing …", theme[.accent])]
    case .signed: return [Line("It is in the ledger.", theme[.dim])]
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
    case .question: "The colleague reads this before a first call of their own: leave calls out of it."
    case .answer: "An opinion: it signs no case and changes no call."
    case .withdrawal: ""
    }
  }
}
