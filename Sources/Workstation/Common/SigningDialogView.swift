import Basics
import Casework
import TerminalKit

/// A dialog that leads to a signature, with the pieces that such dialogs share.
protocol SigningDialogView: ThemedView {}

extension SigningDialogView {
  /// Cells of the names at the left.
  static var indent: Int { 13 }

  /// The name of what stands behind it, with the key that changes it.
  func label(_ text: String, isActive: Bool = false, key: Key? = nil) -> Span {
    let mark = isActive ? "▸ " : (key?.label ?? " ") + " "
    let name = mark + TextWidth.padded(text, to: Self.indent - 2)
    return Span(name, theme[isActive ? .accent : .dim], target: key.map { .key($0) })
  }

  /// A name and what stands behind it, in at most `rows` lines.
  func block(_ name: String, _ text: String, _ columns: Int, rows: Int = 2, style: Style? = nil) -> [Line] {
    let lines = TextWidth.wrapped(TextWidth.printable(text), to: columns - Self.indent)
    return lines.prefix(rows).enumerated().map { index, text in
      let isCut = index == rows - 1 && lines.count > rows
      let shown = isCut ? TextWidth.truncated(text + " ……", to: min(TextWidth.of(text), columns - Self.indent)) : text
      return Line([label(index == 0 ? name : ""), Span(shown, style ?? theme[.text])])
    }
  }

  /// Whose case it is: patient, specimen, age, slides and note.
  func identityLines(of record: Case, _ withheld: IdentityWithholding?, _ columns: Int) -> [Line] {
    let parts = [
      record.patientWords(withheld), record.clinical.age.map { "\(NumberText.screen.fixed($0, digits: 0)) years" },
      record.specimen.map { "specimen \($0)" },
    ]
    let names = record.slides.map(\.fileName)
    let count = names.count > 1 ? "\(names.count): " : ""
    let note = record.note.map { block("note", $0, columns, rows: 1, style: theme[.warning]) } ?? []
    return block("patient", parts.compactMap(\.self).joined(separator: ", "), columns, rows: 1)
      + block(names.count > 1 ? "slides" : "slide", count + names.joined(separator: ", "), columns, rows: 1) + note
  }

  /// Reasons with their keys in two columns, of which the left one is the wider; one of them may be chosen.
  func reasonLines(
    _ all: [SignOffReason], chosen: SignOffReason?, keys: [Key], _ columns: Int, _ words: (SignOffReason) -> String
  ) -> [Line] {
    let half = (all.count + 1) / 2
    let right = (columns - Self.indent) / 2 - 1
    let left = columns - Self.indent - right
    func append(_ index: Int, columns: Int, to line: inout Line) {
      guard all.indices.contains(index) else { return }
      let key = keys.indices.contains(index) ? keys[index] : nil
      let target = key.map { ClickTarget.key($0) }
      let isChosen = chosen == all[index]
      line.append((key?.label ?? " ") + " ", theme[.key], target: target)
      let style = isChosen ? theme[.text].overlaid(by: theme[.selection]) : theme[.text]
      let shown = (isChosen ? "▌" : " ") + TextWidth.printable(words(all[index]))
      line.append(TextWidth.padded(shown, to: columns - 2), style, target: target)
    }
    return (0..<half).map { row in
      var line = Line([label(row == 0 ? "reason" : "", isActive: row == 0)])
      append(row, columns: left, to: &line)
      append(row + half, columns: right, to: &line)
      return line
    }
  }

  /// What can be chosen by a key or a click, chosen or not.
  func option(_ key: Key?, _ words: String, isChosen: Bool, _ style: Style, to line: inout Line) {
    option(key?.label ?? "", words, isChosen: isChosen, style, target: key.map { .key($0) }, to: &line)
  }

  /// The same where a click stands for something else than a key.
  func option(
    _ key: String, _ words: String, isChosen: Bool, _ style: Style, target: ClickTarget?, to line: inout Line
  ) {
    if line.spans.count > 1 { line.append("    ") }
    line.append(key + " ", theme[.key], target: target)
    let shown = isChosen ? style.overlaid(by: Style(attributes: .bold)) : style
    line.append((isChosen ? "◉ " : "○ ") + words, shown, target: target)
  }
}

extension TextField.Refusal {
  /// What was not taken, and why.
  func sentence(of what: String) -> String {
    switch self {
    case .tooLong(let length, let limit):
      "A \(what) has at most \(limit) characters, this would be \(length): nothing of it was taken."
    case .unprintable: "A character in it cannot be shown: nothing of it was taken."
    }
  }
}
