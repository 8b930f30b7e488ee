import Basics
import Casework
import Prognosis

/// Cases as a table, one row each, as CSV (RFC 4180, UTF-8): the contract for spreadsheets and statistics. The columns
/// are told in `Documentation/Export.md`; new ones come behind the last.
///
/// Enums are their codes, several with blanks between them; numbers read back as the same double; times are UTC. What
/// is not known or is withheld is empty. It names no patient. A text that a spreadsheet would compute gets an
/// apostrophe before it: ``CSVText/inert(_:)``.
package enum CaseTable {
  /// The names of the columns, in their order.
  package static var columns: [String] { all.map(\.name) }

  /// The header, ended by CRLF.
  package static var header: String { CSVText.row(columns) }

  /// The row of a case as it may be told, ended by CRLF.
  package static func row(of file: CaseFile) -> String { CSVText.row(all.map { $0.cell(file) }) }

  /// Hands on the header and each case of `query` as soon as it is read, so that no list is ever held at once.
  package static func write(
    _ query: CaseQuery, of store: any CaseStore, to output: (String) -> Void
  ) async throws {
    output(header)
    try await store.forEachCase(of: query) { output(row(of: $0)) }
  }

  private struct Column: Sendable {
    let name: String
    let cell: @Sendable (CaseFile) -> String

    /// A column of texts that people have written.
    init(text name: String, _ value: @escaping @Sendable (CaseFile) -> String?) {
      self.name = name
      cell = { CSVText.inert(value($0) ?? "") }
    }

    /// A column of codes, numbers and times, none of which a spreadsheet computes.
    init(_ name: String, _ value: @escaping @Sendable (CaseFile) -> String?) {
      self.name = name
      cell = { value($0) ?? "" }
    }
  }

  private static let all: [Column] = registered + found + read

  /// What was registered, and how the case is read.
  private static let registered = [
    Column(text: "case") { $0.id },
    Column(text: "received") { $0.record.received },
    Column("status") { $0.status.rawValue },
    Column("protocol") { $0.readingProtocol.rawValue },
    Column("withheld") { $0.withheld?.rawValue },
    Column("slides") { "\($0.record.slides.count)" },
    Column(text: "scanner") { codes($0.record.slides.map(\.vendor)) },
  ]

  /// What the model says: of the finding that the standing reading rests upon.
  private static let found = [
    Column(text: "model") { finding($0)?.model.name },
    Column(text: "model_version") { finding($0)?.model.version },
    Column("model_demo") { finding($0).map { $0.model.demonstration ? "1" : "0" } },
    Column("scored_at") { finding($0)?.computedAt },
    Column("slide_score") { finding($0)?.score.map(number) },
    Column("probability_5y") { finding($0)?.probability5y.map(number) },
    Column("interval_lower") { finding($0)?.interval.map { number($0.lower) } },
    Column("interval_upper") { finding($0)?.interval.map { number($0.upper) } },
    Column("threshold") { finding($0).map { number($0.model.threshold) } },
    Column("model_call") { finding($0)?.call.rawValue },
    Column("no_call_reasons") { finding($0).map { codes($0.reasons.map(\.rawValue)) } },
    Column("quality_flags") { finding($0).map { codes($0.flags.map(\.kind.rawValue)) } },
  ]

  /// What was read and signed, and what became of the patient.
  private static let read = [
    Column("first_call") { $0.signOff?.firstRead?.call.rawValue },
    Column("final_call") { $0.standing?.finalCall?.rawValue },
    Column("decision") { $0.standing?.decision.rawValue },
    Column(text: "reason") { $0.standing?.reason?.code },
    Column("signed_at") { $0.standing?.signedAt },
    Column(text: "reviewer") { $0.standing?.reviewer },
    Column("amendments") { "\($0.amendments.count)" },
    Column("addenda") { "\($0.addenda.count)" },
    Column("outcome") { $0.outcome?.event.rawValue },
    Column("outcome_days") { $0.outcome.map { "\($0.days)" } },
    Column("outcome_at") { $0.outcome?.recordedAt },
  ]

  private static func finding(_ file: CaseFile) -> Finding? { file.standingFinding?.told }

  private static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }

  /// Each once, in their order.
  private static func codes(_ values: [String]) -> String {
    values.enumerated().filter { values.firstIndex(of: $0.element) == $0.offset }.map(\.element)
      .joined(separator: " ")
  }
}
