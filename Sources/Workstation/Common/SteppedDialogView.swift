import TerminalKit

/// A dialog of steps on the screen: what was said so far, the field that is typed into, and what keeps it from being
/// signed.
protocol SteppedDialogView: SigningDialogView {
  associatedtype Dialog: SteppedDialog

  var dialog: Dialog { get }
  var keys: Dialog.Keys { get }
  var around: Surroundings { get }
  /// Whether a problem lies over the dialog.
  var isCovered: Bool { get }
  /// What stands before the name of the case.
  var title: String { get }
  /// What stands above the field.
  func lines(_ columns: Int) -> [Line]
  /// How the text of the present step is called, and how many rows it has.
  var textField: (name: String, rows: Int) { get }
  /// What is said below where nothing is to be mended and no passphrase is waited for.
  func advice(_ columns: Int) -> [Line]
}

extension SteppedDialogView {
  var theme: Theme { around.theme }

  func draw(on screen: inout Screen) {
    let columns = min(78, around.size.columns - 2)
    let inner = columns - 6
    let below = statusLines(inner)
    let above = fitted(lines(inner), in: around.size.rows - 4 - fieldRows - below.count)
    let rows = above.count + fieldRows + below.count + 2
    let area = drawDialog(frame(inner), columns: columns, rows: rows, on: &screen).inset(columns: 2, rows: 0)
    screen.write(above, in: area)
    let (field, rest) = area.splitRows(above.count).1.splitRows(fieldRows)
    drawField(on: &screen, in: field)
    screen.write(below, in: rest)
  }

  /// Without blank lines where the terminal is too low for all, and without some in the middle where it is lower still.
  private func fitted(_ lines: [Line], in rows: Int) -> [Line] {
    guard lines.count > rows else { return lines }
    let full = lines.filter { !$0.spans.isEmpty }
    guard full.count > rows, rows > 0 else { return full }
    // What is cut is in the middle: whose case it is stands above, what is signed and by whom below.
    let below = rows / 2
    let note = Line("  … \(full.count - rows + 1) lines more: make the terminal higher", theme[.dim])
    return full.prefix(rows - 1 - below) + [note] + full.suffix(below)
  }

  private func frame(_ columns: Int) -> Frame {
    let id = TextWidth.middleTruncated(TextWidth.printable(dialog.caseID), to: 34)
    return Frame(
      title: Line([Span(title + " ", theme[.title]), Span(id, theme[.accent])]),
      footer: hints.map { Hint.line($0, columns: columns - 2, theme: theme) }, style: theme[.borderFocused])
  }

  private var hints: [Hint]? {
    if dialog.awaitsQuiet { return [Hint("…", "a moment: what was typed before is dropped")] }
    return keys.table(of: dialog.step)?.hints
  }

  // MARK: The field

  private var fieldRows: Int {
    switch dialog.step.input {
    case .text: textField.rows
    case .passphrase: 1
    case .choice, .nothing: 0
    }
  }

  private func drawField(on screen: inout Screen, in area: Rect) {
    let (name, inside) = area.splitColumns(Self.indent)
    func write(_ words: String) { screen.write(Line([label(words, isActive: true)]), in: name) }
    switch dialog.step.input {
    case .text:
      guard let field = dialog.field else { return }
      let text = dialog[keyPath: field]
      write(textField.name)
      if textField.rows > 1 {
        text.drawWrapped(on: &screen, in: inside, theme: theme, isFocused: !isCovered)
      } else {
        text.draw(on: &screen, in: inside, theme: theme, isFocused: !isCovered)
      }
    case .passphrase:
      write("passphrase")
      dialog.passphrase.draw(on: &screen, in: inside, theme: theme, isFocused: !isCovered)
    case .choice, .nothing: return
    }
  }

  // MARK: At the end

  private func statusLines(_ columns: Int) -> [Line] {
    if dialog.asksToClose {
      let key = keys.table(of: dialog.step)?.label(of: .close) ?? ""
      return [Line("  ! Nothing is signed. \(key) again throws away what was typed.", theme[.warning])]
    }
    if let complaint = dialog.complaint {
      return wrapped("! " + complaint, columns: columns - 2, style: theme[.warning]).prefix(2).map { Line("  ") + $0 }
    }
    switch dialog.step.input {
    case .choice, .text: return advice(columns)
    case .passphrase: return [Line("  Your passphrase, then Enter, signs. No other key does.", theme[.accent])]
    case .nothing: return dialog.step == .signing ? [Line("  Signing …", theme[.accent])] : advice(columns)
    }
  }

  /// The sentence that the signature will stand under, and whose it is.
  func promise(_ statement: String, _ columns: Int, rows: Int, note: String = "") -> [Line] {
    let name = Line([
      label("signed by"), Span(TextWidth.truncated(TextWidth.printable(around.reviewer), to: 28), theme[.text]),
      Span(", now" + note, theme[.dim]),
    ])
    return block("meaning", "\"\(statement)\"", columns, rows: rows) + [name]
  }
}
