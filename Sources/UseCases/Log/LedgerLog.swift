import Casework
import TransparencyLog

/// A casebook's ledger as a log that outside tools verify: its key, heads and proofs.
///
/// A log never signs two heads of which one does not begin the other (C2SP tlog-checkpoint): the last head that was
/// signed is kept, and a ledger that does not go on from it is refused. Whoever holds the key can take that file away;
/// what proves anything against them is a head kept elsewhere, or a ``LedgerWitness``.
package struct LedgerLog: Sendable {
  let store: any CaseStore
  let shelf: any LogShelf
  let cryptography: LogCryptography

  package init(_ store: any CaseStore, shelf: any LogShelf, cryptography: LogCryptography) {
    self.store = store
    self.shelf = shelf
    self.cryptography = cryptography
  }

  /// What names a log for whom the laboratory did not choose a name: the first entry, by which casebooks differ.
  private static let namePrefix = "casebook/"
  private static let nameDigits = 16

  /// The log's key; made with its name at the first use.
  ///
  /// - Parameter name: like a URL without its scheme, `lab.example/casebook`; default: of the first entry's digest.
  /// - Throws: `badName`, `nameIsFixed` where the key has another name already, `badKeyFile`; `keyLost` where there is
  ///   none, and a head that it signed is still there.
  package func key(named name: String? = nil) async throws -> SignerKey {
    let key = try await keptKey(named: name)
    guard name == nil || name == key.verifier.name else {
      throw LogFailure.nameIsFixed(path: shelf.keyPath, name: key.verifier.name)
    }
    return key
  }

  /// The key where there is one.
  ///
  /// - Throws: `badKeyFile`.
  package func existingKey() throws -> SignerKey? {
    guard let bytes = try shelf.key() else { return nil }
    do throws(NoteFailure) { return try cryptography.key(bytes, .ed25519) } catch {
      throw LogFailure.badKeyFile(path: shelf.keyPath, error)
    }
  }

  private func keptKey(named name: String?) async throws -> SignerKey {
    if let key = try existingKey() { return key }
    guard try shelf.head() == nil else {
      // Another process may have made the key and signed that head meanwhile.
      if let key = try existingKey() { return key }
      throw LogFailure.keyLost(path: shelf.keyPath, head: shelf.headPath)
    }
    let first = try await store.entries(after: 0, limit: 1).first
    let origin = name ?? Self.namePrefix + (first?.digest ?? LedgerEntry.genesis).prefix(Self.nameDigits)
    guard let key = try? cryptography.newKey(origin, .ed25519) else { throw LogFailure.badName(origin) }
    _ = try shelf.createKey(Array((key.text + "\n").utf8))
    // Another process may have been faster: its key is the log's then.
    return try existingKey() ?? key
  }

  /// The head over all entries, signed.
  ///
  /// - Throws: as ``key(named:)``; `ledgerBroken`; `shortened`, `rewritten` or `notBySameKey` against the last head
  ///   that was signed.
  package func head(named name: String? = nil) async throws -> SignedCheckpoint {
    try signed(try await LedgerTree.reading(store, cryptography), by: try await key(named: name))
  }

  /// A request to a witness that cosigned a head of `old` entries last.
  ///
  /// - Throws: as ``head(named:)``.
  package func request(old: Int, named name: String? = nil) async throws -> WitnessRequest {
    let tree = try await LedgerTree.reading(store, cryptography)
    let head = try signed(tree, by: try await key(named: name))
    let path = old <= tree.size ? try tree.consistencyPath(from: old, to: tree.size) : []
    return WitnessRequest(old: old, path: path, head: head)
  }

  /// The proof that the last signed entry of a case is in the ledger; where there is none, its last entry.
  ///
  /// - Throws: as ``head(named:)``; `noSuchCase`.
  package func proof(of caseID: String) async throws -> EntryProof {
    _ = try await store.caseFile(caseID)
    var (last, signature): (LedgerEntry?, LedgerEntry?)
    let tree = try await LedgerTree.reading(store, cryptography) { entry in
      guard entry.caseID == caseID else { return }
      last = entry
      if entry.isSignature { signature = entry }
    }
    guard let entry = signature ?? last else {
      throw CaseStoreFailure.noSuchCase(id: caseID, nearest: [])
    }
    return try await proof(of: entry, isSignature: signature != nil, in: tree)
  }

  /// The proof that the signature with a digest is in the ledger: of that entry, whatever was signed since.
  ///
  /// - Parameter digest: of the entry, hexadecimal, as a signed reading holds it.
  /// - Returns: `nil` where the ledger has no such entry.
  /// - Throws: as ``head(named:)``.
  package func proof(ofSignature digest: String) async throws -> EntryProof? {
    var found: LedgerEntry?
    let tree = try await LedgerTree.reading(store, cryptography) { entry in
      if entry.digest == digest { found = entry }
    }
    guard let found else { return nil }
    return try await proof(of: found, isSignature: found.isSignature, in: tree)
  }

  private func proof(of entry: LedgerEntry, isSignature: Bool, in tree: MerkleTree) async throws -> EntryProof {
    let key = try await key()
    let head = try signed(tree, by: key)
    let path = try tree.inclusionPath(of: entry.sequence - 1, inFirst: tree.size)
    let proof = InclusionProof(index: entry.sequence - 1, path: path, head: head)
    return EntryProof(entry: entry, isSignature: isSignature, proof: proof, key: key.verifier)
  }

  /// Signs the head over `tree`, and keeps it before anybody gets it.
  func signed(_ tree: MerkleTree, by key: SignerKey) throws -> SignedCheckpoint {
    let lock = try shelf.lock()
    defer { lock.release() }
    if let last = try lastHead() {
      guard (try? last.verify(by: key.verifier, cryptography.isSignature)) != nil else {
        throw LogFailure.notBySameKey(path: shelf.keyPath, head: shelf.headPath)
      }
      try HeadComparison.check(last.checkpoint, against: tree, from: .lastSigned(path: shelf.headPath))
    }
    let checkpoint = Checkpoint(origin: key.verifier.name, size: tree.size, root: tree.root)
    let head = SignedCheckpoint(checkpoint, key: key.verifier, sign: cryptography.signer(key))
    try shelf.keepHead(head.bytes)
    return head
  }

  private func lastHead() throws -> SignedCheckpoint? {
    guard let bytes = try shelf.head() else { return nil }
    do { return try SignedCheckpoint(parsing: bytes) } catch {
      throw LogFailure.notAHead(path: shelf.headPath, error)
    }
  }
}

/// The proof of one entry, with what it is of.
package struct EntryProof: Equatable, Sendable {
  /// Whose leaf it is.
  package let entry: LedgerEntry
  /// Whether the entry is a signature, and not only the last entry of a case that is not signed.
  package let isSignature: Bool
  /// The proof.
  package let proof: InclusionProof
  /// What the head in it is signed with.
  package let key: VerifierKey
}

extension LedgerEntry {
  /// Whether a person put their name under it for good.
  fileprivate var isSignature: Bool { knownKind?.isSignature ?? (signer != nil) }
}

extension LedgerKind {
  fileprivate var isSignature: Bool {
    switch self {
    case .signed, .addendum, .amended: true
    case .casebookCreated, .caseRegistered, .caseScored, .reviewOpened: false
    case .reviewerAdmitted, .reviewerRetired, .passphraseChanged, .reviewerLocked, .protocolSet, .firstRead: false
    case .opinionAsked, .opinionGiven, .opinionWithdrawn, .opinionRead, .labelResolved, .outcomeRecorded: false
    case .readingRepeated: false
    }
  }
}
