import Casework
import TransparencyLog

/// That a ledger goes on from a head that was kept elsewhere.
package struct HeadComparison: Equatable, Sendable {
  /// The head: its first entries are those of the ledger.
  package let head: Checkpoint
  /// Entries of the ledger.
  package let entries: Int
  /// What is known of the head's signature.
  package let signature: HeadSignature

  /// Holds `head` against the tree of the ledger.
  ///
  /// - Throws: `shortened`, `rewritten`.
  static func check(
    _ head: Checkpoint, against tree: MerkleTree, from source: HeadSource
  ) throws(LogFailure) {
    guard head.size <= tree.size, let root = try? tree.root(ofFirst: head.size) else {
      throw .shortened(source, size: head.size, entries: tree.size)
    }
    guard root == head.root else { throw .rewritten(source, size: head.size) }
  }
}

/// What is known of the signature of a head.
package enum HeadSignature: Equatable, Sendable {
  /// It is by this key.
  case verified(key: String)
  /// It was not checked: the log's key is not known here, or the head is by another key.
  case unchecked
}

extension LedgerLog {
  /// Holds the ledger against a head that was kept: of `ledger head`, of a witness, or inside of a proof.
  ///
  /// - Parameters:
  ///   - bytes: of the file at `path`.
  ///   - trusted: the log's key as its owner gave it; default: the one beside the casebook, where it is there.
  /// - Throws: `notAHead`, `distrusted`, `shortened`, `rewritten`, `ledgerBroken`.
  package func compare(with bytes: [UInt8], at path: String, trusted: String? = nil) async throws -> HeadComparison {
    let head = try Self.head(in: bytes, at: path)
    let signature = try checkSignature(of: head, at: path, trusted: trusted)
    let tree = try await LedgerTree.reading(store, cryptography)
    try HeadComparison.check(head.checkpoint, against: tree, from: .given(path: path))
    return HeadComparison(head: head.checkpoint, entries: tree.size, signature: signature)
  }

  private static func head(in bytes: [UInt8], at path: String) throws(LogFailure) -> SignedCheckpoint {
    if let proof = try? InclusionProof(parsing: bytes) { return proof.head }
    do throws(NoteFailure) { return try SignedCheckpoint(parsing: bytes) } catch {
      throw .notAHead(path: path, error)
    }
  }

  private func checkSignature(
    of head: SignedCheckpoint, at path: String, trusted: String?
  ) throws -> HeadSignature {
    let own = trusted == nil ? try? existingKey()?.verifier : try verifier(trusted ?? "")
    guard let key = own else { return .unchecked }
    do throws(NoteDistrust) { try head.verify(by: key, cryptography.isSignature) } catch {
      switch error {
      case .unsigned where trusted == nil: return .unchecked
      case .unsigned, .badSignature: throw LogFailure.distrusted(path: path, error)
      }
    }
    return .verified(key: key.text)
  }

  private func verifier(_ text: String) throws(LogFailure) -> VerifierKey {
    do throws(NoteFailure) { return try VerifierKey(parsing: text, digest: cryptography.digest) } catch {
      throw .badKeyFile(path: text, error)
    }
  }
}
