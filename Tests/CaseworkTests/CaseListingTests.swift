import Microscopy
import Prognosis
import Testing

@testable import Casework

@Suite("A list of cases in memory")
struct CaseListingTests {
  private static func file(
    _ id: String, received: String? = nil, _ status: CaseStatus = .new, call: Call? = nil, risk: Double? = nil
  ) -> CaseFile {
    let model = ModelIdentity(name: "m", version: "1", digest: "d", demonstration: false, threshold: 0.05)
    let finding = call.map {
      Finding(
        id: id, model: model, software: "1", computedAt: "2026-01-01T00:00:00Z", tiles: 1, tilesAvailable: 1,
        tissueMM2: 1, probability5y: risk, call: $0)
    }
    return CaseFile(record: Case(id: id, received: received, slides: []), status: status, finding: finding)
  }

  private static let files = [
    file("b", received: "2026-01-02", .scored, call: .low, risk: 0.02), file("a", received: "2026-01-02", .new),
    file("é", .scored, call: .high, risk: 0.3), file("z", received: "2025-12-31", .signed, call: .high, risk: 0.3),
    file("B", .inReview, call: .noCall, risk: 0.9),
  ]

  private func names(_ query: CaseQuery) -> [String] { CaseListing(Self.files, query).cases.map(\.id) }

  @Test("ties go by the bytes of the names, and missing values come last")
  func orders() {
    #expect(names(CaseQuery(key: .received)) == ["z", "a", "b", "B", "é"])
    #expect(names(CaseQuery(key: .probability)) == ["z", "é", "b", "B", "a"], "a refusal has no probability to show")
    #expect(names(CaseQuery(key: .status)) == ["a", "b", "é", "B", "z"])
    #expect(names(CaseQuery(key: .name)) == ["B", "a", "b", "z", "é"])
  }

  @Test("turned round the list is the same from its end", arguments: CaseOrderKey.allCases)
  func reversed(key: CaseOrderKey) {
    #expect(names(CaseQuery(key: key, isReversed: true)) == names(CaseQuery(key: key)).reversed())
  }

  @Test("pages from place to place are the list", arguments: CaseOrderKey.allCases, [false, true])
  func pages(key: CaseOrderKey, isReversed: Bool) {
    let query = CaseQuery(key: key, isReversed: isReversed)
    let listing = CaseListing(Self.files, query)
    var (found, place): ([String], CasePlace?) = ([], nil)
    while true {
      let page = listing.page(after: place, limit: 2, entry: 1)
      guard let last = page.places.last else { break }
      found += page.cases.map(\.id)
      place = last
    }
    #expect(found == names(query))
    #expect(listing.places.map { listing.count(before: $0) } == Array(0..<5))
  }

  @Test("the place of a case that left is where the next one stands")
  func gone() {
    let query = CaseQuery(key: .name)
    let place = CasePlace(of: Self.file("a"), by: .name)
    let window = CaseWindow(
      of: Self.files.filter { $0.id != "a" }, query, at: .around("a", instead: place), limit: 3, entry: 1)
    #expect(window.anchor == 1)
    #expect(window.page.cases.map(\.id) == ["B", "b", "z"])
    #expect(window.total == 4)
  }

  @Test("a search that asks for names alone finds nothing else")
  func names() {
    #expect(names(CaseQuery(words: ["high"])) == ["z", "é"])
    #expect(names(CaseQuery(words: ["high"], isNameOnly: true)) == [])
    #expect(names(CaseQuery(words: ["z"], isNameOnly: true)) == ["z"])
  }

  @Test("what is to do is everything that is not signed")
  func toDo() {
    #expect(names(CaseQuery(stage: .toDo)) == ["a", "b", "B", "é"])
    #expect(names(CaseQuery(stage: .toDo, key: .status, isReversed: true)) == ["B", "é", "b", "a"])
  }

  @Test("counts are by stage")
  func counts() {
    let counts = CaseCounts(of: Self.files)
    #expect(counts.stages == [.all: 5, .new: 1, .scored: 2, .inReview: 1, .signed: 1])
    #expect(counts.count(of: .toDo) == 4 && counts.count(of: .all) == 5)
    #expect(!counts.hasDemonstration)
  }
}
