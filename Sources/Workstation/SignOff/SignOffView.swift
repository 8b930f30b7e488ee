import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// The sign-off dialog.
struct SignOffView: ThemedView {
  let dialog: SignOffState
  let keys: SignOffKeys
  let around: Surroundings
  /// Why the case cannot be said to have been reviewed.
  let unseen: String?
  /// Whether a problem lies over the dialog.
  let isCovered: Bool

  var theme: Theme { around.theme }

  func draw(on screen: inout Screen) {
    let columns = min(78, around.size.columns - 2)
    let inner = columns - 6
    let frame = Frame(
      title: title, note: dialog.finding.model.demonstration ? Line("DEMO", theme[.demo]) : nil,
      footer: hints.map { Hint.line($0, columns: inner - 2, theme: theme) }, style: theme[.borderFocused])
    if case .signed(let signOff) = dialog.step {
      let lines = [Line()] + confirmation(signOff, inner) + [Line()]
      let area = drawDialog(frame, columns: columns, rows: lines.count + 2, on: &screen)
      screen.write(lines, in: area.inset(columns: 2, rows: 0))
      return
    }
    let basis = modelLines(dialog, inner)
    let choice = decisionLines(dialog)
    let override = dialog.isOverride ? overrideLines(dialog, inner) : []
    let promise = promiseLines(dialog, inner)
    let commentRows = 2
    let rows = basis.count + choice.count + override.count + commentRows + promise.count + 2
    let area = drawDialog(frame, columns: columns, rows: rows, on: &screen).inset(columns: 2, rows: 0)
    var rest = area
    for block in [basis, choice, override] {
      screen.write(block, in: rest)
      rest = rest.splitRows(block.count).1
    }
    drawComment(dialog, on: &screen, in: rest.splitRows(commentRows).0)
    screen.write(promise, in: rest.splitRows(commentRows).1)
  }

  private static let indent = 12

  private var title: Line {
    let id = TextWidth.middleTruncated(TextWidth.printable(dialog.caseID), to: 40)
    return Line([Span("Sign off ", theme[.title]), Span(id, theme[.accent])])
  }

  /// In the border; `nil` while it is signed.
  private var hints: [Hint]? {
    if dialog.awaitsQuiet { return [Hint("…", "a moment: what was typed before is dropped")] }
    return switch dialog.step {
    case .decision: keys.decision.hints
    case .override: keys.override.hints
    case .comment: keys.comment.hints
    case .signature: keys.signature.hints
    case .signing: nil
    case .signed: keys.signed.hints
    }
  }

  private func label(_ text: String, isActive: Bool = false) -> Span {
    Span((isActive ? "▸ " : "  ") + TextWidth.padded(text, to: Self.indent - 2), theme[isActive ? .accent : .dim])
  }

  // MARK: What it rests on

  private func modelLines(_ dialog: SignOffState, _ columns: Int) -> [Line] {
    let finding = dialog.finding
    let badge = finding.badge
    var call = Line([label("model"), Span(badge.text, theme[badge.role])])
    if finding.call.isAnswer, let risk = finding.probability5y {
      call.append("  \(NumberText.screen.percent(risk))", theme[.text])
      if let interval = finding.interval { call.append("  95 % \(interval.text)", theme[.dim]) }
      call.append("  at 5 years", theme[.dim])
    }
    return [call] + block("rests on", grounds(of: finding), columns)
      + flagsLine(finding, columns)
      + [Line()]
  }

  private func flagsLine(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !finding.flags.isEmpty else { return [] }
    let names = finding.flags.map(\.kind.label).joined(separator: ", ")
    return [Line([label("flags"), Span(TextWidth.truncated(names, to: columns - Self.indent), theme[.warning])])]
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

  private func block(_ name: String, _ text: String, _ columns: Int, style: Style? = nil) -> [Line] {
    let lines = TextWidth.wrapped(TextWidth.printable(text), to: columns - Self.indent).prefix(2)
    return lines.enumerated().map { index, text in
      Line([label(index == 0 ? name : ""), Span(text, style ?? theme[.text])])
    }
  }

  // MARK: Choices

  private func decisionLines(_ dialog: SignOffState) -> [Line] {
    let words = (dialog.modelCall.isAnswer ? "confirm " : "agree: ") + dialog.modelCall.words
    var line = Line([label("decision", isActive: dialog.step == .decision)])
    let isConfirmation = dialog.decision?.isConfirmation ?? false
    append(choice: words, key: keys.decision.label(of: .confirm), isChosen: isConfirmation, to: &line)
    append(choice: "override", key: keys.decision.label(of: .override), isChosen: dialog.isOverride, to: &line)
    return [line]
  }

  private func append(choice: String, key: String, isChosen: Bool, to line: inout Line) {
    line.append(key + " ", theme[.key])
    line.append((isChosen ? "◉ " : "○ ") + choice, isChosen ? theme[.title] : theme[.text])
    line.append("    ")
  }

  private func overrideLines(_ dialog: SignOffState, _ columns: Int) -> [Line] {
    let isActive = dialog.step == .override
    var calls = Line([label("my call", isActive: isActive)])
    for call in dialog.alternatives {
      let badge = CallBadge(call)
      let isChosen = dialog.finalCall == call
      calls.append(isChosen ? "◉ " : "○ ", isChosen ? theme[.title] : theme[.text])
      calls.append(badge.text, isChosen ? theme[badge.role] : theme[.dim])
      calls.append("    ")
    }
    if isActive { calls.append("\(keys.override.label(of: .otherFinalCall)) changes it", theme[.dim]) }
    return [calls] + reasonLines(dialog, columns)
  }

  /// All reasons while one is chosen, the chosen one after that.
  private func reasonLines(_ dialog: SignOffState, _ columns: Int) -> [Line] {
    let all = OverrideReason.allCases
    guard dialog.step == .override else { return block("reason", dialog.reason?.label ?? "–", columns) }
    let half = (all.count + 1) / 2
    let width = (columns - Self.indent) / 2 + 1
    return (0..<half).map { row in
      var line = Line([label(row == 0 ? "reason" : "", isActive: row == 0)])
      append(reason: row, dialog, columns: width, to: &line)
      if row + half < all.count { append(reason: row + half, dialog, columns: width - 2, to: &line) }
      return line
    }
  }

  private func append(reason index: Int, _ dialog: SignOffState, columns: Int, to line: inout Line) {
    let reason = OverrideReason.allCases[index]
    let isChosen = dialog.reasonIndex == index
    let key = keys.reasons.indices.contains(index) ? keys.reasons[index].label : " "
    let words = reason.label + (reason.needsComment ? " (needs a comment)" : "")
    line.append(key + " ", theme[.key])
    let chosen = theme[.text].overlaid(by: theme[.selection])
    line.append(TextWidth.padded((isChosen ? "▌" : " ") + words, to: columns - 2), isChosen ? chosen : theme[.text])
  }

  private func drawComment(_ dialog: SignOffState, on screen: inout Screen, in area: Rect) {
    let isActive = dialog.step == .comment
    screen.write(Line([label("comment", isActive: isActive)]), in: area)
    let field = area.splitColumns(Self.indent).1
    dialog.comment.drawWrapped(on: &screen, in: field, theme: theme, isFocused: isActive && !isCovered)
    if dialog.comment.text.isEmpty, !isActive {
      screen.write(Line(" optional", theme[.dim]), in: field)
    }
  }

  // MARK: The signature

  private func promiseLines(_ dialog: SignOffState, _ columns: Int) -> [Line] {
    let meaning = dialog.meaning.map { block("meaning", "\"\($0)\"", columns) } ?? []
    let name = Line([
      label("signed by", isActive: dialog.step.asksForSignature),
      Span(TextWidth.truncated(around.reviewer, to: 28), theme[.text]),
      Span(", now. It cannot be changed.", theme[.dim]),
    ])
    return [Line()] + meaning + [name] + statusLines(dialog, columns)
  }

  /// What keeps it from being signed, or how it is signed; one line, or two where the text needs them.
  private func statusLines(_ dialog: SignOffState, _ columns: Int) -> [Line] {
    if let complaint = dialog.complaint ?? (dialog.step.asksForSignature ? unseen : nil) {
      return wrapped("! " + complaint, columns: columns - 2, style: theme[.warning]).prefix(2).map { Line("  ") + $0 }
    }
    switch dialog.step {
    case .signing: return [Line("  Signing …", theme[.accent])]
    case .signature where dialog.isSettled:
      return [
        Line("  \(keys.signature.label(of: .sign)) (the Ctrl key and y) signs. No other key does.", theme[.accent])
      ]
    case .decision, .override, .comment, .signature, .signed: return [Line()]
    }
  }

  private func confirmation(_ signOff: SignOff, _ columns: Int) -> [Line] {
    signedLines(signOff, columns) + [Line()]
      + wrapped("It is in the ledger and cannot be changed.", columns: columns, style: theme[.dim])
  }
}
