import Basics
import Casework
import Prognosis
import ReadingQuality

/// The signatures that figures of readings are computed from, one row each, as CSV: so that anybody can compute the
/// figures again by another program. It names no patient, and has no second opinions.
package enum ReadingsTable {
  /// The columns, in their order. `number` counts a case's signatures from 1, `closes` and `decides` are 1 or 0,
  /// `model` is the model's call that was signed upon. The columns from `probability` on stand in the row that closes
  /// a case. What is not known is empty.
  package static let columns = [
    "case", "number", "reader", "decision", "reason", "first", "final", "model", "decides", "closes", "signed",
    "seconds", "received", "format", "probability", "years", "relapse",
  ]

  /// The signatures of `read` that `scope` tells of.
  package static func text(_ read: ReadCases, for scope: QualityScope = .everybody) -> String {
    let rows = read.cases.flatMap { read in
      read.calls.indices.filter { scope.tells(of: read.calls[$0].reviewer) }.map { row(read, $0) }
    }
    return CSVText.table(header: columns, rows: rows)
  }

  private static func row(_ read: ReadCase, _ index: Int) -> [String] {
    let call = read.calls[index]
    let closes = read.closing != nil && index == read.calls.count - 1
    let calls = [call.firstCall?.rawValue, call.finalCall?.rawValue, call.modelCall?.rawValue].map { $0 ?? "" }
    let received = read.receivedDay.map { String(Timestamp(seconds: $0 * 86_400).text.prefix(10)) } ?? ""
    let outcome = closes ? read.outcome : nil
    return [read.id, "\(index + 1)", call.reviewer, call.decision.rawValue, call.reason?.code ?? ""] + calls + [
      call.isAdjudication ? "1" : "0", closes ? "1" : "0", call.signedAt?.text ?? "",
      call.seconds.map { "\($0)" } ?? "", received, read.scanner,
      closes ? read.finding?.probability.map { "\($0)" } ?? "" : "", outcome.map { "\($0.time)" } ?? "",
      outcome.map { $0.event ? "1" : "0" } ?? "",
    ]
  }
}
