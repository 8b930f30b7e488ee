/// Around which case a list is looked at.
public enum CaseAnchor: Hashable, Sendable {
  /// The first case of the list.
  case first
  /// The last case of the list.
  case last
  /// A case; where it is not listed, the first one that comes after `instead`, or the last one; without that place the
  /// first one.
  case around(String, instead: CasePlace?)
  /// The best answer to a search: this case where its own name has all the words, else the first case whose name has
  /// them, else this case where it is listed, else the first one.
  case bestMatch(String?)
}

/// Some consecutive cases of a list, and where in the list they are.
public struct CaseWindow: Hashable, Sendable {
  /// The cases, with their places.
  public let page: CasePage
  /// How many cases come before the first one of ``page``.
  public let start: Int
  /// How many cases the list has.
  public let total: Int
  /// Where in the list the case is that was asked for, counted from 0; 0 in an empty list.
  public let anchor: Int
  /// How many cases there are by stage.
  public let counts: CaseCounts

  /// The cases of `page`, of which the first is number `start` of `total`.
  public init(page: CasePage, start: Int, total: Int, anchor: Int, counts: CaseCounts) {
    self.page = page
    self.start = start
    self.total = total
    self.anchor = anchor
    self.counts = counts
  }
}

extension CaseStore {
  /// At most `limit` cases of `query` around `anchor`: a third of them before it, where there are enough.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func window(
    _ query: CaseQuery, at anchor: CaseAnchor, limit: Int
  ) async throws(CaseStoreFailure) -> CaseWindow {
    guard let place = try await place(of: anchor, in: query) else {
      let page = try await page(query, after: nil, limit: limit)
      let total = try await count(query, before: nil).all
      return CaseWindow(page: page, start: 0, total: total, anchor: 0, counts: try await counts())
    }
    var backward = query
    backward.isReversed.toggle()
    // One more than is shown above: the window begins behind its place.
    let above = limit / 3
    let before = try await page(backward, after: place, limit: above + 1)
    let begin = before.places.count > above ? before.places.last : nil
    let page = try await page(query, after: begin, limit: limit)
    let (all, start) = try await count(query, before: page.places.first)
    let index = page.places.firstIndex { $0.caseID == place.caseID } ?? 0
    return CaseWindow(page: page, start: start, total: all, anchor: start + index, counts: try await counts())
  }

  /// The place that an anchor names; `nil` for the beginning of the list.
  private func place(of anchor: CaseAnchor, in query: CaseQuery) async throws(CaseStoreFailure) -> CasePlace? {
    switch anchor {
    case .first: return nil
    case .last: return try await lastPlace(of: query)
    case .around(let caseID, let instead):
      if let place = try await place(of: caseID, in: query) { return place }
      guard let instead else { return nil }
      if let next = try await page(query, after: instead, limit: 1).places.first { return next }
      return try await lastPlace(of: query)
    case .bestMatch(let caseID):
      var named = query
      named.isNameOnly = true
      if let caseID, let place = try await place(of: caseID, in: named) { return place }
      if let first = try await page(named, after: nil, limit: 1).places.first { return first }
      guard let caseID else { return nil }
      return try await place(of: caseID, in: query)
    }
  }

  private func lastPlace(of query: CaseQuery) async throws(CaseStoreFailure) -> CasePlace? {
    var backward = query
    backward.isReversed.toggle()
    return try await page(backward, after: nil, limit: 1).places.first
  }
}
