import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// The sign-off dialog: whose case it is, what the model says, what is going to be signed and what that means.
struct SignOffView: SigningDialogView {
  let dialog: SignOffState
  let keys: SignOffKeys
  let around: Surroundings
  /// What of the case was on the screen.
  let slides: SlidesSeen
  /// How many cases are to do, of how many.
  let progress: (left: Int, all: Int)
  /// For how many seconds a signature can be withdrawn, and what is said meanwhile.
  let withdrawal: (seconds: Int, note: String?)
  /// The keys that make the case's report; `nil` where none do.
  var reportKeys: String?
  /// Whether a problem lies over the dialog.
  let isCovered: Bool

  var theme: Theme { around.theme }

  func draw(on screen: inout Screen) {
    let columns = min(78, around.size.columns - 2)
    let inner = columns - 6
    let fieldRows = Self.rows(of: dialog.step)
    let blocks = fitting(blocks(inner), field: fieldRows)
    let rows = blocks.above.count + fieldRows + blocks.below.count + 2
    let area = drawDialog(frame(inner), columns: columns, rows: rows, on: &screen).inset(columns: 2, rows: 0)
    screen.write(blocks.above, in: area)
    let (field, below) = area.splitRows(blocks.above.count).1.splitRows(fieldRows)
    drawField(on: &screen, in: field)
    screen.write(blocks.below, in: below)
  }

  /// Without blank lines where the terminal is too low for all.
  private func fitting(_ blocks: (above: [Line], below: [Line]), field rows: Int) -> (above: [Line], below: [Line]) {
    guard blocks.above.count + rows + blocks.below.count + 2 > around.size.rows - 2 else { return blocks }
    return (blocks.above.filter { !$0.spans.isEmpty }, blocks.below.filter { !$0.spans.isEmpty })
  }

  private func frame(_ columns: Int) -> Frame {
    Frame(
      title: title, note: note, footer: hints.map { Hint.line($0, columns: columns - 2, theme: theme) },
      style: theme[.borderFocused])
  }

  private var title: Line {
    let id = TextWidth.middleTruncated(TextWidth.printable(dialog.caseID), to: 34)
    return Line([Span("Sign off ", theme[.title]), Span(id, theme[.accent])])
  }

  private var note: Line {
    var line = Line("\(progress.left) of \(progress.all) to do", theme[.dim])
    if dialog.finding.model.demonstration {
      line.append("  ")
      line.append("DEMO", theme[.demo])
    }
    return line
  }

  /// In the border; `nil` while it is signed.
  private var hints: [Hint]? {
    if dialog.awaitsQuiet { return [Hint("…", "a moment: what was typed before is dropped")] }
    return switch dialog.step {
    case .choice: dialog.asksReason ? keys.reason.hints : keys.choice.hints
    case .comment: keys.comment.hints
    case .passphrase: keys.passphrase.hints
    case .checking, .signing: nil
    case .held:
      keys.signed.hints([(.withdraw, "withdraw")]) + signedKeys.hints
    case .signed: signedKeys.hints
    }
  }

  /// Without the export where nothing makes any.
  private var signedKeys: KeyTable<SignOffCommand> {
    around.exports.folder == nil ? keys.signed.without { $0 == .export } : keys.signed
  }

  // MARK: What is shown at which step

  /// Rows between the blocks in which text is typed.
  private static func rows(of step: SignOffState.Step) -> Int {
    switch step {
    case .choice, .passphrase: 1
    case .comment: 3
    case .checking, .held, .signing, .signed: 0
    }
  }

  /// The lines above and below the field that is typed into.
  private func blocks(_ columns: Int) -> (above: [Line], below: [Line]) {
    let identity = identityLines(of: dialog.record, dialog.identitiesWithheld, columns)
    switch dialog.step {
    case .choice:
      return (
        identity + modelLines(columns) + [Line()] + callLines(columns) + reasonLines(columns),
        sourceLines(columns) + statusLines(columns)
      )
    case .comment:
      return (identity + modelLines(columns) + [Line()] + chosenLines(columns), [Line()] + statusLines(columns))
    case .passphrase, .checking, .signing:
      let grade = gradeLines(columns)
      let comment = commentLines(columns, rows: grade.isEmpty ? 2 : 1)
      let chosen = chosenLines(columns) + grade + comment + promiseLines(columns)
      return (identity + firstReadLines(columns) + [modelCallLine] + [Line()] + chosen, statusLines(columns))
    case .held: return ([Line()] + chosenLines(columns) + commentLines(columns), [Line()] + statusLines(columns))
    case .signed(let signOff):
      let closing = wrapped("It is in the ledger and cannot be changed.", columns: columns, style: theme[.dim])
      let signed = signedLines(signOff, columns, of: dialog.record) + orderLines(signOff.reason, columns)
      return ([Line()] + signed + [Line()] + closing, nextLines + [Line()])
    }
  }

  private func drawField(on screen: inout Screen, in area: Rect) {
    let (name, field) = area.splitColumns(Self.indent)
    switch dialog.step {
    case .choice:
      screen.write(Line([label("comment", key: keys.choice.key(of: .comment))]), in: name)
      let text = TextWidth.truncated(TextWidth.printable(dialog.comment.text), to: field.columns)
      screen.write(text.isEmpty ? Line("none", theme[.dim]) : Line(text, theme[.text]), in: field)
    case .comment:
      screen.write(Line([label("comment", isActive: true)]), in: name)
      dialog.comment.drawWrapped(on: &screen, in: field, theme: theme, isFocused: !isCovered)
    case .passphrase:
      screen.write(Line([label("passphrase", isActive: true)]), in: name)
      dialog.passphrase.draw(on: &screen, in: field, theme: theme, isFocused: !isCovered)
    case .checking, .held, .signing, .signed: return
    }
  }

  // MARK: At the end

  /// What keeps it from being signed, or how it is signed; one line, or two where the text needs them.
  private func statusLines(_ columns: Int) -> [Line] {
    if let warning = dialog.complaint ?? standingWarning {
      return wrapped("! " + warning, columns: columns - 2, style: theme[.warning]).prefix(2).map { Line("  ") + $0 }
    }
    switch dialog.step {
    case .choice, .comment: return readingLines(columns) + revealedLines
    case .signed: return [Line()]
    case .passphrase: return [Line("  Your passphrase, then Enter, signs. No other key does.", theme[.accent])]
    case .checking: return [Line("  The passphrase is tried …", theme[.accent])]
    case .held: return [Line("  " + (withdrawal.note ?? ""), theme[.success])] + nextLines
    case .signing: return [Line("  Signing …", theme[.accent])]
    }
  }

  /// That what the first call has revealed lies behind the dialog, which may be left to look at it.
  private var revealedLines: [Line] {
    guard dialog.firstRead != nil, dialog.decision == nil else { return [] }
    let keys = Span(keys.choice.label(of: .keepDraft), theme[.key])
    return [Line([Span("  ", theme[.dim]), keys, Span(" to look at the heat map and the panel first", theme[.dim])])]
  }

  /// What is to be known before it is signed, whatever was pressed.
  private var standingWarning: String? {
    if dialog.asksToDiscard {
      return "Throw the draft away? \(keys.choice.label(of: .discardDraft)) again does, any other key keeps it."
    }
    guard dialog.step.isOpen else { return nil }
    if let barred = dialog.barred { return barred }
    let refusal = dialog.decision?.needsPicture ?? true ? slides.signingRefusal : nil
    return refusal ?? dialog.labelRefusal ?? slides.remark
  }

  private var nextLines: [Line] {
    let rest = progress.left == 0 ? "Nothing is left to do." : "\(progress.left) of \(progress.all) to do."
    let next = progress.left == 0 ? "" : " Enter opens the next."
    let report = reportKeys.map { " \($0) makes the PDF report." } ?? ""
    return [Line("  " + rest + next + report, theme[.dim])]
  }
}
