import Casework
import Cryptography
import Dispatch
import Foundation
import Microscopy
import NeuralNetworks
import Testing
import Workstation

@testable import UseCases

@Suite("Scoring from inside of the workstation")
struct ScoringDeskTests {
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(actor: "lab", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)

  private static let bundle = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/coverslip/Resources/demonstration").standardized.path

  /// A desk, and what it tells.
  ///
  /// - Parameter beforeLoading: done before the bundle is read.
  private func desk(beforeLoading: @escaping @Sendable () -> Void = {}) -> (ScoringDesk, AsyncStream<Action>) {
    let (actions, posted) = AsyncStream.makeStream(of: Action.self)
    let tools = ScoringTools(
      folder: { "/findings" },
      load: {
        beforeLoading()
        return (try ModelBundle.load(Self.bundle), .slides(.morphometry))
      }, workers: 2, slides: world.access, shelf: world, environment: world.environment)
    let desk = ScoringDesk(
      tools, store: store, problem: { Problem(title: "Failed", detail: "\($0)", remedy: "Look.") }
    ) { posted.yield($0) }
    return (desk, actions)
  }

  private func register(_ ids: String...) throws {
    for id in ids {
      world.put(.tissue(side: 896), at: "/slides/\(id).svs", content: id)
      try store.register([Case(id: id, slides: [try world.access.record("/slides/\(id).svs")])])
    }
  }

  /// What is told until `count` more cases are done.
  private func told(_ iterator: inout AsyncStream<Action>.Iterator, ends count: Int) async -> [Action] {
    var (actions, ends) = ([Action](), 0)
    while ends < count, let action = await iterator.next() {
      actions.append(action)
      if case .scoringEnded = action { ends += 1 }
    }
    return actions
  }

  @Test("records the finding that score would record, and tells how far it is")
  func scores() async throws {
    try register("A")
    let (desk, actions) = desk()
    var iterator = actions.makeAsyncIterator()
    desk.score("A", again: false)
    let told = await told(&iterator, ends: 1)
    #expect(told.last == .scoringEnded(caseID: "A", .scored))
    #expect(told.contains(.scoringWent(caseID: "A", .looking(percent: 100))))
    let finding = try #require(try store.caseFile("A").finding)
    #expect(told.contains(.scoringWent(caseID: "A", .tiles(finding.tiles, of: finding.tiles))))
    #expect(world.results[finding.resultFile ?? ""]?.count == finding.tiles)
  }

  @Test("a case with a finding is scored again only where that is wanted")
  func again() async throws {
    try register("A")
    let (desk, actions) = desk()
    var iterator = actions.makeAsyncIterator()
    desk.score("A", again: false)
    _ = await told(&iterator, ends: 1)
    let first = try store.caseFile("A").finding?.id
    desk.score("A", again: false)
    #expect(await told(&iterator, ends: 1) == [.scoringEnded(caseID: "A", .hadFinding)])
    desk.score("A", again: true)
    #expect(await told(&iterator, ends: 1).last == .scoringEnded(caseID: "A", .scored))
    #expect(try store.caseFile("A").finding?.id != first)
  }

  @Test("one that fails is told with its reason, and keeps the next one not waiting")
  func fails() async throws {
    try register("A", "B")
    world.put(.tissue(side: 896), at: "/slides/A.svs", content: "another")
    let (desk, actions) = desk()
    var iterator = actions.makeAsyncIterator()
    desk.score("A", again: false)
    desk.score("B", again: false)
    desk.score("C", again: false)
    let ends = await told(&iterator, ends: 3).compactMap { action in
      if case .scoringEnded(_, let end) = action { end } else { nil }
    }
    guard case .failed = ends[0], case .failed = ends[2] else {
      Issue.record("\(ends)")
      return
    }
    #expect(ends[1] == .scored)
  }

  @Test("stopped it records nothing of what was asked for by then, gives the cases back, and scores what comes later")
  func stops() async throws {
    try register("A", "B")
    let gate = DispatchSemaphore(value: 0)
    let (desk, actions) = desk { gate.wait() }
    var iterator = actions.makeAsyncIterator()
    desk.score("A", again: false)
    desk.score("B", again: false)
    desk.stop()
    gate.signal()
    #expect(
      await told(&iterator, ends: 2) == [
        .scoringEnded(caseID: "A", .stopped), .scoringEnded(caseID: "B", .stopped),
      ])
    #expect(try store.caseFile("A").finding == nil && world.results.isEmpty)
    gate.signal()
    desk.score("B", again: false)
    #expect(await told(&iterator, ends: 1).last == .scoringEnded(caseID: "B", .scored))
  }

  @Test("left, it is stopped and over: no finding is half written, and no case is claimed")
  func finishes() async throws {
    try register("A")
    let gate = DispatchSemaphore(value: 0)
    let (desk, actions) = desk { gate.wait() }
    var iterator = actions.makeAsyncIterator()
    desk.score("A", again: false)
    gate.signal()
    try await onThread { desk.finish() }
    let end = await told(&iterator, ends: 1).last
    let finding = try store.caseFile("A").finding
    #expect(end == .scoringEnded(caseID: "A", finding == nil ? .stopped : .scored))
    #expect(world.results.count == (finding == nil ? 0 : 1))
    guard case .taken = try store.claim("A", for: .scoring, lease: 60) else {
      Issue.record("the claim stands")
      return
    }
  }
}
