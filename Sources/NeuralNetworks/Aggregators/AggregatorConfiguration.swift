import FeatureFiles
import Files
import Foundation

/// What the weights of an aggregator cannot tell, from a `config.json` in their folder. What it does not say either is
/// as the authors publish it, and kept as an assumption.
struct AggregatorConfiguration: Sendable {
  private struct Entries: Decodable {
    var mlp_activation: String?
    var activations: String?
    var n_top: Int?
    var n_bottom: Int?
    var n_heads: Int?
    var temperature: Double?
    var score: String?
  }

  /// What is read here, and notes that no network depends on.
  private static let known: Set<String> = [
    "mlp_activation", "activations", "n_top", "n_bottom", "n_heads", "temperature", "score", "source", "attention",
    "name", "description", "license", "licence", "url", "repository", "version", "author", "authors", "citation",
    "comment",
    "note", "notes", "made_with", "architectures", "model_type", "torch_dtype", "dtype", "transformers_version",
    "_name_or_path", "auto_map", "encoder",
  ]

  static let fileName = "config.json"
  /// Bytes.
  private static let limit = 1_000_000

  /// The file, for errors; also where there is none.
  let file: String
  private let entries: Entries
  /// What was asked for and not told.
  private(set) var assumptions: [AggregatorAssumption] = []
  /// Entries that are neither read nor known to be notes, by their letters.
  private(set) var unread: [String] = []

  /// Reads the configuration that belongs to the weights at `path`.
  init(weights path: String) throws(WeightsFailure) {
    let file = Self.file(of: path)
    guard FileManager.default.fileExists(atPath: file) else {
      self.init(absent: file)
      return
    }
    let bytes: [UInt8]
    do { bytes = try WholeFile.read(file, limit: Self.limit) } catch { throw .file(.file(error)) }
    try self.init(bytes: bytes, file: file)
  }

  /// Tells nothing, whatever stands in `file`.
  init(absent file: String) {
    self.file = file
    entries = Entries()
  }

  /// A file already in memory.
  init(bytes: [UInt8], file: String) throws(WeightsFailure) {
    self.file = file
    do {
      entries = try JSONDecoder().decode(Entries.self, from: Data(bytes))
      let all = try JSONDecoder().decode([String: ConfigurationValue].self, from: Data(bytes))
      unread = all.keys.filter { !Self.known.contains($0) && !$0.hasPrefix("_") }.sorted()
    } catch let DecodingError.typeMismatch(type, context) {
      let entry = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .aggregatorConfiguration(file: file, entry: entry, expected: "\(type)", found: "another type")
    } catch {
      throw .aggregatorConfiguration(file: file, entry: "the file", expected: "JSON", found: "something else")
    }
  }

  /// Where the configuration of the weights at `path` is, if there is one.
  static func file(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? fileName : "\(folder)/\(fileName)"
  }

  /// The function between the layers of a multilayer perceptron (`mlp_activation`, `activations`).
  mutating func activation(or published: Perceptron.Activation) throws(WeightsFailure) -> Perceptron.Activation {
    guard let said = entries.mlp_activation ?? entries.activations else {
      assumptions.append(.activation(published.rawValue))
      return published
    }
    if let known = Perceptron.Activation(rawValue: said) { return known }
    let entry = entries.mlp_activation == nil ? "activations" : "mlp_activation"
    throw .aggregatorConfiguration(file: file, entry: entry, expected: "ReLU or Sigmoid", found: said)
  }

  /// How many of the highest and of the lowest scores go into a head of `slots` inputs (`n_top`, `n_bottom`); the same
  /// number of both by default.
  mutating func extremes(slots: Int) throws(WeightsFailure) -> (top: Int, bottom: Int) {
    let top = entries.n_top ?? entries.n_bottom.map { slots - $0 } ?? slots / 2
    let bottom = entries.n_bottom ?? slots - top
    guard top >= 0, bottom >= 0, top <= slots, bottom == slots - top else {
      throw .aggregatorConfiguration(
        file: file, entry: "n_top, n_bottom", expected: "\(slots) together", found: "\(top), \(bottom)")
    }
    if entries.n_top == nil, entries.n_bottom == nil { assumptions.append(.extremes(top: top, bottom: bottom)) }
    return (top, bottom)
  }

  /// How the score comes from `logits` logits (`score`), or `nil` where nothing is said.
  func rule(logits: Int) throws(WeightsFailure) -> SlideScoreRule? {
    guard let said = entries.score else { return nil }
    if let rule = SlideScoreRule(code: said, logits: logits) { return rule }
    throw .aggregatorConfiguration(
      file: file, entry: "score", expected: SlideScoreRule.codes(logits: logits), found: said)
  }

  /// Throws where the attention is divided by something else than 1 (`temperature`), which is not computed here.
  func requireNoTemperature() throws(WeightsFailure) {
    guard let temperature = entries.temperature, temperature != 1 else { return }
    throw .aggregatorConfiguration(file: file, entry: "temperature", expected: "1", found: "\(temperature)")
  }

  /// Attention heads of a transformer of `width`, which they divide (`n_heads`).
  mutating func heads(width: Int, or published: Int) throws(WeightsFailure) -> Int {
    let heads = entries.n_heads ?? published
    guard heads > 0, width % heads == 0 else {
      throw .aggregatorConfiguration(
        file: file, entry: "n_heads", expected: "a divisor of \(width)", found: "\(heads)")
    }
    if entries.n_heads == nil { assumptions.append(.heads(heads, width: width)) }
    return heads
  }
}
