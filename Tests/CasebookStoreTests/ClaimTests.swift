import Casework
import CasebookStore
import Foundation
import Synchronization
import Testing

@Suite("A claim")
struct ClaimTests {
  private let scratch: Scratch
  private let clock = TestClock()

  init() throws {
    scratch = try Scratch()
    try open("Ann").register([try Example.record()])
  }

  private func open(_ actor: String) throws -> Casebook {
    try Casebook.open(path: scratch.path, createIfMissing: true, now: clock.now, actor: actor)
  }

  private func taken(_ answer: ClaimAnswer) -> CaseClaim? {
    if case .taken(let claim, _) = answer { claim } else { nil }
  }

  private func holder(_ answer: ClaimAnswer) -> ClaimHolder? {
    if case .held(let holder) = answer { holder } else { nil }
  }

  @Test("is had by one, who is told to the others with process and time")
  func one() throws {
    let (ann, bo) = (try open("Ann"), try open("Bo"))
    let claim = try #require(try taken(ann.claim("S26-1", for: .scoring)))
    let other = try #require(try holder(bo.claim("S26-1", for: .scoring)))
    #expect(other == ClaimHolder(name: "Ann", process: Int(getpid()), since: "2026-11-02T11:00:00Z"))
    try ann.record(Example.finding(), under: claim)
    #expect(try taken(bo.claim("S26-1", for: .scoring)) != nil, "the finding gives the case back")
    #expect(throws: CaseStoreFailure.noSuchCase(id: "X", nearest: [])) { try ann.claim("X", for: .scoring) }
  }

  @Test("is had by one of eight that ask at once")
  func race() async throws {
    let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask { try taken(open("writer \(number)").claim("S26-1", for: .scoring)) != nil }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
  }

  @Test("tells the case as it stands in the same transaction")
  func state() throws {
    let ann = try open("Ann")
    try ann.record(Example.finding("f-7"), for: "S26-1")
    guard case .taken(_, let file) = try ann.claim("S26-1", for: .scoring) else { throw Example.Missing() }
    #expect(file.finding?.id == "f-7")
  }

  @Test("lapses with its lease, is held by whoever renews it, and records nothing once it is lost")
  func lease() throws {
    let (ann, bo) = (try open("Ann"), try open("Bo"))
    let claim = try #require(try taken(ann.claim("S26-1", for: .scoring, lease: 60)))
    clock.set("2026-11-02T11:00:50Z")
    try ann.renew(claim)
    clock.set("2026-11-02T11:01:40Z")
    #expect(try holder(bo.claim("S26-1", for: .scoring)) != nil)
    clock.set("2026-11-02T11:01:50Z")
    let next = try #require(try taken(bo.claim("S26-1", for: .scoring)))
    #expect(throws: CaseStoreFailure.conflict(.claimLost(id: "S26-1"))) {
      try ann.record(Example.finding(), under: claim)
    }
    #expect(throws: CaseStoreFailure.conflict(.claimLost(id: "S26-1"))) { try ann.renew(claim) }
    try ann.release(claim)
    try bo.record(Example.finding("f-2"), under: next)
    #expect(try ann.caseFile("S26-1").finding?.id == "f-2")
    #expect(try ann.lastEntry() == 3)
  }

  @Test("of a process that has ended lapses at once; of one elsewhere, which cannot be asked, with its lease")
  func deadOwner() throws {
    let (ann, bo) = (try open("Ann"), try open("Bo"))
    _ = try ann.claim("S26-1", for: .scoring)
    try scratch.tamper { try $0.execute(sql: "UPDATE claim SET home = 'another machine', process = 2147483000") }
    #expect(try holder(bo.claim("S26-1", for: .scoring)) != nil)
    clock.set("2026-11-02T11:01:00Z")
    _ = try #require(try taken(bo.claim("S26-1", for: .scoring)))
    try scratch.tamper { try $0.execute(sql: "UPDATE claim SET process = 2147483000") }
    #expect(try taken(ann.claim("S26-1", for: .scoring)) != nil)
  }

  @Test("of an earlier process that had the same number lapses at once")
  func sameNumber() throws {
    let (ann, bo) = (try open("Ann"), try open("Bo"))
    _ = try ann.claim("S26-1", for: .scoring)
    try scratch.tamper { try $0.execute(sql: "UPDATE claim SET started = started - 1") }
    #expect(try taken(bo.claim("S26-1", for: .scoring)) != nil)
  }

  @Test("does not stand for ever where the clock went back")
  func clockBack() throws {
    let (ann, bo) = (try open("Ann"), try open("Bo"))
    _ = try ann.claim("S26-1", for: .scoring)
    clock.set("2026-11-02T10:58:00Z")
    #expect(try taken(bo.claim("S26-1", for: .scoring)) != nil)
  }

  @Test("is nobody's record: the ledger knows nothing of it")
  func ledger() throws {
    let ann = try open("Ann")
    let before = try ann.exportLines()
    let claim = try #require(try taken(ann.claim("S26-1", for: .scoring)))
    try ann.renew(claim)
    try ann.release(claim)
    #expect(try ann.exportLines() == before)
    #expect(try ann.verify().isIntact)
  }
}
