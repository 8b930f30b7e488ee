import Casework
import GRDB

extension Casebook: CaseStore {
  /// As the role says.
  public func page(_ query: CaseQuery, after place: CasePlace?, limit: Int) throws(CaseStoreFailure) -> CasePage {
    let (files, entry) = try changes(since: 0)
    let listed = files.map { ($0, CaseListing($0)) }.filter { query.holds($0.1) }
      .map { ($0.0, $0.1.place(by: query.key)) }.filter { listed in place.map { query.precedes($0, listed.1) } ?? true }
      .sorted { query.precedes($0.1, $1.1) }.prefix(max(0, limit))
    return CasePage(cases: listed.map(\.0), places: listed.map(\.1), entry: entry)
  }

  /// As the role says.
  public func count(
    _ query: CaseQuery, before place: CasePlace?
  ) throws(CaseStoreFailure) -> (all: Int, before: Int) {
    let places = try caseFiles().map(CaseListing.init).filter(query.holds).map { $0.place(by: query.key) }
    return (places.count, place.map { place in places.count { query.precedes($0, place) } } ?? 0)
  }

  /// As the role says.
  public func counts() throws(CaseStoreFailure) -> CaseCounts {
    var counts = CaseCounts(stages: Dictionary(uniqueKeysWithValues: CaseStage.allCases.map { ($0, 0) }))
    for listing in try caseFiles().map(CaseListing.init) {
      counts.stages[.all, default: 0] += 1
      counts.stages[listing.stage, default: 0] += 1
      counts.hasDemonstration = counts.hasDemonstration || listing.isDemonstration
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
