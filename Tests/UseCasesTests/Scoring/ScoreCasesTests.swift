import Basics
import Casework
import Cryptography
import Foundation
import Microscopy
import NeuralNetworks
import Prognosis
import Testing

@testable import UseCases

@Suite("Scoring the cases of a casebook")
struct ScoreCasesTests {
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(actor: "lab", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)

  private static let bundle = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/coverslip/Resources/demonstration").standardized.path

  private func score(_ environment: UseCaseEnvironment? = nil) throws -> ScoreCases {
    let scorer = CaseScorer(
      bundle: try ModelBundle.load(Self.bundle), source: .slides(.morphometry), workers: 2, maxTiles: 4,
      slides: world.access, shelf: world, environment: environment ?? world.environment)
    return ScoreCases(store: store, scorer: scorer, folder: "/findings")
  }

  /// Registers cases, each with a slide of its own.
  private func register(_ ids: String...) async throws -> [CaseFile] {
    var files: [CaseFile] = []
    for id in ids {
      world.put(.tissue(), at: "/slides/\(id).svs", content: id)
      try store.register([Case(id: id, slides: [try world.access.record("/slides/\(id).svs")])])
      files.append(try store.caseFile(id))
    }
    return files
  }

  @Test("records a finding with its result file, its digests and what computed it")
  func scores() async throws {
    let summary = try await score()(try await register("A"))
    #expect(summary.scored == 1)
    #expect(summary.failures.isEmpty)
    let finding = try #require(try store.caseFile("A").finding)
    #expect(finding.id == "id-1")
    #expect(finding.software == "test 1")
    #expect(finding.computedAt == "2026-03-01T12:00:00Z")
    #expect(finding.libraries == ["blas": "none"])
    #expect(finding.resultFile == "/findings/id-1.safetensors")
    #expect(finding.resultDigest == "digest of /findings/id-1.safetensors")
    #expect(finding.slideDigests == [SlideDigests(quick: "quick A", whole: "whole A")])
    let result = try #require(world.results["/findings/id-1.safetensors"])
    #expect(result.count == finding.tiles)
    #expect(result.cohort == (try ModelBundle.load(Self.bundle)).card.tileCohort)
    #expect(result.measures?.names.first == "nuclear_density" && result.measures?.cohort != nil)
    let looked = world.progress(.lookingForTissue(id: "A", number: 1, count: 1))
    #expect(looked.last?.done == 100 && looked.last?.total == 100)
    #expect(world.progress(.scoringCase(id: "A", number: 1, count: 1)).last?.done == 4)
  }

  @Test("takes each case once that was named twice, in the order of their names; else what is without a finding")
  func wanted() async throws {
    _ = try await register("A", "B", "C")
    #expect(try await CasesToScore.named(["C", "A", "C"]).files(of: store).map(\.id) == ["C", "A"])
    _ = try await score()([try store.caseFile("B")])
    #expect(try await Set(CasesToScore.withoutFinding.files(of: store).map(\.id)) == ["A", "C"])
    #expect(try await CasesToScore.unsigned.files(of: store).count == 3)
    await #expect(throws: CaseStoreFailure.self) { try await CasesToScore.named(["D"]).files(of: store) }
  }

  @Test("holds what the file says of the label against the laboratory's pattern, and nothing without one")
  func labels() async throws {
    let files = try await register("A")
    _ = try await score()(files)
    #expect(try store.caseFile("A").finding?.labels == [])
    let scorer = CaseScorer(
      bundle: try ModelBundle.load(Self.bundle), source: .slides(.morphometry), workers: 2, maxTiles: 4,
      slides: world.access, shelf: world, environment: world.environment, pattern: try LabelPattern("{case}"))
    _ = try await ScoreCases(store: store, scorer: scorer, folder: "/findings")([try store.caseFile("A")])
    let checks = try store.caseFile("A").finding?.labels
    #expect(checks?.map(\.standing) == [.noText] && checks?.first?.expected?.text == "A")
  }

  @Test("a case that fails keeps nobody waiting, and is told with its reason")
  func failing() async throws {
    let files = try await register("A", "B")
    world.put(.tissue(), at: "/slides/A.svs", content: "another")
    let summary = try await score()(files)
    #expect(summary.failures.map(\.caseID) == ["A"])
    #expect(summary.scored == 1)
    #expect(try store.caseFile("A").finding == nil)
    #expect(try store.caseFile("B").finding != nil)
  }

  @Test("a case that another process scored since is not scored again")
  func elsewhere() async throws {
    let files = try await register("A")
    let other = MemoryCaseStore(actor: "cluster", sharing: store)
    let made = try #require(try await score()(files).scored == 1 ? store.caseFile("A").finding : nil)
    let scored = try await score()(files)
    #expect(scored.scored == 1)
    #expect(try other.caseFile("A").finding == made)
    let told = world.notices.contains { notice in
      if case .scoring(.scoredElsewhere("A")) = notice { true } else { false }
    }
    #expect(told)
  }

  @Test("a case that another process is at is waited for, and scored when it is free")
  func held() async throws {
    let files = try await register("A")
    let other = MemoryCaseStore(actor: "cluster", sharing: store)
    guard case .taken(let claim, _) = try other.claim("A", for: .scoring, lease: 60) else {
      Issue.record("it was not free")
      return
    }
    var environment = world.environment
    environment.clock.pause = { _ in try? other.release(claim) }
    let summary = try await score(environment)(files)
    #expect(summary.scored == 1)
    let waited = world.notices.contains { notice in
      if case .scoring(.waiting(count: 1, name: "cluster", _, _)) = notice { true } else { false }
    }
    #expect(waited)
  }

  @Test("that somebody stopped keeps what is recorded, and gives the next case back")
  func cancelled() async throws {
    let files = try await register("A", "B")
    var environment = world.environment
    let (cancellation, told) = (environment.cancellation, environment.notices)
    environment.notices = Notices { notice in
      told(notice)
      if case .scoring(.scored) = notice { cancellation.cancel() }
    }
    let score = try score(environment)
    await #expect(throws: Cancelled.self) { try await score(files) }
    #expect(try store.caseFile("A").finding != nil)
    #expect(try store.caseFile("B").finding == nil)
    guard case .taken = try store.claim("B", for: .scoring, lease: 60) else {
      Issue.record("the claim stands")
      return
    }
  }
}
