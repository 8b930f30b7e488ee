import Casework
import Foundation
import Microscopy
import NeuralNetworks
import Prognosis
import Testing

@testable import UseCases

@Suite("Asking a bundle again without some regions")
struct BundleTrialsTests {
  private static let path = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/coverslip/Resources/demonstration").standardized.path
  private static let side = 224
  private let bundle: ModelBundle
  private let world = MadeUpWorld()

  init() throws { bundle = try ModelBundle.load(Self.path) }

  /// Features that are none of any tissue, one row per tile.
  private func features(_ count: Int) -> [Float] {
    (0..<count * bundle.width).map { Float(($0 * 7919) % 101) / 100 }
  }

  private func bag(_ rows: [Int], _ features: [Float]) throws -> Bag {
    let width = bundle.width
    let values = rows.flatMap { features[($0 * width)..<(($0 + 1) * width)] }
    return try #require(Bag(features: values, count: rows.count, width: width))
  }

  /// A finding of so many tiles in a row, whose file is in the world.
  private func finding(_ count: Int, weights: [Int]? = nil) throws -> Finding {
    let values = features(count)
    let copies = weights ?? [Int](repeating: 1, count: count)
    let rows = (0..<count).flatMap { [Int](repeating: $0, count: copies[$0]) }
    let file = TileFindings(
      slides: [Int32](repeating: 0, count: count),
      columns: TileColumns((0..<count).map { TileSite(x: $0 * Self.side, y: 0, side: Self.side) }),
      attention: [Float](repeating: 1 / Float(count), count: count), contribution: nil, model: "m", modelDigest: "d",
      weights: weights.map { $0.map { Float($0) } })
    let kept = FeatureMatrix(values: values, count: count, width: bundle.width, layout: .coverslip)
    _ = try world.write(file, with: kept, to: "/f.safetensors")
    var finding = Finding(
      id: "f", model: bundle.identity, software: "s", computedAt: "T", tiles: count, tilesAvailable: rows.count,
      tissueMM2: 3, call: .high, resultFile: "/f.safetensors")
    finding.score = try bundle.score(try bag(rows, values)).score.mean
    return finding
  }

  private func trial(_ finding: Finding, without tiles: Int) throws -> RegionTrial {
    let box = LeftOutBox(slide: 0, x: 0, y: 0, width: tiles * Self.side, height: Self.side, reason: .artefact)
    return try BundleTrials(bundle, shelf: world, place: { $0 })
      .trial(RegionTrialRequest(finding: finding, clinical: ClinicalVariables(), boxes: [box]))
  }

  @Test("gives what the bundle says of the tiles that are left")
  func left() throws {
    let finding = try finding(120)
    let found = try trial(finding, without: 15)
    let expected = try bundle.score(try bag(Array(15..<120), features(120)))
    #expect(found.score == expected.score.mean)
    #expect((found.tiles, found.tilesLeftOut, found.findingID) == (105, 15, "f"))
    let quality = QualitySummary(
      tiles: 105, tilesAvailable: 105, outOfDistributionShare: expected.outOfDistributionShare ?? 0,
      outOfDistributionLimit: expected.outOfDistributionLimit ?? 1)
    let verdict = bundle.combined.verdict(
      score: expected.score.mean, scoreSD: expected.score.standardDeviation, clinical: ClinicalVariables(),
      quality: quality)
    #expect((found.call, found.reasons) == (verdict.call, verdict.reasons))
    #expect(found.probability5y == (verdict.call.isAnswer ? verdict.estimate?.probability : nil))
  }

  @Test("lets a tile of a sample stand for those that it speaks for")
  func sample() throws {
    let weights = [10] + [Int](repeating: 2, count: 60)
    let found = try trial(try finding(61, weights: weights), without: 1)
    let rows = (1..<61).flatMap { [$0, $0] }
    #expect(found.score == (try bundle.score(try bag(rows, features(61)))).score.mean)
  }

  @Test("gives no score of fewer tiles than the model needs")
  func tooFew() throws {
    let found = try trial(try finding(120), without: 21)
    #expect((found.score, found.probability5y, found.call) == (nil, nil, .noCall))
    #expect(found.reasons == [.tooLittleTissue] && found.tiles == 99)
    #expect(try trial(try finding(120), without: 120).tiles == 0)
  }

  @Test("is refused where another model made the finding, nothing is kept, or what is kept gives another score")
  func refused() throws {
    var other = try finding(120)
    other.model = ModelIdentity(name: "old", version: "0", digest: "x", demonstration: true, threshold: 0.05)
    #expect { try trial(other, without: 1) } throws: { ($0 as? TrialFailure)?.isOtherModel ?? false }
    var moved = try finding(120)
    moved.score = (moved.score ?? 0) + 0.01
    #expect { try trial(moved, without: 1) } throws: { ($0 as? TrialFailure)?.isNotReproduced ?? false }
    var gone = try finding(120)
    gone.resultFile = "/gone"
    #expect { try trial(gone, without: 1) } throws: { ($0 as? TrialFailure)?.hasNoFeatures ?? false }
  }
}

extension TrialFailure {
  fileprivate var isOtherModel: Bool { if case .otherModel = self { true } else { false } }
  fileprivate var isNotReproduced: Bool { if case .notReproduced = self { true } else { false } }
  fileprivate var hasNoFeatures: Bool { if case .noFeatures = self { true } else { false } }
}
