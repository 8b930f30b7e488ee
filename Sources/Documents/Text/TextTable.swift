import Basics
import TerminalKit

/// Rows under headings, columns as wide on a terminal as their widest cell, the first to the left and the others to the
/// right.
struct TextTable {
  let lines: [String]

  init(_ heading: [String], _ rows: [[String]]) {
    let all = [heading] + rows.map { $0.map(\.printable) }
    let widths = heading.indices.map { column in all.map { TextWidth.of($0[column]) }.max() ?? 0 }
    lines = all.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - TextWidth.of(cell)))
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ").trimmingTrailingSpace
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpace: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
