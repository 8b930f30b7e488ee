import Labels
import NeuralNetworks
import UseCases

extension Aggregate.Answer {
  /// Which network, over what, and what it answered.
  package var line: String { "\(network.name), \(tiles.counted("tile")) of \(width) features: \(words)" }

  private var words: String {
    if let score = output.score { return "score \(score) (\(output.rule.words))" }
    if let embedding = output.embedding { return "an embedding of \(embedding.count) numbers" }
    return "logits \(output.logits.map { "\($0)" }.joined(separator: " "))"
  }
}
