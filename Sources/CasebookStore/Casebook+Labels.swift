import Basics
import Casework
import GRDB

/// Mismatches between labels and cases.
extension Casebook {
  /// See ``CaseStore/resolveLabel(_:_:reviewer:signer:)``.
  ///
  /// - Throws: `label` with the rule that the draft breaks; `signOff` with `notScored`; `identity` where the key may
  ///   not sign, or is another one's than the name's.
  @discardableResult
  public func resolveLabel(
    _ caseID: String, _ draft: LabelResolutionDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> LabelResolution {
    try write { db in
      let file = try file(caseID, db)
      let resolution = try refusing(caseID, db) { try file.resolution(draft, by: reviewer, now: now()) }
      let written = try append(.labelResolved(resolution), to: caseID, signer: signer, db)
      return written.labelResolutions.last ?? resolution
    }
  }
}

extension CaseRow {
  /// Adds the resolutions, outcomes and repeated readings whose entries the column `labels` names, in their order.
  static func takeNotes(into projected: inout ProjectedCase, _ db: Database) throws {
    let sequences = projected.labels
    projected.labels = []
    for sequence in sequences { try takeNote(sequence, into: &projected, db) }
  }

  private static func takeNote(_ sequence: Int, into projected: inout ProjectedCase, _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT kind, format, payload, digest FROM ledger WHERE sequence = ?")
    guard let row = try Row.fetchOne(statement, arguments: [sequence]),
      let kind = LedgerKind(rawValue: try row.decode(String.self, atIndex: 0)), let event = try event(row, 1, kind)
    else { throw JSONFailure.unexpected(path: "case_file.labels") }
    let digest = try row.decode(String.self, atIndex: 3)
    switch event {
    case .labelResolved(let resolution):
      projected.file.record(resolution, digest: digest)
      projected.labels.append(sequence)
    case .outcomeRecorded(let outcome):
      projected.file.record(outcome, digest: digest)
      projected.outcomes.append(sequence)
    case .readingRepeated(let read):
      projected.file.record(read, digest: digest)
      projected.repeats.append(sequence)
    case .casebookCreated, .registered, .scored, .reviewOpened, .signed, .addendum, .amended, .reviewerAdmitted,
      .reviewerRetired, .passphraseChanged, .reviewerLocked, .protocolSet, .firstRead, .opinion:
      throw JSONFailure.unexpected(path: "case_file.labels")
    }
  }
}
