import FeatureFiles
import Foundation
import Microscopy
import Prognosis
import Testing

@testable import NeuralNetworks

@Suite("Bundles of published networks", .serialized)
final class BundleAssemblyTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  var path: String { "\(folder)/bundle" }
  private static let fixtures = "\(Bundle.module.resourcePath ?? "")/Fixtures"
  private static let aggregator = "\(fixtures)/aggregators/ilse-gated.safetensors"
  private static let bag = Bag(features: (0..<48).map { Float($0 % 5) * 0.1 }, count: 2, width: 24)

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func encoder(_ name: String = "vit-model") throws -> EncoderNetwork {
    try EncoderNetwork.load(folder: "\(fixtures)/encoders/\(name)", options: EncoderOptions(heads: 3))
  }

  /// The combined model of a small bundle that was trained here.
  private func prognosis(demonstration: Bool = false) throws -> PrognosisCard {
    let trained = try SmallBundle.trained().bundle
    try trained.write(to: "\(folder)/trained")
    var card = try PrognosisCard(path: "\(folder)/trained")
    card.demonstration = demonstration
    return card
  }

  private func assembly(_ aggregators: [String] = [aggregator], bags: [Bag] = []) throws -> BundleAssembly {
    try BundleAssembly(
      name: "made", version: "3", encoder: Self.encoder(), aggregators: aggregators, prognosis: prognosis(),
      trainingBags: bags)
  }

  @Test("what is written reads back: the card, the encoder's features and the networks' score")
  func roundTrip() throws {
    let bundle = try assembly().bundle()
    try bundle.write(to: path)
    let loaded = try ModelBundle.load(path)
    #expect(loaded.card == bundle.card && loaded.digest == bundle.digest)
    let bag = try #require(Self.bag)
    #expect(try loaded.score(bag) == bundle.score(bag))
    #expect(loaded.card.aggregator == "gated attention MIL" && loaded.card.training == nil)
    let tiles = [RGBAImage(size: PixelSize(width: 64, height: 64), filledWith: (200, 120, 160, 255))]
    let encoder = try #require(try loaded.loadEncoder(precision: .single))
    #expect(try encoder.encode(tiles) == Self.encoder().encode(tiles))
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: path).sorted() == [
        "aggregator", "aggregator/member-1.safetensors", "encoder", "encoder/model.safetensors", "model.toml",
      ])
  }

  @Test("it can be written again from where it was read, with what was measured of it")
  func copied() throws {
    try assembly().bundle().write(to: path)
    let figure = PerformanceFigure(name: "c-index", estimate: 0.7, count: 9, note: "of nobody")
    let measured = try ModelBundle.load(path).with(performance: [figure])
    try measured.write(to: "\(folder)/measured")
    #expect(try ModelBundle.load("\(folder)/measured").card.performance == [figure])
    #expect(throws: Never.self) { try ModelBundle.load("\(self.folder)/measured").verifyEncoder() }
  }

  @Test("a demonstration's combined model makes the bundle a demonstration")
  func demonstration() throws {
    let bundle = try BundleAssembly(
      name: "made", version: "1", encoder: Self.encoder(), aggregators: [Self.aggregator],
      prognosis: prognosis(demonstration: true)
    ).bundle()
    #expect(bundle.card.demonstration && bundle.card.description.contains("demonstration"))
  }

  @Test("several networks of one kind are averaged; their spread is told")
  func averaged() throws {
    let bag = try #require(Self.bag)
    let one = try assembly().bundle().score(bag)
    let two = try assembly([Self.aggregator, Self.aggregator]).bundle().score(bag)
    #expect(two.score.mean == one.score.mean && two.score.standardDeviation == 0)
    #expect(two.score.contributions?.count == 2 && two.score.hasAttention)
  }

  @Test("without tiles of its training no case is out of distribution, and the score says that it cannot tell")
  func distribution() throws {
    let bag = try #require(Self.bag)
    #expect(try assembly().bundle().score(bag).outOfDistributionShare == nil)
    #expect(try assembly(bags: [bag]).bundle().score(bag).outOfDistributionShare != nil)
  }

  @Test("networks of two kinds, or of another width than the encoder's, are refused with both")
  func disagreeing() throws {
    let plain = "\(Self.fixtures)/aggregators/ilse-plain.safetensors"
    #expect(
      throws: BundleFailure.inconsistent(
        file: plain, what: "aggregator", expected: "gated attention MIL", found: "attention MIL")
    ) { try self.assembly([Self.aggregator, plain]).bundle() }
    let narrow = "\(Self.fixtures)/aggregators/mcat.safetensors"
    #expect(
      throws: BundleFailure.inconsistent(file: narrow, what: "features a tile", expected: "24", found: "20")
    ) { try self.assembly([narrow]).bundle() }
  }

  @Test("three classes give no one score, which is said when a case is scored")
  func classes() throws {
    var encoder = EncoderCard(kind: "other", mpp: 0.5, tilePixels: 224, features: (0..<20).map { "\($0)" })
    encoder.kind = EncoderCard.morphometry
    let bundle = try BundleAssembly(
      name: "made", version: "1", encoder: encoder,
      aggregators: ["\(Self.fixtures)/aggregators/clam-mb-three.safetensors"], prognosis: prognosis()
    ).bundle()
    let bag = try #require(Bag(features: [Float](repeating: 0.1, count: 40), count: 2, width: 20))
    #expect(throws: BundleFailure.noSlideScore(aggregator: "CLAM-MB")) { try bundle.score(bag) }
  }

  @Test(
    "a changed byte in the weights of encoder or network is found", arguments: ["encoder/model", "aggregator/member-1"])
  func tampered(file: String) throws {
    try assembly().bundle().write(to: path)
    let changed = "\(path)/\(file).safetensors"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: changed))
    bytes[bytes.count - 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: changed))
    do {
      _ = try ModelBundle.load(path).loadEncoder(precision: .single)
      Issue.record("the change was not found")
    } catch let BundleFailure.digest(file, _, _) {
      #expect(file == changed)
    }
  }

  @Test("an encoder of which something is assumed makes no bundle")
  func assumed() throws {
    let copy = "\(folder)/unnamed"
    try FileManager.default.copyItem(atPath: "\(Self.fixtures)/encoders/timm-plain", toPath: copy)
    let text = try String(contentsOfFile: "\(copy)/config.json", encoding: .utf8)
    try text.replacing(#""heads": 3"#, with: #""name": "unnamed""#).write(
      toFile: "\(copy)/config.json", atomically: true, encoding: .utf8)
    let encoder = try EncoderNetwork.load(folder: copy)
    #expect(throws: BundleFailure.assumed(encoder: "unnamed", [.heads(6, width: 24)])) {
      try BundleAssembly(
        name: "made", version: "1", encoder: encoder, aggregators: [Self.aggregator], prognosis: self.prognosis())
    }
  }
}
