import NeuralNetworks

/// One published aggregator over one feature file.
package struct Aggregate: Sendable {
  package let shelf: any FeatureShelf
  package let notices: Notices

  package init(shelf: any FeatureShelf, notices: Notices) {
    self.shelf = shelf
    self.notices = notices
  }

  /// What a network made of the tiles of a file.
  package struct Answer: Sendable {
    package let network: any Aggregator
    package let output: AggregatorOutput
    /// Number of tiles.
    package let tiles: Int
    /// Features per tile.
    package let width: Int
  }

  /// Lets the network of the file `weights` look at the tiles of the file `features`. Tells what had to be assumed of
  /// the network.
  ///
  /// - Throws: what is wrong with either file, or with the features.
  package func callAsFunction(weights: String, features: String) throws -> Answer {
    let network = try AggregatorFile.load(weights)
    network.assumptions.forEach { notices(.encoder(.aggregatorAssumed($0))) }
    let bag = try Bag(file: features, on: shelf)
    return Answer(network: network, output: try network.evaluate(bag), tiles: bag.count, width: bag.width)
  }
}
