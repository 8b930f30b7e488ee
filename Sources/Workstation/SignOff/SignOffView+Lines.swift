import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// The blocks of the dialog.
extension SignOffView {
  /// The name of what stands behind it, with the key that changes it.
  func label(_ text: String, isActive: Bool = false, key: String = "") -> Span {
    let mark = isActive ? "▸ " : key.isEmpty ? "  " : key + " "
    return Span(mark + TextWidth.padded(text, to: Self.indent - 2), theme[isActive ? .accent : .dim])
  }

  func block(_ name: String, _ text: String, _ columns: Int, rows: Int = 2, style: Style? = nil) -> [Line] {
    let lines = TextWidth.wrapped(TextWidth.printable(text), to: columns - Self.indent)
    return lines.prefix(rows).enumerated().map { index, text in
      let isCut = index == rows - 1 && lines.count > rows
      let shown = isCut ? TextWidth.truncated(text + " ……", to: min(TextWidth.of(text), columns - Self.indent)) : text
      return Line([label(index == 0 ? name : ""), Span(shown, style ?? theme[.text])])
    }
  }

  // MARK: Whose case it is, and what the model says

  func identityLines(_ columns: Int) -> [Line] {
    let record = dialog.record
    let parts = [
      record.patient ?? "not named", record.clinical.age.map { "\(NumberText.screen.fixed($0, digits: 0)) years" },
      record.specimen.map { "specimen \($0)" },
    ]
    let names = record.slides.map(\.fileName)
    let count = names.count > 1 ? "\(names.count): " : ""
    let note = record.note.map { block("note", $0, columns, rows: 1, style: theme[.warning]) } ?? []
    return block("patient", parts.compactMap(\.self).joined(separator: ", "), columns, rows: 1)
      + block(names.count > 1 ? "slides" : "slide", count + names.joined(separator: ", "), columns, rows: 1) + note
  }

  func modelLines(_ columns: Int) -> [Line] {
    let finding = dialog.finding
    return firstReadLines(columns) + [modelCallLine]
      + block("rests on", grounds(of: finding), columns, rows: dialog.firstRead == nil ? 2 : 1)
      + flagsLine(finding, columns)
  }

  /// What the reader said before they saw the model's call.
  func firstReadLines(_ columns: Int) -> [Line] {
    dialog.firstRead.map { block("first call", $0.phrase, columns, rows: 1) } ?? []
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
    let parts = greatest.map { "\($0.name) \(NumberText.screen.signed($0.logHazard, digits: 2))" }
    let missing = finding.missing.isEmpty ? "" : "; missing " + finding.missing.joined(separator: ", ")
    return basis + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + missing
  }

  // MARK: The choice

  /// The reader's own call, and what can be signed instead of one.
  func callLines(_ columns: Int) -> [Line] {
    var calls = Line([label("my call", isActive: true)])
    for (call, command) in [(Call.high, SignOffCommand.callHigh), (.low, .callLow)] {
      let badge = CallBadge(call)
      let isChosen = dialog.ownCall == call
      append(badge.text, command, isChosen: isChosen, isChosen ? theme[badge.role] : theme[.text], to: &calls)
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
    append(decision.choice, command, isChosen: isChosen, theme[.text], to: &line)
  }

  private func append(
    _ words: String, _ command: SignOffCommand, isChosen: Bool, _ style: Style, to line: inout Line
  ) {
    if line.spans.count > 1 { line.append("    ") }
    line.append(keys.choice.label(of: command) + " ", theme[.key])
    line.append((isChosen ? "◉ " : "○ ") + words, isChosen ? style.overlaid(by: Style(attributes: .bold)) : style)
  }

  /// All reasons of what is chosen, in two columns.
  func reasonLines(_ columns: Int) -> [Line] {
    let all = dialog.offered
    guard !all.isEmpty else { return [] }
    let half = (all.count + 1) / 2
    let right = (columns - Self.indent) / 2 - 1
    let left = columns - Self.indent - right
    return (0..<half).map { row in
      var line = Line([label(row == 0 ? "reason" : "", isActive: row == 0)])
      append(reason: row, of: all, columns: left, to: &line)
      if row + half < all.count { append(reason: row + half, of: all, columns: right, to: &line) }
      return line
    }
  }

  private func append(reason index: Int, of all: [SignOffReason], columns: Int, to line: inout Line) {
    let reason = all[index]
    let isChosen = dialog.reason == reason
    let key = keys.reasons.indices.contains(index) ? keys.reasons[index].label : " "
    let words = TextWidth.printable(reason.label) + (reason.needsComment ? " (with a comment)" : "")
    line.append(key + " ", theme[.key])
    let chosen = theme[.text].overlaid(by: theme[.selection])
    line.append(TextWidth.padded((isChosen ? "▌" : " ") + words, to: columns - 2), isChosen ? chosen : theme[.text])
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
    return [call] + reason
  }

  func commentLines(_ columns: Int) -> [Line] {
    dialog.comment.text.isEmpty ? [] : block("comment", dialog.comment.text, columns)
  }

  /// The sentence that the signature will stand under, and whose it is.
  func promiseLines(_ columns: Int) -> [Line] {
    let meaning = dialog.decision.map { SignatureMeaning(of: $0).statement(shown: slides.shown) } ?? ""
    let name = Line([
      label("signed by"), Span(TextWidth.truncated(TextWidth.printable(around.reviewer), to: 28), theme[.text]),
      Span(", now. It cannot be changed.", theme[.dim]),
    ])
    return block("meaning", "\"\(meaning)\"", columns, rows: 6) + [name]
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
