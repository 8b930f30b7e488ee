import Basics
import Casework
import GRDB

/// Second opinions.
extension Casebook {
  /// See ``CaseStore/opine(_:_:reviewer:signer:)``.
  ///
  /// - Throws: `opinion` with the rule that the draft breaks; `conflict` with `alreadySigned`; `identity` where the key
  ///   may not do it, is another one's than the name's, or the colleague who is asked may not answer.
  @discardableResult
  public func opine(
    _ caseID: String, _ draft: OpinionDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> SecondOpinion {
    try write { db in
      let file = try file(caseID, db)
      let act = try refusing(caseID, db) { try file.opinion(draft, by: reviewer, now: now()) }
      let written = try append(.opinion(act), to: caseID, signer: signer, db)
      guard let opinion = written.opinion(act.number) else { throw CaseStoreFailure.refused(id: caseID, .misplaced) }
      return opinion
    }
  }

  /// See ``CaseStore/noteRead(_:opinion:reviewer:)``.
  ///
  /// - Throws: `opinion` where nobody has answered, or another one has asked.
  @discardableResult
  public func noteRead(
    _ caseID: String, opinion number: Int, reviewer: String
  ) throws(CaseStoreFailure) -> CaseFile {
    let name = Reviewer.name(reviewer)
    return try write { db in
      let reading = OpinionReading(number: number, reviewer: name, readAt: now())
      _ = try append(.opinion(.read(reading)), to: caseID, db)
      return try draftedFile(caseID, db)
    }
  }
}

extension CaseRow {
  /// Folds the acts that lie in `sequences` into the case, in their order.
  static func takeOpinions(_ sequences: [Int], into file: inout CaseFile, _ db: Database) throws {
    for sequence in sequences {
      let statement = try db.cachedStatement(sql: "SELECT kind, format, payload, digest FROM ledger WHERE sequence = ?")
      guard let row = try Row.fetchOne(statement, arguments: [sequence]),
        let kind = LedgerKind(rawValue: try row.decode(String.self, atIndex: 0)),
        case .opinion(let act)? = try event(row, 1, kind)
      else { throw JSONFailure.unexpected(path: "case_file.opinions") }
      file.record(act, digest: try row.decode(String.self, atIndex: 3))
    }
  }
}
