import FeatureFiles
import Foundation
import Tensors
import Testing

@testable import NeuralNetworks

/// Weights of an aggregator, bags, and what its authors' code, or PyTorch, makes of them.
struct AggregatorCase: Sendable, CustomTestStringConvertible {
  let weights: String
  let bags: String
  let expected: String
  /// What stands behind the names of this bag's tensors.
  let suffix: String
  let testDescription: String

  /// Made by `Fixtures/aggregators/make_fixtures.py`: one case a bag.
  static let fixtures: [AggregatorCase] = {
    let folder = fixtureFolder
    return files(in: folder).filter { $0.hasSuffix(".expected.safetensors") }.flatMap { file -> [AggregatorCase] in
      let name = String(file.dropLast(".expected.safetensors".count))
      let bags = (try? SafetensorsFile(path: "\(folder)/\(file)"))?.entries.filter { $0.name.hasPrefix("bag") } ?? []
      return bags.map { bag in
        AggregatorCase(
          weights: "\(folder)/\(name).safetensors", bags: "\(folder)/\(file)", expected: "\(folder)/\(file)",
          suffix: String(bag.name.dropFirst(3)), testDescription: "\(name), \(bag.shape[0]) tiles")
      }
    }
  }()

  /// In the reference folder: one case a network.
  static let references: [AggregatorCase] = {
    guard let folder = referenceFolder.map({ "\($0)/aggregators" }) else { return [] }
    return files(in: folder).filter { !$0.contains(".") }.map { name in
      AggregatorCase(
        weights: "\(folder)/\(name)/model.safetensors", bags: "\(folder)/bag.safetensors",
        expected: "\(folder)/\(name)/expected.safetensors", suffix: "", testDescription: name)
    }
  }()

  static let fixtureFolder = "\(Bundle.module.resourcePath ?? "")/Fixtures/aggregators"

  /// `COVERSLIP_REFERENCE`, or `shared/reference` beside the checkout; `nil` where it is absent.
  static let referenceFolder: String? = {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let candidate = place.deletingLastPathComponent().appendingPathComponent("shared/reference").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    return nil
  }()

  func bag() throws -> Bag {
    let name = suffix.isEmpty ? "features" : "bag\(suffix)"
    let file = try SafetensorsFile(path: bags)
    let shape = try file.entry(name).shape
    return try #require(Bag(features: try file.floats(name), count: shape[0], width: shape[1]))
  }

  /// What is expected under `name`, or `nil` where nothing is.
  func values(_ name: String) throws -> [Float]? {
    let file = try SafetensorsFile(path: expected)
    return file.entries.contains { $0.name == name + suffix } ? try file.floats(name + suffix) : nil
  }

  /// For each expected tensor the largest difference, as a part of the largest expected value.
  func deviations(_ output: AggregatorOutput) throws -> [String: Double] {
    let found: [String: [Float]?] = [
      "logits": output.logits, "attention": output.attention?.shares.values,
      "attention_logits": output.attention?.logits?.values, "tile_scores": output.tileScores?.values,
      "parts": output.contributions.parts, "hazards": output.hazards?.map { Float($0) },
      "embedding": output.embedding, "survival": output.survival?.map { Float($0) },
      "risk": output.score.map { [Float($0)] },
    ]
    var result: [String: Double] = [:]
    for (name, found) in found {
      guard let expected = try values(name) else { continue }
      result[name] = deviation(found ?? [], expected)
    }
    return result
  }

  private static func files(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

/// The largest difference as a part of the largest expected value; infinite where the counts differ.
func deviation(_ found: [Float], _ expected: [Float]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let scale = expected.reduce(1e-30) { max($0, abs(Double($1))) }
  return zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - Double($1.1))) } / scale
}
