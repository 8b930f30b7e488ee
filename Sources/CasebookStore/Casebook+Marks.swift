import Casework
import GRDB

/// What readers have marked.
extension Casebook {
  /// See ``CaseStore/keep(_:on:reviewer:)``.
  ///
  /// - Throws: `mark` with the rule that one of them breaks; `identity` where `reviewer` may not take a case up;
  ///   `unavailable` where the casebook cannot be written.
  @discardableResult
  public func keep(
    _ marks: [SlideMark], on caseID: String, reviewer: String
  ) throws(CaseStoreFailure) -> CaseFile {
    try write { db in
      let file = try markedFile(caseID, db)
      try ReviewerRow.roster(db).requireMayTakeUp(reviewer)
      for mark in try file.keeping(marks, by: reviewer, now: now()).changed {
        try MarkRow.save(mark, caseID: caseID, db)
      }
      return try draftedFile(caseID, db)
    }
  }

  /// See ``CaseStore/removeMark(_:from:reviewer:)``.
  ///
  /// - Throws: `mark` with `noSuchMark` or `notOwn`; `identity` where `reviewer` may not take a case up; `unavailable`
  ///   where the casebook cannot be written.
  @discardableResult
  public func removeMark(
    _ id: String, from caseID: String, reviewer: String
  ) throws(CaseStoreFailure) -> CaseFile {
    try write { db in
      let file = try markedFile(caseID, db)
      try ReviewerRow.roster(db).requireMayTakeUp(reviewer)
      try MarkRow.delete(try file.ownMark(id, of: reviewer).id, caseID: caseID, db)
      return try draftedFile(caseID, db)
    }
  }

  private func markedFile(_ caseID: String, _ db: Database) throws -> CaseFile {
    var file = try file(caseID, db)
    file.marks = try MarkRow.fetch(caseID: caseID, db)
    return file
  }
}
