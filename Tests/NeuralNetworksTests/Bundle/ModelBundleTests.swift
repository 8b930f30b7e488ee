import Evaluation
import Cryptography
import Foundation
import Microscopy
import Prognosis
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

@Suite("Bundles on disk", .serialized)
final class ModelBundleTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  var path: String { "\(folder)/demonstration" }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test("a bundle reads back as it was written: the card, the digest and the scores")
  func roundTrip() throws {
    let bundle = try SmallBundle.trained().bundle
    try bundle.write(to: path)
    let loaded = try ModelBundle.load(path)
    #expect(loaded.card == bundle.card)
    #expect(loaded.digest == bundle.digest && loaded.digest.count == 64)
    #expect(loaded.networks.ensemble != nil && loaded.networks.ensemble == bundle.networks.ensemble)
    let bag = SmallBundle.patients[3].bag
    #expect(try loaded.score(bag) == bundle.score(bag))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
        "distribution.safetensors"
      ] + (1...8).map { "member-\($0).safetensors" } + ["model.toml", "training-members.txt"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["demonstration"])
  }

  /// Counted anew: every tile of every patient, one by one, each patient weighing the same.
  @Test("the card knows how attention and contributions are spread over the training tiles")
  func tileCohort() throws {
    let bundle = try SmallBundle.trained().bundle
    let cohort = try #require(bundle.card.tileCohort)
    #expect(cohort.name == "sixty draws" && cohort.shares == TileCohort.usualShares)
    let scores = try SmallBundle.patients.map { try bundle.score($0.bag).score }
    let quantiles = { (numbers: (SlideScore) -> [Float]) -> [Double] in
      let tiles = scores.flatMap { score -> [(Double, Double)] in
        let own = numbers(score)
        return own.map { (abs(Double($0)) * Double(own.count), 1 / Double(own.count) / Double(scores.count)) }
      }
      return [0.1, 0.5, 0.9].map { share in
        tiles.map(\.0).sorted().first { value in
          tiles.filter { $0.0 <= value }.reduce(0) { $0 + $1.1 } >= share - 1e-12
        } ?? .nan
      }
    }
    let places = [0.1, 0.5, 0.9].compactMap { cohort.shares.firstIndex(of: $0) }
    let contribution = try #require(cohort.contribution)
    for (found, expected) in [
      (places.map { cohort.attention[$0] }, quantiles(\.attention)),
      (places.map { contribution[$0] }, quantiles { $0.contributions.parts ?? [] }),
    ] {
      #expect(found.count == 3 && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(found), \(expected)")
    }
  }

  @Test("a bundle of before knows nothing of its training tiles; quantiles that fall are refused")
  func tileCohortOfBefore() throws {
    try SmallBundle.trained().bundle.write(to: path)
    let card = try String(contentsOfFile: "\(path)/model.toml", encoding: .utf8)
    let start = try #require(card.range(of: "\n[tileCohort]\n"))
    let end = try #require(card.range(of: "\n[", range: start.upperBound..<card.endIndex))
    let before = card.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    try before.write(toFile: "\(path)/model.toml", atomically: true, encoding: .utf8)
    let loaded = try ModelBundle.load(path)
    #expect(loaded.card.tileCohort == nil && loaded.distribution != nil)
    let rising = card[start.upperBound..<end.lowerBound]
    let falling = rising.replacing("attention = [", with: "attention = [9e9, ")
    try expect(card: card.replacing(rising, with: falling)) { if case .badCard = $0 { true } else { false } }
  }

  @Test("training again from the same seed gives the same bytes with any number of workers, from another seed others")
  func deterministic() throws {
    let first = try SmallBundle.trained().bundle
    #expect(try SmallBundle.train(seed: 1, workers: 1).bundle.digest == first.digest)
    #expect(try SmallBundle.train(seed: 1, workers: 5).bundle.digest == first.digest)
    #expect(try SmallBundle.train(seed: 2).bundle.digest != first.digest)
  }

  @Test(
    "any byte changed in any file is refused, with the file and both digests",
    arguments: [
      "member-1.safetensors", "member-2.safetensors", "distribution.safetensors",
    ])
  func tampered(file: String) throws {
    let bundle = try SmallBundle.trained().bundle
    try bundle.write(to: path)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)"))
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: URL(fileURLWithPath: "\(path)/\(file)"))
    let entry = bundle.card.files.first { $0.file == file }
    let expected = BundleFailure.digest(
      file: "\(path)/\(file)", expected: try #require(entry).sha256, found: SHA256Hex.digest(Array(bytes)))
    #expect(throws: expected) { try ModelBundle.load(path) }
  }

  @Test("a card that is no TOML, lacks an entry, is newer, names another network or a file elsewhere")
  func badCards() throws {
    try SmallBundle.trained().bundle.write(to: path)
    let card = try String(contentsOfFile: "\(path)/model.toml", encoding: .utf8)
    try expect(card: "format = = 1") { if case .badCard = $0 { true } else { false } }
    try expect(card: card.replacing("[encoder]", with: "[decoder]")) { if case .badCard = $0 { true } else { false } }
    let file = "\(path)/model.toml"
    try expect(card: card.replacing("format = 2", with: "format = 3")) {
      $0 == .unsupportedFormat(file: file, expected: 2, found: 3)
    }
    try expect(card: card.replacing("gated-attention-mil", with: "transformer")) {
      if case .unsupportedAggregator(_, _, "transformer") = $0 { true } else { false }
    }
    try expect(card: card.replacing("member-2.safetensors", with: "../member-2.safetensors")) {
      $0 == .unsafeName(card: file, name: "../member-2.safetensors")
    }
    try expect(card: card.replacing("threshold = 0.05", with: "threshold = 1.5")) {
      if case .inconsistent(file, "threshold", _, _) = $0 { true } else { false }
    }
  }

  @Test("a feature name too many is a shape that disagrees, told with the file")
  func widths() throws {
    try SmallBundle.trained().bundle.write(to: path)
    let card = try String(contentsOfFile: "\(path)/model.toml", encoding: .utf8)
    try expect(card: card.replacing(#""feature 0""#, with: #""feature 0", "one more""#)) {
      if case .file(.unexpectedShape(_, "embedding.weight", _, [-1, 9], _)) = $0 { true } else { false }
    }
  }

  @Test("no folder, and something else in the bundle's place, are told and left alone")
  func places() throws {
    #expect(throws: BundleFailure.file(.file(.system(file: "\(path)/model.toml", operation: "open", code: 2)))) {
      try ModelBundle.load(path)
    }
    try FileManager.default.createDirectory(atPath: "\(path)/mine", withIntermediateDirectories: true)
    let bundle = try SmallBundle.trained().bundle
    #expect(throws: BundleFailure.occupied(path: path)) { try bundle.write(to: path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["demonstration"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["mine"])
  }

  @Test("an older bundle is replaced")
  func replaced() throws {
    let bundle = try SmallBundle.trained().bundle
    try bundle.write(to: path)
    let figure = Statistic(.harrell, .score, Estimate(0.7, 0.6, 0.8, .jackknife), count: 9, note: "of nobody")
    let newer = try bundle.with(performance: [figure])
    try newer.write(to: path)
    let loaded = try ModelBundle.load(path)
    #expect(loaded.card.performance == [figure])
    #expect(loaded.digest == newer.digest && newer.digest != bundle.digest)
  }

  @Test("a bag of another width or with a value that is not a number is refused")
  func bags() throws {
    let bundle = try SmallBundle.trained().bundle
    let narrow = try #require(Bag(features: [1, 2], count: 1, width: 2))
    #expect(throws: BundleFailure.width(expected: 8, found: 2)) { try bundle.score(narrow) }
    var features = [Float](repeating: 0, count: 16)
    features[11] = .nan
    let broken = try #require(Bag(features: features, count: 2, width: 8))
    #expect(throws: BundleFailure.notFinite(tile: 1, feature: 3, kind: .nan)) { try bundle.score(broken) }
  }

  private func expect(card: String, _ matches: (BundleFailure) -> Bool) throws {
    try card.write(toFile: "\(path)/model.toml", atomically: true, encoding: .utf8)
    do {
      _ = try ModelBundle.load(path)
      Issue.record("the card was accepted")
    } catch {
      #expect(matches(error), "\(error)")
    }
  }
}

/// A bundle of two members on sixty patients of eight features: seconds in a debug build.
enum SmallBundle {
  static let cohort: SyntheticCohort = {
    var cohort = SyntheticCohort()
    cohort.width = 8
    cohort.tiles = 6...12
    cohort.hazard = 0.05
    return cohort
  }()
  static let patients = cohort.patients(60, seed: 5).map(\.training)
  private static let result = Result { try train(seed: 1) }

  static func trained() throws -> TrainingRun.Result { try result.get() }

  /// Two rounds of two folds, two networks each; attention or mean pool.
  static func plan(seed: Int = 1) -> TrainingPlan {
    var configuration = TrainingConfiguration()
    configuration.epochs = 8
    configuration.components = 4
    var mean = configuration
    mean.pooling = .mean
    var plan = TrainingPlan(candidates: [configuration, mean])
    (plan.folds, plan.innerFolds, plan.repeats, plan.networks, plan.seed) = (2, 2, 2, 2, seed)
    return plan
  }

  static func run(seed: Int = 1, workers: Int = 2) -> TrainingRun {
    let encoder = EncoderCard(
      kind: "synthetic", mpp: 0.5, tilePixels: 224, features: (0..<8).map { "feature \($0)" })
    let description = TrainingRun.Description(
      name: "small", version: "1", demonstration: true, text: "For tests: \"no\" \"use\".\nTwo lines.",
      cohort: "sixty draws", encoder: encoder)
    var run = TrainingRun(description, plan: plan(seed: seed))
    run.workers = workers
    return run
  }

  static func train(seed: Int, workers: Int = 2) throws -> TrainingRun.Result {
    try run(seed: seed, workers: workers).run(patients)
  }
}
