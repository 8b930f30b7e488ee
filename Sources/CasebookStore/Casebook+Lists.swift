import Casework
import GRDB

extension Casebook: CaseStore {
  /// As the role says.
  public func page(_ query: CaseQuery, after place: CasePlace?, limit: Int) throws(CaseStoreFailure) -> CasePage {
    let (files, entry) = try changes(since: 0)
    return CaseListing(files, query).page(after: place, limit: limit, entry: entry)
  }

  /// As the role says.
  public func count(
    _ query: CaseQuery, before place: CasePlace?
  ) throws(CaseStoreFailure) -> (all: Int, before: Int) {
    let listing = CaseListing(try caseFiles(), query)
    return (listing.cases.count, place.map { listing.count(before: $0) } ?? 0)
  }

  /// As the role says.
  public func place(of caseID: String, in query: CaseQuery) throws(CaseStoreFailure) -> CasePlace? {
    CaseListing(try caseFiles(), query).places.first { $0.caseID == caseID }
  }

  /// As the role says.
  public func counts() throws(CaseStoreFailure) -> CaseCounts {
    var counts = CaseCounts(stages: Dictionary(uniqueKeysWithValues: CaseStage.allCases.map { ($0, 0) }))
    for file in try caseFiles() {
      counts.stages[.all, default: 0] += 1
      counts.stages[file.status.stage, default: 0] += 1
      counts.hasDemonstration = counts.hasDemonstration || file.finding?.model.demonstration == true
    }
    return counts
  }

  /// As the role says.
  public func changes(since entry: Int, limit: Int) throws(CaseStoreFailure) -> CaseChanges {
    let (files, last) = try changes(since: entry)
    return CaseChanges(
      caseIDs: files.prefix(max(0, limit)).map(\.id), isPartial: files.count > max(0, limit), entry: last)
  }

  /// As the role says.
  public func entries(after entry: Int, limit: Int) throws(CaseStoreFailure) -> [LedgerEntry] {
    try read(holdsHead: false) { db in
      var entries: [LedgerEntry] = []
      try LedgerRow.forEach(db) { if $0.sequence > entry, entries.count < limit { entries.append($0) } }
      return entries
    }
  }
}
