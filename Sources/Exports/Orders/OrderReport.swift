import Basics
import Sentences

/// What became of a folder's orders.
package struct OrderReport: Sendable {
  /// What was done, a line each.
  package internal(set) var lines: [String] = []
  /// What was left for the next time, and why.
  package internal(set) var notes: [String] = []
  /// What was refused or failed; everything else was done.
  package internal(set) var problems: [CommandFailure] = []
}

/// The orders that a laboratory waits for, in lines.
package enum OrderText {
  /// One line per order, the oldest first; it names no patient.
  package static func awaited(_ book: OrderBook) -> [String] {
    guard !book.awaited.isEmpty else { return ["no order is awaited"] }
    let heading = ["ORDER", "FROM", "CASE", "ORDERED", "SLIDES", "TAKEN"]
    let rows = [heading] + book.awaited.map { $0.cells.map(\.printable) }
    let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row.dropLast(), widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return (cells + row.suffix(1)).joined(separator: "  ")
    }
  }
}

extension KnownOrder {
  fileprivate var cells: [String] {
    let from = [sender, facility].filter { !$0.isEmpty }.joined(separator: ", ")
    let ordered = service.first { !$0.isEmpty } ?? "-"
    return [
      number, from.isEmpty ? "-" : from, caseID, ordered,
      slides.isEmpty ? "none named" : slides.joined(separator: ", "), takenAt,
    ]
  }
}
