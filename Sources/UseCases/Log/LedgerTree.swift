import Casework
import TransparencyLog

/// The RFC 6962 tree over a ledger. The leaf of an entry is made of ``LedgerEntry/digestInput``, the bytes that the
/// chain's digest is of, so that it needs nothing but what the ledger has.
struct LedgerTree {
  private(set) var tree: MerkleTree
  private var previous = LedgerEntry.genesis
  private let digest: Digest

  /// Before the first entry.
  init(_ cryptography: LogCryptography) {
    tree = MerkleTree(cryptography.hashing)
    digest = cryptography.chainDigest
  }

  /// Takes the next entry, which must be the next link of the chain: nothing is signed over a broken one.
  ///
  /// - Throws: `ledgerBroken`.
  mutating func follow(_ entry: LedgerEntry) throws(LogFailure) {
    let content = entry.digestInput
    guard entry.sequence == tree.size + 1, entry.previous == previous, entry.digest == digest(content) else {
      throw .ledgerBroken(entry: tree.size + 1)
    }
    tree.append(content)
    previous = entry.digest
  }

  /// The tree over all entries of `store`, of which no more than some hundred are held at once.
  ///
  /// - Parameter body: sees each entry after it was taken.
  /// - Throws: `ledgerBroken`, a `CaseStoreFailure`, and what `body` throws.
  static func reading(
    _ store: any CaseStore, _ cryptography: LogCryptography, _ body: (LedgerEntry) throws -> Void = { _ in }
  ) async throws -> MerkleTree {
    var tree = LedgerTree(cryptography)
    var failure: (any Error)?
    try await store.forEachEntry { entry in
      do {
        try tree.follow(entry)
        try body(entry)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return tree.tree
  }
}
