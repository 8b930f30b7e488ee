import Basics
import Labels
import UseCases

/// What the commands of the ledger's log say.
package enum LedgerText {
  /// `ledger verify --against`: the line below the verification.
  package static func text(_ comparison: HeadComparison, at path: String) -> String {
    let count =
      comparison.head.size == 1 ? "the first entry is that" : "the first \(comparison.head.size) entries are those"
    return
      "\(count) of the head \(path.printable) (\(comparison.head.origin.printable)); \(comparison.signature.phrase)"
  }

  /// `ledger prove`.
  package static func text(_ proof: EntryProof, of caseID: String, at path: String) -> String {
    let what = proof.isSignature ? "its last signature" : "its last entry, as it is not signed"
    let place = "entry \(proof.entry.sequence), in the head of \(proof.proof.head.checkpoint.size) entries"
    return "\(path.printable): case \(caseID.printable), \(what): \(place)"
  }

  /// `ledger witness`: what was cosigned, on the way to whoever asked.
  package static func text(_ testimony: Testimony) -> String {
    let head = testimony.head.checkpoint
    let before = testimony.old.map { "which go on from the \($0) cosigned before" } ?? "cosigned for the first time"
    return "\(head.origin): \(head.size) entries, \(before); the witness's key is \(testimony.witnessKey.text)"
  }

  /// `ledger witness`, for the first time: the log's key, which is trusted from now on.
  package static func trust(_ testimony: Testimony) -> String {
    "this witness trusts from now on the key \(testimony.logKey.text); ask the owner of the log whether it is theirs"
  }

  /// `ledger export --tiles`.
  package static func text(_ export: TileExport, at path: String) -> String {
    "\(path.printable): \(export.files) files and the head of \(export.head.size) entries"
  }
}

extension HeadSignature {
  fileprivate var phrase: String {
    switch self {
    case .verified(let key): "signed by \(key.printable)"
    case .unchecked: "its signature was not checked, the log's key is not known here (--log-key)"
    }
  }
}
