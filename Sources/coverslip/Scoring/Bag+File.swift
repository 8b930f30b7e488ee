import Sentences
import FeatureFiles
import NeuralNetworks

extension Bag {
  /// The features of a file of any layout; where its tiles are is not asked.
  init(file path: String) throws {
    let matrix = try FeatureMatrix(path: path)
    try requireToolsWidth(encoder: matrix.encoder, width: matrix.width, file: path)
    guard let bag = Bag(features: matrix.values, count: matrix.count, width: matrix.width) else {
      throw CommandFailure(
        .badData, "\(path): the file is empty and does not say how wide its features are; encode again")
    }
    self = bag
  }
}
