import NeuralNetworks

extension AggregatorRemark {
  /// For a warning.
  package var words: String {
    switch self {
    case .fewTiles(let tiles, let extremes):
      "\(tiles) tiles are fewer than the \(extremes) highest and lowest scores that the network looks at: tiles count "
        + "twice, or places stay empty, and the score is not comparable with that of a whole slide"
    }
  }
}
