import Casework
import Labels
import TerminalKit

/// The dialog of a mismatch: whose case it is, what the label must say, what the file says, why it may be read.
struct LabelView: SteppedDialogView {
  let dialog: LabelState
  let keys: LabelKeys
  let around: Surroundings
  let isCovered: Bool

  var title: String { "Resolve the label of" }

  // MARK: What is shown at which step

  func lines(_ columns: Int) -> [Line] {
    switch dialog.step {
    case .reason: return heading(columns) + reasonLines(columns)
    case .comment: return heading(columns) + chosen(columns)
    case .passphrase, .signing:
      return heading(columns) + chosen(columns) + commentLines(columns)
        + promise(SignatureMeaning.labelResolved.statement(shown: nil), columns, rows: 3)
    case .signed(let resolution): return [Line()] + resolutionLines(resolution, columns) + [Line()]
    }
  }

  private func heading(_ columns: Int) -> [Line] {
    let check = dialog.check
    let source = check.expected.map { ", by \($0.source.label)" } ?? ""
    let property = check.found.map { ", in \($0.property)" } ?? ""
    let slide = dialog.file.record.slides[dialog.slide].fileName
    let untold = dialog.file.identitiesWithheld?.label ?? "–"
    return identityLines(of: dialog.file.record, dialog.file.identitiesWithheld, columns)
      + block("label of", slide, columns, rows: 1)
      + block("expected", (check.expected?.text ?? untold) + source, columns)
      + block("found", (check.found?.text ?? untold) + property, columns, style: theme[.warning]) + [Line()]
  }

  private func reasonLines(_ columns: Int) -> [Line] {
    LabelReason.allCases.enumerated().map { index, reason in
      var line = Line([label(index == 0 ? "reason" : "", isActive: index == 0)])
      let key = keys.reasons.indices.contains(index) ? keys.reasons[index] : nil
      option(key, reason.label, isChosen: dialog.reason == reason, theme[.text], to: &line)
      return line
    }
  }

  private func chosen(_ columns: Int) -> [Line] {
    dialog.reason.map { block("reason", $0.label, columns, rows: 1) } ?? []
  }

  private func commentLines(_ columns: Int) -> [Line] {
    dialog.comment.text.isEmpty ? [] : block("comment", dialog.comment.text, columns)
  }

  var textField: (name: String, rows: Int) { ("comment", 3) }

  func advice(_ columns: Int) -> [Line] {
    switch dialog.step {
    case .reason:
      wrapped(
        "  Is it another case's slide? Close this, and reject the slide with s and r: wrong slide.", columns: columns,
        style: theme[.dim])
    case .comment: [Line("  Enter goes on; a comment need not be given.", theme[.dim])]
    case .passphrase, .signing: [Line()]
    case .signed: [Line("It is in the ledger.", theme[.dim])]
    }
  }
}

extension ThemedView {
  /// What resolves the mismatch of a slide.
  func resolutionLines(_ resolution: LabelResolution, _ columns: Int) -> [Line] {
    var lines = pair("resolved", resolution.reason.label, columns)
    if !resolution.comment.isEmpty { lines += pair("comment", resolution.comment, columns) }
    lines += pair("by", resolution.reviewer, columns) + pair("at", TimeText.words(resolution.resolvedAt), columns)
    lines += pair("meaning", resolution.statement, columns)
    if let digest = resolution.entryDigest { lines += pair("entry", String(digest.prefix(12)) + "…", columns) }
    return lines
  }
}
