import Casework
import GRDB

extension Casebook: CaseStore {
  /// See ``CaseStore/page(_:after:limit:)``: as many steps along an index as there are cases on the page.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func page(_ query: CaseQuery, after place: CasePlace?, limit: Int) throws(CaseStoreFailure) -> CasePage {
    try read { db in
      let request = try list(query, db).page(after: place, limit: limit)
      let rows = try Row.fetchAll(try db.cachedStatement(sql: request.sql), arguments: request.arguments)
      let places = try rows.map { row in
        CasePlace(key: try row.decode(String.self, atIndex: 1), caseID: try row.decode(String.self, atIndex: 0))
      }
      let cases = try places.map { try draftedFile(try file($0.caseID, db), db) }
      return CasePage(cases: cases, places: places, entry: try LedgerRow.last(db)?.sequence ?? 0)
    }
  }

  /// See ``CaseStore/count(_:before:)``: the cases before the place are counted along an index.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func count(
    _ query: CaseQuery, before place: CasePlace?
  ) throws(CaseStoreFailure) -> (all: Int, before: Int) {
    try read { db in
      let list = try list(query, db)
      let all = try number(list.count(), db)
      return (all, try place.map { try number(list.count(before: $0), db) } ?? 0)
    }
  }

  /// See ``CaseStore/place(of:in:)``.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func place(of caseID: String, in query: CaseQuery) throws(CaseStoreFailure) -> CasePlace? {
    try read { db in
      let request = try list(query, db).key(of: caseID)
      return try String.fetchOne(try db.cachedStatement(sql: request.sql), arguments: request.arguments)
        .map { CasePlace(key: $0, caseID: caseID) }
    }
  }

  /// See ``CaseStore/counts()``: triggers keep them.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func counts() throws(CaseStoreFailure) -> CaseCounts {
    try read { db in
      var counts = CaseCounts()
      for row in try Row.fetchAll(db, sql: "SELECT name, cases FROM tally") {
        let (name, cases) = (try row.decode(String.self, atIndex: 0), try row.decode(Int.self, atIndex: 1))
        if let stage = CaseStage(rawValue: name) {
          counts.stages[stage] = cases
        } else {
          counts.hasDemonstration = cases > 0
        }
      }
      guard let reader = audience.reader, try roster(db).isHeard(audience) else { return counts }
      counts.waiting = try number(CaseList(CaseQuery(waitingFor: reader)).count(), db)
      return counts
    }
  }

  /// One case, with the draft of this ``drafter`` and who reads it now.
  ///
  /// - Throws: `noSuchCase` with the names that may have been meant.
  public func caseFile(_ caseID: String) throws(CaseStoreFailure) -> CaseFile {
    try read { db in try draftedFile(caseID, db) }
  }

  /// The cases for which `isWanted`, in the order in which they wait; some hundred are read at once.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func cases(where isWanted: (CaseFile) -> Bool) throws(CaseStoreFailure) -> [CaseFile] {
    var (files, place) = ([CaseFile](), CasePlace?.none)
    repeat {
      let page = try page(CaseQuery(), after: place, limit: 256)
      files += page.cases.filter(isWanted)
      place = page.places.last
    } while place != nil
    return files
  }

  /// See ``CaseStore/changes(since:limit:)``.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func changes(since entry: Int, limit: Int) throws(CaseStoreFailure) -> CaseChanges {
    try read { db in
      let limit = max(0, limit)
      let names = try String.fetchAll(
        try db.cachedStatement(sql: Self.changedSince), arguments: [entry, limit == .max ? limit : limit + 1])
      return CaseChanges(
        caseIDs: Array(names.prefix(limit)), isPartial: names.count > limit,
        entry: try LedgerRow.last(db)?.sequence ?? 0)
    }
  }

  static let changedSince = "SELECT case_id FROM case_file WHERE sequence > ? ORDER BY sequence LIMIT ?"

  /// See ``CaseStore/entries(after:limit:)``.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func entries(after entry: Int, limit: Int) throws(CaseStoreFailure) -> [LedgerEntry] {
    try read(holdsHead: false) { db in
      var entries: [LedgerEntry] = []
      try LedgerRow.forEach(db, after: entry, limit: max(0, limit)) { entries.append($0) }
      return entries
    }
  }

  /// One case with all that was signed of it, as far as it may be told here.
  func draftedFile(_ caseID: String, _ db: Database) throws -> CaseFile {
    var file = try file(caseID, db)
    file.putOff = try CaseRow.putOff(of: file, db)
    return try draftedFile(file, db)
  }

  private func draftedFile(_ known: CaseFile, _ db: Database) throws -> CaseFile {
    var file = known
    file.draft = try DraftRow.fetch(caseID: file.id, reviewer: drafter, db)
    file.claim = try readingClaim(of: file.id, db)
    file.marks = try MarkRow.fetch(caseID: file.id, db)
    return try told(file, db)
  }

  /// The case as far as it may be told here.
  func told(_ file: CaseFile, _ db: Database) throws -> CaseFile {
    file.disclosed(to: audience, among: try roster(db))
  }

  /// Whoever asks who knows no reader need not know who is admitted.
  private func roster(_ db: Database) throws -> Roster {
    audience.reader == nil ? Roster() : try ReviewerRow.roster(db)
  }

  /// What is asked of the cases; nothing is found by who the patient is where that is not told.
  private func list(_ query: CaseQuery, _ db: Database) throws -> CaseList {
    CaseList(query, findsPatients: try query.filter.isEmpty || roster(db).withheldIdentities(from: audience) == nil)
  }

  private func number(_ request: (sql: String, arguments: StatementArguments), _ db: Database) throws -> Int {
    try Int.fetchOne(try db.cachedStatement(sql: request.sql), arguments: request.arguments) ?? 0
  }
}
