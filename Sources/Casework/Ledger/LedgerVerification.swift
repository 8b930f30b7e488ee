import Basics

/// What is wrong with an entry, or with what was projected from it.
public enum LedgerFault: Error, Equatable, Sendable {
  /// A field of the entry is not what was hashed.
  case contentChanged
  /// The entry does not name the digest of the one before it.
  case linkBroken
  /// The entry is not there.
  case missing
  /// The entry is of an older format than the one before it.
  case formatWentBack(from: Int, to: Int)
  /// The act of a person that is not signed, though the casebook has reviewers.
  case unsigned
  /// The signature is not that of the reviewer whom the entry names.
  case signatureWrong
  /// The public key of an admission is not what its fingerprint says.
  case fingerprintWrong
  /// The sealed key of that reviewer is gone, or is not the one that the ledger tells of.
  case sealedKeyChanged(name: String)
  /// A sealed key is kept that belongs to nobody who may sign.
  case sealedKeyUnknown
  /// The entry's bytes cannot be read as what they should be.
  case unreadable
  /// The entry tells of something that cannot have happened.
  case impossible(TransitionProblem)
  /// The listed case is not what the ledger makes of it; `column` of its row says where.
  case projectionDiffers(column: String)
  /// The case is in the ledger and not listed.
  case projectionMissing
  /// The case is listed and not in the ledger.
  case projectionUnknown
  /// A result file is gone or unreadable.
  case resultFileMissing(path: String)
  /// A result file is not the one that was written.
  case resultFileChanged(path: String)
  /// A table or a trigger that guards the ledger was dropped, changed or added.
  case schemaChanged(name: String)
  /// The database itself is damaged; SQLite's own words.
  case damaged(detail: String)
}

/// The first entry that does not hold.
public struct LedgerBreak: Error, Equatable, Sendable {
  /// The entry; 0 where it is about no entry in particular.
  public let sequence: Int
  /// Its case; empty where it is about none.
  public let caseID: String
  /// What is wrong with it.
  public let fault: LedgerFault

  /// What is wrong, and with which entry and case.
  public init(sequence: Int, caseID: String, fault: LedgerFault) {
    self.sequence = sequence
    self.caseID = caseID
    self.fault = fault
  }
}

/// What came out of checking a casebook.
public enum LedgerVerification: Equatable, Sendable {
  /// Every digest, every link and every listed case holds. `head` is the digest of the last entry: written down
  /// elsewhere, it proves later that nothing was cut off. `clock` is what is odd about the entries' times.
  case intact(entries: Int, head: String, clock: [ClockRemark] = [])
  case broken(LedgerBreak)

  /// Whether everything holds.
  public var isIntact: Bool {
    if case .intact = self { return true }
    return false
  }
}

extension Projection {
  /// Holds the result files of all findings that are listed against the digests in the ledger.
  ///
  /// - Parameter digest: SHA-256 of the file at a path, `nil` where it cannot be read.
  /// - Throws: the first file that is gone or another one.
  package func checkResultFiles(_ digest: (String) -> String?) throws(LedgerBreak) {
    for projected in ordered {
      for finding in [projected.file.finding, projected.file.newerFinding].compactMap(\.self) {
        guard let path = finding.resultFile, let expected = finding.resultDigest else { continue }
        let found = digest(path)
        guard found != expected else { continue }
        throw LedgerBreak(
          sequence: findings[finding.id] ?? projected.sequence, caseID: CleanText.cleaned(projected.file.id, limit: 80),
          fault: found == nil ? .resultFileMissing(path: path) : .resultFileChanged(path: path))
      }
    }
  }
}

extension Roster {
  /// Holds the sealed keys that are kept against those of which the ledger tells.
  ///
  /// - Throws: the first reviewer whose key is gone or another one; then the first key that belongs to nobody.
  package func checkKeys(_ keys: some Collection<SealedKey>, digest: Digest) throws(LedgerBreak) {
    for reviewer in active {
      let key = keys.first { $0.fingerprint == reviewer.fingerprint }
      guard key.map({ digest($0.storedBytes) }) != reviewer.sealedDigest else { continue }
      throw LedgerBreak(sequence: reviewer.sequence, caseID: "", fault: .sealedKeyChanged(name: reviewer.name))
    }
    let known = Set(active.map(\.fingerprint))
    guard keys.allSatisfy({ known.contains($0.fingerprint) }) else {
      throw LedgerBreak(sequence: 0, caseID: "", fault: .sealedKeyUnknown)
    }
  }
}

/// Checks entries one after the other, so that a long ledger is never held at once.
public struct LedgerChecker: Sendable {
  private let digest: Digest
  private let signatures: SignatureCheck
  private var format = 1
  /// The last entry that held.
  public private(set) var last: (sequence: Int, digest: String)?
  /// What the entries so far make of the cases.
  public private(set) var projection = Projection()
  /// The times of the entries so far.
  public private(set) var clock = LedgerClock()

  /// A checker before the first entry.
  ///
  /// - Parameter signatures: what checks them; default: none holds.
  public init(digest: @escaping Digest, signatures: @escaping SignatureCheck = { _, _, _ in false }) {
    self.digest = digest
    self.signatures = signatures
  }

  /// Checks the next entry: its place, its content, its link, that it can have happened, and its signature.
  ///
  /// - Throws: the first fault, with the entry that it was found at.
  public mutating func check(_ entry: LedgerEntry) throws(LedgerBreak) {
    let expected = (last?.sequence ?? 0) + 1
    guard entry.sequence == expected else { throw LedgerBreak(sequence: expected, caseID: "", fault: .missing) }
    try require(digest(entry.digestInput) == entry.digest, .contentChanged, entry)
    try require(entry.previous == last?.digest ?? LedgerEntry.genesis, .linkBroken, entry)
    // Both or neither: an entry that lost its signature still names who signed it.
    try require((entry.signature == nil) == (entry.signer == nil), .contentChanged, entry)
    try require(entry.format >= format, .formatWentBack(from: format, to: entry.format), entry)
    try projection.fold(entry)
    try checkSigner(entry)
    format = entry.format
    clock.follow(entry)
    last = (entry.sequence, entry.digest)
  }

  /// The key is looked for after the entry, since the first reviewer is admitted by their own; whether it might sign
  /// was asked before.
  private func checkSigner(_ entry: LedgerEntry) throws(LedgerBreak) {
    guard let signer = entry.signer, let signature = entry.signature else { return }
    let key = projection.roster.reviewer(signer)?.publicKey
    try require(key.map { digest($0) == signer } ?? false, .fingerprintWrong, entry)
    try require(key.map { signatures(signature, entry.signedBytes, $0) } ?? false, .signatureWrong, entry)
    guard let admitted = projection.roster.reviewers.last, admitted.admitted == entry.sequence else { return }
    try require(digest(admitted.publicKey) == admitted.fingerprint, .fingerprintWrong, entry)
  }

  private func require(_ holds: Bool, _ fault: LedgerFault, _ entry: LedgerEntry) throws(LedgerBreak) {
    guard !holds else { return }
    throw LedgerBreak(sequence: entry.sequence, caseID: CleanText.cleaned(entry.caseID, limit: 80), fault: fault)
  }
}
