import FeatureFiles
import NeuralNetworks

extension FeatureFolder {
  /// Writes what an aggregator made of a feature file.
  package func write(_ answer: Aggregate.Answer, to path: String) throws {
    try document(answer.output, of: answer.network, tiles: answer.tiles).write(to: path)
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
