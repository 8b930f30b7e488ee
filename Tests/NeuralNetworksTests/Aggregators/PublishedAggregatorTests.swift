import Microscopy
import FeatureFiles
import Foundation
import Testing

@testable import NeuralNetworks

@Suite("Published aggregators")
struct PublishedAggregatorTests {
  @Test(
    "logits, attention, tile scores and parts are PyTorch's in double precision", arguments: AggregatorCase.fixtures)
  func fixtures(_ example: AggregatorCase) throws {
    let network = try AggregatorFile.load(example.weights)
    let found = try example.deviations(network.evaluate(example.bag()))
    #expect(found["logits"] != nil || found["embedding"] != nil)
    for (name, deviation) in found { #expect(deviation < Self.tolerance(name, network), "\(name)") }
  }

  /// The iterated pseudo-inverse of TransMIL loses digits of single precision; parts of a rectified head are shared out
  /// in 256 steps, the reference in 20,000.
  private static func tolerance(_ name: String, _ network: any Aggregator) -> Double {
    if network is TransMIL { return 1e-4 }
    return name == "parts" ? 1e-3 : 1e-5
  }

  @Test(
    "the authors' code makes the same of a bag of 700 tiles",
    .enabled(if: AggregatorCase.referenceFolder != nil, "the reference folder is not here"),
    arguments: AggregatorCase.references)
  func references(_ example: AggregatorCase) throws {
    let found = try example.deviations(AggregatorFile.load(example.weights).evaluate(example.bag()))
    #expect(found["logits"] != nil)
    for (name, deviation) in found { #expect(deviation < 1e-5, "\(name)") }
  }

  @Test(
    "CLAM without gates under its own dropout is read, as its authors save it",
    .enabled(if: AggregatorCase.referenceFolder != nil, "the reference folder is not here"))
  func plainClam() throws {
    let folder = "\(AggregatorCase.referenceFolder ?? "")/field-cases/networks/clam-sb-plain"
    let file = try SafetensorsFile(path: "\(folder)/bag.safetensors")
    let shape = try file.entry("features").shape
    let bag = try #require(Bag(features: try file.floats("features"), count: shape[0], width: shape[1]))
    let network = try AggregatorFile.load("\(folder)/model.safetensors")
    #expect(network.name == "CLAM-SB" && network.assumptions.isEmpty)
    #expect(try network.evaluate(bag).logits.count == 2)
  }

  private struct Expected: Decodable {
    let risk: Double
    let attention_raw, attention_softmax, logits, hazards, S: [Double]
  }

  @Test(
    "a network trained on TCGA-BRCA gives its authors' attention, hazards and risk",
    .enabled(if: AggregatorCase.referenceFolder != nil, "the reference folder is not here"))
  func patchGCN() throws {
    let folder = "\(AggregatorCase.referenceFolder ?? "")/features"
    let text = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/patchgcn_brca_amil.expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: text)
    let features = try FeatureMatrix(path: "\(folder)/clam/features_CMU-1-Small-Region.h5")
    let bag = try #require(Bag(features: features.values, count: features.count, width: features.width))
    let output = try AggregatorFile.load("\(folder)/patchgcn_brca_amil.safetensors").evaluate(bag)
    let pairs: [(name: String, found: [Float]?, expected: [Double])] = [
      ("attention logits", output.attention?.logits?.values, expected.attention_raw),
      ("attention", output.attention?.shares.values, expected.attention_softmax),
      ("logits", output.logits, expected.logits), ("hazards", output.hazards?.map { Float($0) }, expected.hazards),
      ("survival", output.survival?.map { Float($0) }, expected.S),
      ("risk", output.score.map { [Float($0)] }, [expected.risk]),
    ]
    for (name, found, expected) in pairs {
      #expect(deviation(found ?? [], expected.map { Float($0) }) < 1e-5, "\(name)")
    }
  }

  @Test("parts sum to the score less its baseline, unless tiles were left out", arguments: AggregatorCase.fixtures)
  func completeness(_ example: AggregatorCase) throws {
    let output = try AggregatorFile.load(example.weights).evaluate(example.bag())
    guard case .parts(let parts, _, let baseline?) = output.contributions, let score = output.score else { return }
    let sum = parts.reduce(0.0) { $0 + Double($1) }
    let size = parts.reduce(0.0) { $0 + abs(Double($1)) }
    #expect(abs(sum - (score - baseline)) < 1e-5 * max(1, size))
  }

  @Test("attention is a share: none below 0, each row sums to 1", arguments: AggregatorCase.fixtures)
  func shares(_ example: AggregatorCase) throws {
    guard let attention = try AggregatorFile.load(example.weights).evaluate(example.bag()).attention else { return }
    for row in 0..<attention.shares.rows {
      #expect(abs(attention.shares.row(row).reduce(0.0) { $0 + Double($1) } - 1) < 1e-5)
      #expect(attention.shares.row(row).allSatisfy { $0 >= 0 })
    }
  }
}
