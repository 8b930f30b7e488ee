import Basics
import Casework

/// `ledger verify --json`.
package enum VerificationJSON {
  package static func text(_ verification: LedgerVerification) -> String {
    switch verification {
    case .intact(let entries, let head, let clock):
      JSONValue.object([
        JSONMember("intact", .bool(true)), JSONMember("entries", .integer(entries)), JSONMember("head", .string(head)),
        JSONMember("clock", .array(clock.map { .string($0.sentence) })),
      ]).prettyText
    case .broken(let broken):
      JSONValue.object([
        JSONMember("intact", .bool(false)), JSONMember("entry", .integer(broken.sequence)),
        JSONMember("case", .string(broken.caseID)), JSONMember("fault", .string(broken.fault.sentence)),
      ]).prettyText
    }
  }
}
