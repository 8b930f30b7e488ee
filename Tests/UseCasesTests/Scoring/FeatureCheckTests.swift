import Basics
import Casework
import Cryptography
import Foundation
import Microscopy
import NeuralNetworks
import Testing

@testable import UseCases

/// A slide of 2240 px at half a micrometre, and tiles of 224 px on it.
@Suite("A feature file held against its slide and the bundle's encoder")
struct FeatureCheckTests {
  private static let encoder = EncoderCard(named: NamedFeatures(name: "lab", width: 2), mpp: 0.5, tilePixels: 224)

  private static func file(
    width: Int = 2, corners: [Int64] = [0, 0, 224, 0], side: Int64 = 224, encoder: String? = "lab",
    slide: String? = "a.svs", mpp: Double? = 0.5, pixels: Int? = 224,
    frame: SlideFrame = SlideFrame(mpp: 0.5, width: 2240, height: 2240)
  ) -> TileFeatures {
    let count = corners.count / 2
    return TileFeatures(
      features: [Float](repeating: 1, count: count * width), width: width,
      columns: TileColumns(corners: corners, sides: [Int64](repeating: side, count: count)), encoder: encoder,
      slide: slide, mpp: mpp, tilePixels: pixels, frame: frame)
  }

  private static func check(_ file: TileFeatures, _ encoder: EncoderCard = encoder) throws -> FeatureCheck {
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let slide = CaseSlide(
      path: "/slides/a.svs", size: PixelSize(width: 2240, height: 2240), mpp: mpp, mppGiven: false, objective: nil,
      vendor: "aperio")
    return FeatureCheck(file: file, path: "f", slide: slide, encoder: encoder)
  }

  /// What the check throws, in the language's words.
  private static func fault(_ file: TileFeatures) throws -> String? {
    let check = try check(file)
    do {
      try check.requireFit()
      return nil
    } catch { return "\(error)" }
  }

  private static func words(_ failure: FeatureFailure) -> String { "\(failure)" }

  @Test("fits where it says the same, or leaves it open")
  func fits() throws {
    #expect(try Self.fault(Self.file()) == nil)
    #expect(try Self.fault(Self.file(mpp: nil, pixels: nil, frame: SlideFrame())) == nil)
    #expect(try Self.fault(Self.file(mpp: 0.505, frame: SlideFrame(mpp: 0.495))) == nil, "scanners round")
    #expect(try Self.fault(Self.file(corners: [2016, 2100])) == nil, "the last of a column may hang over")
  }

  @Test(
    "is refused where its tiles are others than the encoder's",
    arguments: [
      (file(width: 3), .misfit(path: "f", .width(found: 3, expected: 2, encoder: "lab", meanings: []))),
      (file(mpp: 0.25), .misfit(path: "f", .scale(found: 0.25, expected: 0.5))),
      (file(pixels: 256), .misfit(path: "f", .pixels(found: 256, expected: 224))),
      (file(corners: [0, 0], side: 448), .misfit(path: "f", .side(found: 224, expected: 112))),
    ] as [(TileFeatures, FeatureFailure)])
  func misfits(file: TileFeatures, failure: FeatureFailure) throws {
    #expect(try Self.fault(file) == Self.words(failure))
  }

  @Test(
    "is refused where it speaks of another slide",
    arguments: [
      (
        file(frame: SlideFrame(width: 100, height: 200)),
        .otherSlide(path: "f", .size(found: [100, 200], expected: [2240, 2240]))
      ),
      (file(frame: SlideFrame(mpp: 0.25)), .otherSlide(path: "f", .scale(found: 0.25, expected: 0.5))),
      (
        file(corners: [0, 2240]), .otherSlide(path: "f", .outside(x: 0, y: 2240, width: 2240, height: 2240))
      ),
      (
        file(corners: [-1, 0]), .otherSlide(path: "f", .outside(x: -1, y: 0, width: 2240, height: 2240))
      ),
      (file(corners: [224, 0, 0, 0, 224, 0]), .tileTwice(path: "f", x: 224, y: 0)),
    ] as [(TileFeatures, FeatureFailure)])
  func contradictions(file: TileFeatures, failure: FeatureFailure) throws {
    #expect(try Self.fault(file) == Self.words(failure))
  }

  @Test("needs no flag where it names the encoder and the slide, with or without an ending")
  func named() throws {
    #expect(try Self.check(Self.file()).names(areTrusted: false).isEmpty)
    #expect(try Self.check(Self.file(slide: "a")).names(areTrusted: false).isEmpty)
    #expect(try Self.check(Self.file(slide: nil)).names(areTrusted: false).isEmpty)
  }

  @Test("is flagged where it names no encoder, and where its tiles overlap")
  func flagged() throws {
    let silent = try Self.check(Self.file(encoder: nil)).names(areTrusted: false)
    #expect(
      silent == [QualityFlag(kind: .featureFile, details: [QualityDetail(.encoderWanted, "lab")], slide: "a.svs")])
    let overlapping = try Self.check(Self.file(corners: [0, 0, 112, 0])).names(areTrusted: false)
    let flag = try #require(overlapping.first)
    #expect(overlapping.count == 1 && flag.number(.tilesInFile) == 2)
    // Two tiles of 112 um, half over each other.
    let summed = try #require(flag.number(.areaSummed))
    let covered = try #require(flag.number(.areaCovered))
    #expect(abs(summed - 2 * 0.112 * 0.112) < 1e-9 && abs(covered - 1.5 * 0.112 * 0.112) < 1e-9)
  }

  @Test("is refused where it names another encoder or slide, and flagged where names are trusted")
  func others() throws {
    let lodger = try Self.check(Self.file(encoder: "lodger"))
    #expect(throws: FeatureFailure.self) { try lodger.names(areTrusted: false) }
    #expect(
      try lodger.names(areTrusted: true).map(\.details) == [
        [QualityDetail(.encoder, "lodger"), QualityDetail(.encoderWanted, "lab")]
      ])
    let other = try Self.check(Self.file(slide: "b.svs"))
    #expect(throws: FeatureFailure.self) { try other.names(areTrusted: false) }
    #expect(
      try other.names(areTrusted: true).map(\.details) == [
        [QualityDetail(.slideName, "b.svs"), QualityDetail(.slideNameWanted, "a.svs")]
      ])
  }
}

@Suite("A case read from its feature files")
struct FeatureReadingTests {
  private let world = MadeUpWorld()

  private static let bundle = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/coverslip/Resources/demonstration").standardized.path

  /// The tiles that the program itself encodes of a slide, written at `/a.features`.
  private func encoded(maxTiles: Int?) throws -> Case {
    world.put(.tissue(), at: "/a.svs")
    let encode = try EncodeSlides(
      .morphometry, SlideEncoding.Sampling(mpp: nil, maxTiles: maxTiles), slides: world.access, shelf: world,
      truth: { _ in TileTruthTable(highGrade: [:]) }, environment: world.environment)
    _ = try encode.one(SlideEncoding(slide: "/a.svs", output: "/a.features"), workers: 2)
    return Case(id: "A", slides: [try world.access.record("/a.svs")])
  }

  private func score(_ record: Case, _ source: FeatureSource) async throws -> (Finding?, ScoreCases.Summary) {
    let store = MemoryCaseStore(actor: "lab", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)
    try store.register([record])
    let scorer = CaseScorer(
      bundle: try ModelBundle.load(Self.bundle), source: .files(source), workers: 2, maxTiles: nil,
      slides: world.access, shelf: world, environment: world.environment)
    let summary = try await ScoreCases(store: store, scorer: scorer, folder: "/findings")([store.caseFile("A")])
    return (try store.caseFile("A").finding, summary)
  }

  @Test("has the tiles of the file, and the encoder that it names")
  func reads() async throws {
    let record = try encoded(maxTiles: nil)
    let file = try #require(world.files["/a.features"])
    let (found, summary) = try await score(record, FeatureSource(paths: ["/a.features"]))
    #expect(summary.failures.isEmpty)
    let finding = try #require(found)
    #expect(finding.tiles == file.count && finding.encoder == "morphometry")
    #expect(!finding.flags.contains { $0.kind == .featureFile || $0.kind == .sampledTiles })
  }

  @Test("is flagged where the file has much fewer tiles than the slide")
  func sampled() async throws {
    let record = try encoded(maxTiles: 4)
    let (found, _) = try await score(record, FeatureSource(paths: ["/a.features"]))
    let flag = try #require(found?.flags.first { $0.kind == .sampledTiles })
    #expect(flag.number(.tilesInFile) == 4)
    #expect((flag.number(.tilesAvailable) ?? 0) > 5)
  }

  @Test("needs a file for each slide")
  func count() async throws {
    let record = try encoded(maxTiles: 4)
    let (found, summary) = try await score(record, FeatureSource(paths: ["/a.features", "/a.features"]))
    #expect(found == nil)
    guard case .fileCount(slides: 1, files: 2)? = summary.failures.first?.cause as? FeatureFailure else {
      Issue.record("another failure: \(summary.failures)")
      return
    }
  }
}
