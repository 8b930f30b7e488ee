import Casework

extension CaseStore {
  /// Hands every case of `query` on, in its order, with no more than some hundred of them in memory at once.
  package func forEachCase(
    of query: CaseQuery = CaseQuery(), _ body: (CaseFile) throws -> Void
  ) async throws {
    var place: CasePlace?
    repeat {
      let page = try await page(query, after: place, limit: 256)
      try page.cases.forEach(body)
      place = page.places.last
    } while place != nil
  }
}
