import Cryptography
import Basics
import FeatureFiles
import Foundation
import Microscopy
import Prognosis
import Tensors
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
    #expect(two.score.contributions == one.score.contributions && two.score.hasAttention)
    #expect(two.score.attentionKind == .pooling && two.score.attentionClass == nil)
    guard case .parts(let parts, .linear, let baseline?) = two.score.contributions else {
      Issue.record("the head is linear")
      return
    }
    let sum = parts.reduce(baseline) { $0 + Double($1) }
    #expect(abs(sum - two.score.mean) < 1e-5, "the parts lead from the baseline to the score")
  }

  @Test("of networks with a branch a class the branch of the class that they predict together is shown")
  func predictedClass() throws {
    let shares = try #require(Matrix(rows: 2, columns: 2, values: [0.9, 0.1, 0.25, 0.75]))
    func output(_ logits: [Float]) -> AggregatorOutput {
      AggregatorOutput(
        logits: logits, rule: .difference, attention: TileAttention(kind: .pooling, shares: shares, logits: nil),
        contributions: .parts([1, 2], method: .leaveOneOut, baseline: nil))
    }
    let first = try SlideScore([output([0.5, 0.25])], of: "CLAM-MB")
    #expect(first.attention == [0.9, 0.1] && first.attentionClass == 0)
    let both = try SlideScore([output([0.5, 0.25]), output([0, 1])], of: "CLAM-MB")
    #expect(both.attention == [0.25, 0.75] && both.attentionClass == 1 && both.attentionKind == .pooling)
    #expect(both.contributions == .parts([1, 2], method: .leaveOneOut, baseline: nil))
  }

  @Test("without attention the sizes of the contributions stand for it, and no kind of attention is named")
  func noAttention() throws {
    let output = AggregatorOutput(
      logits: [1], rule: .logit, contributions: .parts([3, -1], method: .integratedGradients, baseline: 0.5))
    let score = try SlideScore([output, output], of: "Chowder")
    #expect(score.attention == [0.75, 0.25] && score.attentionKind == nil && !score.hasAttention)
    #expect(score.contributions == .parts([3, -1], method: .integratedGradients, baseline: 0.5))
  }

  @Test("without tiles of its training no case is out of distribution, and the score says that it cannot tell")
  func distribution() throws {
    let bag = try #require(Self.bag)
    #expect(try assembly().bundle().score(bag).outOfDistributionShare == nil)
    #expect(try assembly(bags: [bag, bag]).bundle().score(bag).outOfDistributionShare != nil)
    #expect(try assembly(bags: [bag, bag]).bundle().cautions.count == 1, "2 patients are too few to tell")
    #expect(throws: BundleFailure.self) { try self.assembly(bags: [bag]).bundle() }
  }

  @Test("networks of two kinds, or of another width than the encoder's, are refused with both")
  func disagreeing() throws {
    let plain = "\(Self.fixtures)/aggregators/ilse-plain.safetensors"
    #expect(
      throws: BundleFailure.misfit(
        file: plain, what: "aggregator", expected: "gated attention MIL", found: "attention MIL")
    ) { try self.assembly([Self.aggregator, plain]).bundle() }
    let narrow = "\(Self.fixtures)/aggregators/mcat.safetensors"
    #expect(
      throws: BundleFailure.misfit(file: narrow, what: "features a tile", expected: "24", found: "20")
    ) { try self.assembly([narrow]).bundle() }
  }

  @Test("three classes give no one score, which is said when the bundle is made")
  func classes() throws {
    var encoder = EncoderCard(kind: "other", mpp: 0.5, tilePixels: 224, features: (0..<20).map { "\($0)" })
    encoder.kind = EncoderCard.morphometry
    let assembly = BundleAssembly(
      name: "made", version: "1", encoder: encoder,
      aggregators: ["\(Self.fixtures)/aggregators/clam-mb-three.safetensors"], prognosis: try prognosis())
    #expect(throws: BundleFailure.noSlideScore(aggregator: "CLAM-MB")) { try assembly.bundle() }
  }

  /// Owkin's ABMIL in a folder of its own, over three features that are not encoded here.
  private func abmil(_ configuration: String?, in name: String = "abmil") throws -> String {
    let weights = "\(folder)/\(name)/model.safetensors"
    try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    try SmallABMIL.document().write(to: weights)
    try configuration?.write(toFile: "\(folder)/\(name)/config.json", atomically: true, encoding: .utf8)
    return weights
  }

  private func assembly(ofABMIL paths: [String]) throws -> BundleAssembly {
    let encoder = EncoderCard(
      kind: EncoderCard.morphometry, mpp: 0.5, tilePixels: 224, features: ["red", "green", "blue"])
    return BundleAssembly(
      name: "made", version: "1", encoder: encoder, aggregators: paths, prognosis: try prognosis())
  }

  @Test("a configuration put into a bundle changes no score, and is found by verifying")
  func planted() throws {
    let bag = try #require(Bag(features: [1, 2, -1, 0.5, -2, 3], count: 2, width: 3))
    let bundle = try assembly(ofABMIL: [abmil(nil)]).bundle()
    #expect(bundle.networks.assumptions == [.activation("ReLU")])
    try bundle.write(to: path)
    #expect(throws: Never.self) { try ModelBundle.verify(self.path) }
    try #"{"mlp_activation": "Sigmoid"}"#.write(
      toFile: "\(path)/aggregator/config.json", atomically: true, encoding: .utf8)
    #expect(try ModelBundle.load(path).score(bag) == bundle.score(bag))
    #expect(throws: BundleFailure.unlisted(folder: path, files: ["aggregator/config.json"])) {
      try ModelBundle.verify(self.path)
    }
  }

  @Test("how the slide score comes from the logits stands in the card, and a card that says another is refused")
  func slideScore() throws {
    let weights = try abmil(#"{"score": "logit 1"}"#)
    try SmallABMIL.document(head: ["mlp.0": [2, 4]]).write(to: weights)
    let bundle = try assembly(ofABMIL: [weights]).bundle()
    #expect(bundle.card.slideScore == "logit 1" && bundle.networks.rule == .logitAt(1))
    try bundle.write(to: path)
    #expect(try ModelBundle.load(path).networks.rule == .logitAt(1))
    let card = try String(contentsOfFile: "\(path)/model.toml", encoding: .utf8)
    try card.replacing("'logit 1'", with: "'difference'").replacing("\"logit 1\"", with: "\"difference\"")
      .write(toFile: "\(path)/model.toml", atomically: true, encoding: .utf8)
    #expect(
      throws: BundleFailure.inconsistent(file: path, what: "slideScore", expected: "difference", found: "logit 1")
    ) { try ModelBundle.load(self.path) }
  }

  @Test("a configuration that the card lists is the bundle's: copied, checked and read")
  func configured() throws {
    let bag = try #require(Bag(features: [1, 2, -1, 0.5, -2, 3], count: 2, width: 3))
    let plain = try assembly(ofABMIL: [abmil(nil, in: "plain")]).bundle()
    let sigmoid = #"{"mlp_activation": "Sigmoid"}"#
    let bundle = try assembly(ofABMIL: [abmil(sigmoid), abmil(sigmoid, in: "second")]).bundle()
    #expect(bundle.networks.assumptions.isEmpty)
    #expect(try bundle.score(bag).score.mean != plain.score(bag).score.mean)
    try bundle.write(to: path)
    let loaded = try ModelBundle.verify(path)
    #expect(try loaded.score(bag) == bundle.score(bag))
    let file = "\(path)/aggregator/config.json"
    try "{}".write(toFile: file, atomically: true, encoding: .utf8)
    let entry = try #require(bundle.card.aggregatorConfiguration)
    let failure = BundleFailure.digest(file: file, expected: entry.sha256, found: SHA256Hex.digest(Array("{}".utf8)))
    #expect(throws: failure) { try ModelBundle.load(self.path) }
  }

  @Test("a configuration beside some of the networks, or another beside each, makes no bundle")
  func mixedConfigurations() throws {
    let networks = try [abmil("{}", in: "first"), abmil(nil, in: "second"), abmil(#"{"n_top": 1}"#, in: "third")]
    for (others, found) in [([networks[1]], "beside some of them only"), ([networks[2]], "another")] {
      let file = (others[0] as NSString).deletingLastPathComponent + "/config.json"
      let failure = BundleFailure.misfit(
        file: file, what: "configuration of the networks", expected: "the same for all", found: found)
      #expect(throws: failure) { try self.assembly(ofABMIL: [networks[0]] + others).bundle() }
    }
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
    let original = "\(Self.fixtures)/encoders/timm-plain"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: original + "/model.safetensors", toPath: copy + "/model.safetensors")
    let text = try String(contentsOfFile: original + "/config.json", encoding: .utf8)
    try text.replacing(#""heads": 3"#, with: #""name": "unnamed""#).write(
      toFile: "\(copy)/config.json", atomically: false, encoding: .utf8)
    let encoder = try EncoderNetwork.load(folder: copy)
    #expect(throws: BundleFailure.assumed(encoder: "unnamed", [.heads(6, width: 24)])) {
      try BundleAssembly(
        name: "made", version: "1", encoder: encoder, aggregators: [Self.aggregator], prognosis: self.prognosis())
    }
  }
}
