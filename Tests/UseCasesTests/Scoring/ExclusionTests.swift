import Basics
import Casework
import Cryptography
import Foundation
import Microscopy
import NeuralNetworks
import Testing

@testable import UseCases

@Suite("Regions that a finding is not to rest on")
struct ExclusionTests {
  private let world = MadeUpWorld()
  private static let bundle = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/coverslip/Resources/demonstration").standardized.path

  /// A region of the slide's left part, up to `x`, level-0 px.
  private static func feature(upTo x: Int, properties: String = #"{"reason":"in-situ"}"#) -> String {
    #"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[\#(x),0],[\#(x),1536],[0,1536],[0,0]]]},"#
      + #""properties":\#(properties)}"#
  }

  private static func file(_ features: String...) -> ExclusionFile {
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    let bytes = Array(text.utf8)
    return ExclusionFile(path: "r.geojson", bytes: bytes, digest: SHA256Hex.digest(bytes))
  }

  private func slide() throws -> CaseSlide {
    world.put(.tissue(), at: "/slides/A.svs", content: "A")
    return try world.access.record("/slides/A.svs")
  }

  private func finding(
    _ exclusions: [ExclusionFile], _ source: CaseScorer.TileSource = .slides(.morphometry)
  ) async throws -> Finding {
    let store = MemoryCaseStore(actor: "lab", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)
    try store.register([Case(id: "A", slides: [try slide()])])
    let scorer = CaseScorer(
      bundle: try ModelBundle.load(Self.bundle), source: source, workers: 2, slides: world.access, shelf: world,
      environment: world.environment, exclusions: exclusions)
    _ = try await ScoreCases(store: store, scorer: scorer, folder: "/findings")([try store.caseFile("A")])
    return try #require(try store.caseFile("A").finding)
  }

  private func failure(_ files: ExclusionFile...) throws -> ExclusionFailure? {
    do {
      _ = try Exclusion(files, of: [try slide()])
      return nil
    } catch { return error as? ExclusionFailure }
  }

  @Test("takes the tiles whose middle lies in them out of what is read, and says how many, why and by which file")
  func scored() async throws {
    let whole = try await finding([])
    let file = Self.file(Self.feature(upTo: 768), Self.feature(upTo: 400, properties: #"{"reason":"artefact"}"#))
    let part = try await finding([file])
    #expect(whole.leftOut == nil)
    let leftOut = try #require(part.leftOut)
    #expect(leftOut.files == [file.digest] && leftOut.reasons == [.inSitu, .artefact])
    #expect(leftOut.tiles > 0 && part.tiles == whole.tiles - leftOut.tiles)
    #expect(part.tilesAvailable == whole.tilesAvailable - leftOut.tiles)
    let result = try #require(part.resultFile.flatMap { world.results[$0] })
    #expect((0..<result.count).allSatisfy { 2 * result.columns[$0].x + result.columns[$0].side >= 2 * 768 })
  }

  @Test("takes them out of the tiles of feature files, too")
  func featureFiles() async throws {
    _ = try slide()
    let encode = try EncodeSlides(
      .morphometry, SlideEncoding.Sampling(mpp: nil, maxTiles: nil), slides: world.access, shelf: world,
      truth: { _ in TileTruthTable(highGrade: [:]) }, environment: world.environment)
    _ = try encode.one(SlideEncoding(slide: "/slides/A.svs", output: "/a.features"), workers: 2)
    let all = try #require(world.files["/a.features"])
    let part = try await finding(
      [Self.file(Self.feature(upTo: 768))], .files(FeatureSource(paths: ["/a.features"])))
    #expect(part.leftOut?.tiles == all.count - part.tiles && part.tiles < all.count)
  }

  @Test("are refused with their number where they leave nothing out, or do not say why")
  func refused() throws {
    guard case .noReason(_, 2)? = try failure(Self.file(Self.feature(upTo: 9), Self.feature(upTo: 9, properties: "{}")))
    else {
      Issue.record("a region without a reason")
      return
    }
    let unknown = Self.file(Self.feature(upTo: 9, properties: #"{"reason":"insitu"}"#))
    guard case .unknownReason(_, 1, let code)? = try failure(unknown) else {
      Issue.record("a reason that there is not")
      return
    }
    #expect(code.nearest == ["in-situ"])
    let point = #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1]},"properties":{"reason":"other"}}"#
    guard case .noArea(_, 1)? = try failure(Self.file(point)) else {
      Issue.record("a point")
      return
    }
    guard case .fileCount(1, 2)? = try failure(Self.file(), Self.file()) else {
      Issue.record("two files for one slide")
      return
    }
    guard case .file(_, let wrong)? = try failure(ExclusionFile(path: "r", bytes: [1], digest: "d")) else {
      Issue.record("no JSON")
      return
    }
    #expect(wrong.problem == .notJSON)
  }

  @Test("of a slide that QuPath crops are counted from its corner, where the file does not say otherwise")
  func cropped() throws {
    let file = Self.file(Self.feature(upTo: 100))
    let exclusion = try Exclusion([file], of: [try slide()], corners: [RegionPoint(x: 500, y: 500)])
    #expect(exclusion.holds(TileSite(x: 540, y: 540, side: 20), slide: 0))
    #expect(!exclusion.holds(TileSite(x: 40, y: 40, side: 20), slide: 0))
  }
}
