import Sentences
import ArgumentParser
import FeatureFiles
import NeuralNetworks

/// `coverslip aggregate`: one published aggregator over one feature file.
struct AggregateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate", abstract: "Let a published aggregator look at a feature file.",
    discussion: """
      Writes `logits`, or `slide_embedding` of a slide encoder (CHIEF, FEATHER), and, where the network gives one score, `risk`; `attention` where there is one, `tile_scores` where the \
      network computes them, `contribution` where the score can be taken apart (the metadata name the method).
      """)

  @Option(help: "Features: safetensors, or .h5 of CLAM, TRIDENT or STAMP, or Owkin's .npy.") var features: String
  @Option(help: "The aggregator's weights, safetensors.") var weights: String
  @Option(help: "The safetensors file to write.") var out: String

  func run() throws {
    let network = try AggregatorFile.load(absolutePath(weights))
    network.assumptions.forEach { Standard.error("assumed: \($0.words)") }
    let bag = try Bag(file: absolutePath(features))
    let output = try network.evaluate(bag)
    try document(output, of: network, tiles: bag.count).write(to: absolutePath(out))
    output.remarks.forEach { Standard.error("remark: \($0.words)") }
    Standard.output("\(network.name), \(bag.count) tiles of \(bag.width) features: \(Self.words(output))")
  }

  private static func words(_ output: AggregatorOutput) -> String {
    if let score = output.score { return "score \(score) (\(output.rule.words))" }
    if let embedding = output.embedding { return "an embedding of \(embedding.count) numbers" }
    return "logits \(output.logits.map { "\($0)" }.joined(separator: " "))"
  }

  private func document(_ output: AggregatorOutput, of network: any Aggregator, tiles: Int) -> SafetensorsDocument {
    var document = SafetensorsDocument(metadata: ["aggregator": network.name, "score": output.rule.code])
    if let embedding = output.embedding {
      document.add("slide_embedding", shape: [1, embedding.count], floats: embedding)
    } else {
      document.add("logits", shape: [1, output.logits.count], floats: output.logits)
    }
    if let probabilities = output.probabilities {
      document.add("probabilities", shape: [1, probabilities.count], floats: probabilities)
    }
    if let hazards = output.hazards, let survival = output.survival {
      document.add("hazards", shape: [1, hazards.count], floats: hazards.map { Float($0) })
      document.add("survival", shape: [1, survival.count], floats: survival.map { Float($0) })
    }
    if let score = output.score { document.add("risk", shape: [1], floats: [Float(score)]) }
    if let attention = output.attention {
      document.metadata["attention"] = attention.kind.rawValue
      document.add("attention", shape: [attention.shares.rows, tiles], floats: attention.shares.values)
      if let logits = attention.logits {
        document.add("attention_logits", shape: [logits.rows, tiles], floats: logits.values)
      }
    }
    if let scores = output.tileScores {
      document.add("tile_scores", shape: [scores.rows, scores.columns], floats: scores.values)
    }
    if case .parts(let parts, let method, let baseline) = output.contributions {
      document.metadata["contribution"] = method.rawValue
      if let baseline { document.metadata["contribution_baseline"] = "\(baseline)" }
      document.add("contribution", shape: [parts.count], floats: parts)
    }
    return document
  }
}
