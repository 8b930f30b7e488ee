import Basics
import Casework
import Labels
import TerminalKit

/// The dialog of the first call: whose case it is, and what the reader says of it; nothing of the model.
struct FirstReadView: ThemedView {
  let dialog: FirstReadState
  let keys: KeyTable<FirstReadCommand>
  let around: Surroundings
  /// What of the case was on the screen.
  let slides: SlidesSeen

  var theme: Theme { around.theme }

  /// Cells of the names at the left.
  private static let indent = 13

  func draw(on screen: inout Screen) {
    let columns = min(78, around.size.columns - 2)
    let lines = lines(columns - 6)
    let area = drawDialog(frame(columns - 6), columns: columns, rows: lines.count + 2, on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0))
  }

  private func frame(_ columns: Int) -> Frame {
    let id = TextWidth.middleTruncated(TextWidth.printable(dialog.caseID), to: 34)
    let hints = dialog.awaitsQuiet ? [Hint("…", "a moment: what was typed before is dropped")] : keys.hints
    return Frame(
      title: Line([Span(dialog.isToRepeat ? "Read again " : "First call ", theme[.title]), Span(id, theme[.accent])]),
      note: Line(dialog.isToRepeat ? "repeatability" : dialog.readingProtocol.label, theme[.dim]),
      footer: dialog.isCommitting ? nil : Hint.line(hints, columns: columns - 2, theme: theme),
      style: theme[.borderFocused])
  }

  private func lines(_ columns: Int) -> [Line] {
    let record = dialog.record
    let age = record.clinical.age.map { "\(NumberText.screen.fixed($0, digits: 0)) years" }
    let patient = record.patientWords(dialog.identitiesWithheld)
    let person = [patient, age, record.specimen.map { "specimen \($0)" }]
    let note = record.note.map { block("note", $0, columns, style: theme[.warning]) } ?? []
    return block("patient", person.compactMap(\.self).joined(separator: ", "), columns)
      + block(record.slides.count > 1 ? "slides" : "slide", names, columns) + note
      + block("model", dialog.modelWords, columns, style: theme[.dim])
      + [Line(), callLine, confidenceLine, gradeLine, Line()] + statusLines(columns)
  }

  private var names: String { dialog.record.slides.map(\.fileName).joined(separator: ", ") }

  private func block(_ name: String, _ text: String, _ columns: Int, style: Style? = nil) -> [Line] {
    let shown = TextWidth.truncated(TextWidth.printable(text), to: columns - Self.indent)
    return [Line([label(name), Span(shown, style ?? theme[.text])])]
  }

  private func label(_ text: String) -> Span { Span("  " + TextWidth.padded(text, to: Self.indent - 2), theme[.dim]) }

  // MARK: What the reader says

  private var callLine: Line {
    choices(
      "my call", dialog.call,
      [(.high, "HIGH", .callHigh), (.low, "LOW", .callLow), (.unsure, "UNSURE", .callUnsure)])
  }

  private var confidenceLine: Line {
    choices(
      "confidence", dialog.confidence,
      ReadingConfidence.allCases.map { ($0, $0.label, $0.command) })
  }

  private func choices<Value: Equatable>(
    _ name: String, _ chosen: Value?, _ all: [(value: Value, words: String, command: FirstReadCommand)]
  ) -> Line {
    var line = Line([label(name)])
    for (value, words, command) in all {
      if line.spans.count > 1 { line.append("    ") }
      let isChosen = chosen == value
      let target = keys.key(of: command).map { ClickTarget.key($0) }
      line.append(keys.label(of: command) + " ", theme[.key], target: target)
      let style = isChosen ? theme[.text].overlaid(by: Style(attributes: .bold)) : theme[.text]
      line.append((isChosen ? "◉ " : "○ ") + words, style, target: target)
    }
    return line
  }

  private var gradeLine: Line {
    let target = keys.key(of: .grade).map { ClickTarget.key($0) }
    return Line([
      label("grade"), Span(keys.label(of: .grade) + " ", theme[.key], target: target),
      Span(dialog.grade.map { "Nottingham \($0), my own" } ?? "none of my own", theme[.text], target: target),
    ])
  }

  private func statusLines(_ columns: Int) -> [Line] {
    if dialog.isCommitting { return [Line("  Committing …", theme[.accent])] }
    guard let complaint = dialog.complaint ?? slides.remark else {
      return wrapped(dialog.promise, columns: columns - 2, style: theme[.dim]).map { Line("  ") + $0 }
    }
    return wrapped("! " + complaint, columns: columns - 2, style: theme[.warning]).prefix(2).map { Line("  ") + $0 }
  }
}

extension FirstReadState {
  /// When the reader is told what the model says.
  fileprivate var modelWords: String {
    isToRepeat
      ? "what it, colleagues and you said stays withheld" : "its call, heat map and comparators come after yours"
  }

  /// What becomes of the call.
  fileprivate var promise: String {
    isToRepeat
      ? "Kept in the ledger, never changed. It measures repeatability, and validates no viewer and no model."
      : "A first call is kept in the ledger and never changed."
  }
}

extension ReadingConfidence {
  fileprivate var command: FirstReadCommand {
    switch self {
    case .low: .confidenceLow
    case .moderate: .confidenceModerate
    case .high: .confidenceHigh
    }
  }
}
