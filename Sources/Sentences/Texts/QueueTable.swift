import Basics
import Casework
import Labels

/// The queue as lines of text for a shell. Of each case only its row is kept, because the widest cell of all rows says
/// how wide a column is.
package struct QueueTable: Sendable {
  private var rows = [
    ["CASE", "RECEIVED", "SLIDES", "STATUS", "FINAL CALL", "SIGNED BY", "MODEL'S CALL", "MODEL'S 5-YEAR RISK", "FLAGS"]
  ]
  private var hasDemonstration = false

  package init() {}

  /// Adds the row of a case.
  package mutating func add(_ file: CaseFile) {
    rows.append(Self.row(file))
    hasDemonstration = hasDemonstration || file.finding?.model.demonstration == true
  }

  /// The rows under their headings, and what is to be said of them.
  package var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ").trimmedEnd
    }
    let closing = (hasDemonstration ? "DEMO model: its calls mean nothing for a patient. " : "") + ResearchUse.sentence
    return (lines + ["", closing]).joined(separator: "\n")
  }

  private static func row(_ file: CaseFile) -> [String] {
    [
      file.id.printable, file.record.received ?? "-", String(file.record.slides.count), file.status.label,
      Words.finalCall(file.standing), file.standing?.reviewer.printable ?? "-",
      file.withheld == nil ? Words.call(file.finding) : "withheld",
      Words.risk(file.finding), flags(file).joined(separator: ", "),
    ]
  }
}

extension QueueTable {
  /// What was noticed, a label that is not the case's first.
  private static func flags(_ file: CaseFile) -> [String] {
    let label = file.openLabels.isEmpty ? [] : ["label differs"]
    return label + (file.finding.map { Set($0.flags.map(\.kind.label)).sorted() } ?? [])
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
