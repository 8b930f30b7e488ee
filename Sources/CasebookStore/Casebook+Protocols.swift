import Casework
import GRDB

/// How cases are read.
extension Casebook {
  /// See ``CaseStore/houseProtocol()``.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func houseProtocol() throws(CaseStoreFailure) -> ReadingProtocol {
    try read { db in try LedgerRow.houseProtocol(db) }
  }

  /// See ``CaseStore/set(_:for:signer:)``. Where it is set for all, every case that it changes is listed anew in the
  /// same transaction.
  ///
  /// - Throws: `conflict` with `alreadySigned`; `identity` where the key may not admit, or is another one's.
  public func set(
    _ setting: ProtocolSetting, for caseID: String?, signer: EntrySigner?
  ) throws(CaseStoreFailure) {
    try write { db in
      if let caseID {
        _ = try file(caseID, db)
        _ = try append(.protocolSet(setting), to: caseID, signer: signer, db)
      } else {
        try append(.protocolSet(setting), signer: signer, db)
        try follow(setting.readingProtocol, db)
      }
    }
  }

  private func follow(_ house: ReadingProtocol, _ db: Database) throws {
    let entry = try LedgerRow.last(db)?.sequence ?? 0
    let names = try String.fetchAll(db, sql: "SELECT case_id FROM case_file ORDER BY case_id")
    for name in names {
      guard let next = try CaseRow.fetch(db, name)?.following(house, at: entry) else { continue }
      try CaseRow(next).save(db)
    }
  }

  /// See ``CaseStore/commit(_:to:)``.
  ///
  /// - Throws: `signOff` with the rule that stands against it, `conflict` where another reviewer is reading the case.
  @discardableResult
  public func commit(_ read: FirstRead, to caseID: String) throws(CaseStoreFailure) -> CaseFile {
    var read = read
    read.reviewer = Reviewer.name(read.reviewer)
    read.readAt = now()
    let committed = read
    return try write { db in
      _ = try openReview(caseID, committed.reviewer, db)
      _ = try append(.firstRead(committed), to: caseID, db)
      return try draftedFile(caseID, db)
    }
  }
}
