import Casework
import Labels
import TerminalKit

/// The list of formats: what each key makes, where it goes, what it tells, and what became of the last ones.
struct ExportView: ThemedView {
  let list: ExportState
  let file: CaseFile
  let keys: KeyTable<ExportCommand>
  let around: Surroundings

  var theme: Theme { around.theme }

  func draw(on screen: inout Screen) {
    let columns = min(78, around.size.columns - 2)
    let rows = around.size.rows - 4
    let lines = fitted(lines(columns - 6, in: rows), in: rows)
    let id = TextWidth.middleTruncated(TextWidth.printable(file.id), to: 34)
    let frame = Frame(
      title: Line([Span("Export ", theme[.title]), Span(id, theme[.accent])]),
      footer: Hint.line(keys.hints, columns: columns - 8, theme: theme), style: theme[.borderFocused])
    let area = drawDialog(frame, columns: columns, rows: lines.count + 2, on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0))
  }

  /// Without blank lines where the terminal is too low for all; what was made last is the last to stand there.
  private func fitted(_ lines: [Line], in rows: Int) -> [Line] {
    lines.count > rows ? Array(lines.filter { !$0.spans.isEmpty }.prefix(rows)) : lines
  }

  private func lines(_ columns: Int, in rows: Int) -> [Line] {
    let first = [Line()] + keys.bindings.compactMap { row($0, columns) } + [Line()]
    let above = first + explanation(columns) + complaint(columns) + going(columns)
    return above + ended(columns, in: rows - above.count - 1) + [Line()]
  }

  /// A format with its key; dimmed, and why, where the case has nothing to tell in it.
  private func row(_ binding: KeyBinding<ExportCommand>, _ columns: Int) -> Line? {
    guard case .make(let format) = binding.command, let key = binding.keys.first else { return nil }
    let refusal = format.refusal(of: file, isSigned: isOnItsWay)
    let name = TextWidth.padded(binding.title, to: 26)
    guard let refusal else {
      return Line([
        Span(key.label + "  ", theme[.key], target: .key(key)), Span(name, theme[.text], target: .key(key)),
      ])
    }
    return Line("\(key.label)  \(name)\(TextWidth.truncated(refusal, to: columns - 29))", theme[.dim])
  }

  /// Whether a signature of the case is on its way into the casebook.
  private var isOnItsWay: Bool { around.withdrawable(of: file.id) != nil }

  private func explanation(_ columns: Int) -> [Line] {
    pair("state", standing, columns) + pair("tells", "the case's name, not the patient's", columns)
      + pair("into", around.exports.folder ?? "–", columns)
  }

  private var standing: String {
    guard let signature = around.withdrawable(of: file.id) else { return file.exportStanding }
    return signature.words + " What you choose is made then."
  }

  private func complaint(_ columns: Int) -> [Line] {
    list.complaint.map { wrapped("! " + $0, columns: columns, style: theme[.warning]) } ?? []
  }

  /// What is being made of the case, and what waits for its signature.
  private func going(_ columns: Int) -> [Line] {
    let made = around.exports.wanted.filter { $0.caseID == file.id }.map(\.format.label).joined(separator: ", ")
    let waiting = around.exports.waiting(for: file.id)
    return (made.isEmpty ? [] : pair("now", made, columns, style: theme[.accent]))
      + (waiting.isEmpty ? [] : pair("then", waiting, columns, style: theme[.accent]))
  }

  /// What became of its last exports, the last one first: as many as there is room for, and two in any case.
  private func ended(_ columns: Int, in rows: Int) -> [Line] {
    var lines: [Line] = []
    for (index, ended) in around.exports.ended.filter({ $0.export.caseID == file.id }).enumerated() {
      let next =
        switch ended.end {
        case .written: pair("written", ended.wholeWords, columns)
        case .failed: pair("failed", ended.wholeWords, columns, style: theme[.warning])
        }
      guard index < 2 || lines.count + next.count <= rows else { break }
      lines += next
    }
    return lines
  }
}
