import Basics
import Casework
import Labels
import UseCases

/// The queue as lines of text for a shell. Of each case only its row is kept, because the widest cell of all rows says
/// how wide a column is.
package struct QueueTable: Sendable {
  private let columns: [CaseColumn]
  private let now: Int
  private var rows: [[String]]
  private var hasDemonstration = false

  /// What is listed where nothing else is asked for.
  package static let usual: [CaseColumn] = [
    .name, .received, .slides, .status, .finalCall, .reviewer, .call, .risk, .flags,
  ]

  /// A table of no cases.
  ///
  /// - Parameters:
  ///   - columns: what is told of each case, from left to right.
  ///   - now: seconds since the epoch, for what waits.
  package init(_ columns: [CaseColumn] = usual, now: Int = 0) {
    self.columns = columns
    self.now = now
    rows = [columns.map(\.heading)]
  }

  /// The table of the cases of `query`, in its order.
  package init(
    _ query: CaseQuery, of store: some CaseStore, columns: [CaseColumn], now: Int
  ) async throws {
    self.init(columns, now: now)
    try await store.forEachCase(of: query) { add($0) }
  }

  /// Adds the row of a case.
  package mutating func add(_ file: CaseFile) {
    rows.append(columns.map { cell($0, file) })
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

  private func cell(_ column: CaseColumn, _ file: CaseFile) -> String {
    switch column {
    case .name: file.id.printable
    case .age: Self.number(file.record.clinical.age)
    case .grade: Self.number(file.record.clinical.grade.map(Double.init))
    case .received: file.record.received ?? "-"
    case .waiting: file.daysWaiting(at: now).map { "\($0)d" } ?? "-"
    case .slides: String(file.record.slides.count)
    case .status: file.status.label
    case .finalCall: Words.finalCall(file.standing)
    case .reviewer: file.standing?.reviewer.printable ?? "-"
    case .call: file.withheld == nil ? Words.call(file.finding) : "withheld"
    case .risk: Words.risk(file.finding)
    case .interval: Words.interval(file.finding)
    case .disagreement: file.listedDisagreements.map(\.label).joined(separator: ", ")
    case .flags: Self.flags(file).joined(separator: ", ")
    }
  }

  private static func number(_ value: Double?) -> String {
    value.map { NumberText.shell.trimmed($0, digits: 1) } ?? "-"
  }
}

extension CaseColumn {
  fileprivate var heading: String {
    switch self {
    case .name: "CASE"
    case .age: "AGE"
    case .grade: "GRADE"
    case .received: "RECEIVED"
    case .waiting: "WAITING"
    case .slides: "SLIDES"
    case .status: "STATUS"
    case .finalCall: "FINAL CALL"
    case .call: "MODEL'S CALL"
    case .risk: "MODEL'S 5-YEAR RISK"
    case .interval: "95 % INTERVAL"
    case .disagreement: "DISAGREEMENT"
    case .flags: "FLAGS"
    case .reviewer: "SIGNED BY"
    }
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
