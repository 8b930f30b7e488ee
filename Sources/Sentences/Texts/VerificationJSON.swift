import Basics
import Casework
import UseCases

/// `ledger verify --json`.
package enum VerificationJSON {
  /// - Parameter comparison: with the head that the ledger was held against, where there was one.
  package static func text(_ verification: LedgerVerification, _ comparison: HeadComparison? = nil) -> String {
    switch verification {
    case .intact(let entries, let head, let clock):
      JSONValue.object(
        [
          JSONMember("intact", .bool(true)), JSONMember("entries", .integer(entries)),
          JSONMember("head", .string(head)), JSONMember("clock", .array(clock.map { .string($0.sentence) })),
        ] + (comparison.map { [JSONMember("against", Self.value($0))] } ?? [])
      ).prettyText
    case .broken(let broken):
      JSONValue.object([
        JSONMember("intact", .bool(false)), JSONMember("entry", .integer(broken.sequence)),
        JSONMember("case", .string(broken.caseID)), JSONMember("fault", .string(broken.fault.sentence)),
      ]).prettyText
    }
  }

  /// The same where the ledger holds in itself, and not against a head: `sentence` says why.
  package static func text(against sentence: String) -> String {
    JSONValue.object([
      JSONMember("intact", .bool(false)), JSONMember("entry", .integer(0)), JSONMember("case", .string("")),
      JSONMember("fault", .string(sentence)),
    ]).prettyText
  }

  private static func value(_ comparison: HeadComparison) -> JSONValue {
    let key: String? =
      switch comparison.signature {
      case .verified(let key): key
      case .unchecked: nil
      }
    return .object([
      JSONMember("origin", .string(comparison.head.origin)), JSONMember("entries", .integer(comparison.head.size)),
      JSONMember("key", JSONValue(key)),
    ])
  }
}
