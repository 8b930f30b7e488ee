import Basics

/// What is wrong with an entry, or with what was projected from it.
public enum LedgerFault: Error, Equatable, Sendable {
  /// A field of the entry is not what was hashed.
  case contentChanged
  /// The entry does not name the digest of the one before it.
  case linkBroken
  /// The entry is not there.
  case missing
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

/// Checks entries one after the other, so that a long ledger is never held at once.
public struct LedgerChecker: Sendable {
  private let digest: Digest
  /// The last entry that held.
  public private(set) var last: (sequence: Int, digest: String)?
  /// What the entries so far make of the cases.
  public private(set) var projection = Projection()
  /// The times of the entries so far.
  public private(set) var clock = LedgerClock()

  /// A checker before the first entry.
  public init(digest: @escaping Digest) { self.digest = digest }

  /// Checks the next entry: its place, its content, its link, and that it can have happened.
  public mutating func check(_ entry: LedgerEntry) throws(LedgerBreak) {
    let expected = (last?.sequence ?? 0) + 1
    guard entry.sequence == expected else { throw LedgerBreak(sequence: expected, caseID: "", fault: .missing) }
    try require(digest(entry.digestInput) == entry.digest, .contentChanged, entry)
    try require(entry.previous == last?.digest ?? LedgerEntry.genesis, .linkBroken, entry)
    // Both or neither: an entry that lost its signature still names who signed it.
    try require((entry.signature == nil) == (entry.signer == nil), .contentChanged, entry)
    try projection.fold(entry)
    clock.follow(entry)
    last = (entry.sequence, entry.digest)
  }

  private func require(_ holds: Bool, _ fault: LedgerFault, _ entry: LedgerEntry) throws(LedgerBreak) {
    guard !holds else { return }
    throw LedgerBreak(sequence: entry.sequence, caseID: CleanText.cleaned(entry.caseID, limit: 80), fault: fault)
  }
}
