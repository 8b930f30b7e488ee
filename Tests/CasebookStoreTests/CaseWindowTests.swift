import Casework
import Testing

@testable import CasebookStore

/// A window is composed of pages, places and counts; looking at every case finds the same one.
@Suite("A window of a list")
struct CaseWindowTests {
  /// Registered cases with ties and without days.
  private func fill(_ store: any CaseStore) async throws -> [CaseFile] {
    let cases = try (0..<23).map { number in
      var record = try Example.record("S-\(number)")
      record.received = number % 5 == 0 ? nil : "2026-01-0\(number % 4 + 1)"
      return record
    }
    try await store.register(cases)
    var files: [CaseFile] = []
    for record in cases { files.append(try await store.caseFile(record.id)) }
    return files
  }

  private static let queries: [CaseQuery] =
    CaseOrderKey.allCases.flatMap { key in
      [false, true].map { CaseQuery(key: key, isReversed: $0) }
    } + [CaseQuery(words: ["s-1"]), CaseQuery(stage: .signed)]

  @Test("is the one that looking at every case finds, around every anchor", arguments: StoreKind.allCases, queries)
  func same(kind: StoreKind, query: CaseQuery) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let files = try await fill(store)
    let places = try await store.page(query, after: nil, limit: 100).places
    let gone = places.dropFirst(places.count / 2).first
    let anchors: [CaseAnchor] =
      [.first, .last, .bestMatch(nil), .bestMatch("S-2"), .bestMatch("S-12"), .around("nobody", instead: gone)]
      + ["S-0", "S-7", "S-22"].map { .around($0, instead: nil) }
    for anchor in anchors {
      let window = try await store.window(query, at: anchor, limit: 6)
      let names = CaseListing(files, query).cases.map(\.id)
      #expect(window.total == names.count, "\(anchor)")
      #expect(window.page.cases.map(\.id) == Array(names.dropFirst(window.start).prefix(6)), "\(anchor)")
      guard case .around(_, instead: .some) = anchor else {
        let whole = CaseWindow(of: files, query, at: anchor, limit: 6, entry: 1)
        #expect(window.start == whole.start && window.anchor == whole.anchor, "\(anchor)")
        continue
      }
      let next = gone.flatMap { place in places.firstIndex(of: place).map { min($0 + 1, names.count - 1) } } ?? 0
      #expect(window.anchor == next, "the one that comes after the place")
    }
  }
}
