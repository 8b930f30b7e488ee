import Basics
import Microscopy
import NeuralNetworks

/// A file of tiles, without slides, to a file of features.
package struct EncodeTiles: Sendable {
  package let encoder: EncoderChoice
  package let environment: UseCaseEnvironment

  package init(encoder: EncoderChoice, environment: UseCaseEnvironment) {
    self.encoder = encoder
    self.environment = environment
  }

  /// The features of all tiles of a stack.
  package struct Answer: Sendable {
    package let network: EncoderNetwork
    /// Row-major [count, features].
    package let features: [Float]
    package let count: Int
  }

  /// Encodes the tiles of the file at `path`.
  ///
  /// - Throws: an ``EncodingFailure`` where they are not what the encoder wants; `Cancelled`.
  package func callAsFunction(_ stack: () throws -> TileStack, path: String, workers: Int) throws -> Answer {
    guard let folder = encoder.network else { throw EncodingFailure.morphometryOfTiles }
    let stack = try stack()
    let network = try encoder.load(folder, environment.notices)
    guard stack.side == network.tilePixels else {
      throw EncodingFailure.tileSide(path: path, found: stack.side, expected: network.tilePixels)
    }
    let notices = environment.notices
    let features = notices.during(.encodingTiles) {
      stack.encode(with: network, workers: workers, environment.cancellation) { done in
        notices.progress(.encodingTiles, done, of: stack.count)
      }
    }
    try environment.cancellation.check()
    try requireNumbers(features, width: network.featureCount) { .file(path: path, index: $0) }
    return Answer(network: network, features: features, count: stack.count)
  }
}
