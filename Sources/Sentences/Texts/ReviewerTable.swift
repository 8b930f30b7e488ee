import Basics
import Casework
import Labels

/// `reviewer list`.
package enum ReviewerTable {
  /// For a reader.
  package static func text(_ roster: Roster) -> String {
    guard !roster.isEmpty else {
      return "no reviewers yet; coverslip reviewer add NAME --role pathologist makes the first one"
    }
    let header = ["NAME", "ROLE", "STATE", "KEY", "ADMITTED", "BY"]
    let rows = [header] + roster.reviewers.map { row($0, roster) }
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row.dropLast(), widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return (cells + [row[header.count - 1]]).joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func row(_ reviewer: Reviewer, _ roster: Roster) -> [String] {
    [
      reviewer.name.printable, reviewer.role.label, reviewer.standing.label, reviewer.shortFingerprint,
      reviewer.admittedAt, admitter(of: reviewer, roster).printable,
    ]
  }

  private static func admitter(of reviewer: Reviewer, _ roster: Roster) -> String {
    reviewer.admittedBy == reviewer.fingerprint ? "themself" : roster.reviewer(reviewer.admittedBy)?.name ?? "-"
  }

  /// For a script: every key is always there, what is missing is `null`; `state` is `active` or `retired`.
  package static func json(_ roster: Roster) -> String {
    JSONValue.array(roster.reviewers.map(value)).prettyText
  }

  private static func value(_ reviewer: Reviewer) -> JSONValue {
    let state: (code: String, end: String?) =
      switch reviewer.standing {
      case .active: ("active", nil)
      case .retired(let time): ("retired", time)
      }
    return [
      "name": .string(reviewer.name), "role": .string(reviewer.role.rawValue), "state": .string(state.code),
      "fingerprint": .string(reviewer.fingerprint), "publicKey": .string(Hexadecimal.text(reviewer.publicKey)),
      "rights": JSONValue(ReviewerRight.allCases.filter { reviewer.may($0) }.map(\.rawValue)),
      "admittedAt": .string(reviewer.admittedAt), "admittedBy": .string(reviewer.admittedBy),
      "retiredAt": JSONValue(state.end),
    ]
  }
}
