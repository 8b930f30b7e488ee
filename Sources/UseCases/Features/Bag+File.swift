import Microscopy
import NeuralNetworks

extension Bag {
  /// The features of a file of any layout; where its tiles are is not asked.
  package init(file path: String, on shelf: any FeatureShelf) throws {
    let matrix = try shelf.matrix(at: path)
    try requireToolsWidth(encoder: matrix.encoder, width: matrix.width, file: path)
    guard let bag = Bag(features: matrix.values, count: matrix.count, width: matrix.width) else {
      throw FeatureFailure.noWidth(path: path)
    }
    self = bag
  }
}
