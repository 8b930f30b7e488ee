import Microscopy

/// The features of a bag and where its tiles are, as a tool's file gives them: not yet in level-0 px.
struct BagContent: Sendable {
  /// The path, for errors.
  let file: String
  /// Row-major [count, width], finite.
  let features: [Float]
  let count: Int
  let width: Int
  /// Name of the dataset that holds the features.
  let name: String
  /// Name of the dataset that holds the places.
  let coordinates: String
  /// Row-major, as many a tile as the layout has: x, y; Owkin level, x, y. Finite.
  let places: [Double]
  /// Attributes of the file, of the features, of the coordinates.
  let fileAttributes: HDF5Attributes
  let featureAttributes: HDF5Attributes
  let placeAttributes: HDF5Attributes
  /// Ours, where they are known.
  let labels: [UInt8]?

  /// Level-0 px that OpenSlide can be asked for.
  static let corners = -Int64(Int32.max)...Int64(Int32.max)
  /// Level-0 px that a tile's side can have.
  static let sides: ClosedRange<Int64> = 1...1_000_000

  /// Level-0 corners, each place multiplied by `scale` and rounded as PyTorch rounds; refused where OpenSlide could
  /// not read them.
  func corners(scale: Double = 1) throws(FeatureFileFailure) -> [Int64] {
    let limit = Double(Self.corners.upperBound)
    if let bad = places.firstIndex(where: { abs($0 * scale) > limit }) { throw badPlace(bad) }
    return places.map { Int64(($0 * scale).rounded(.toNearestOrEven)) }
  }

  /// SHA-256 of what the encoder's features follow from; an attribute of ours.
  var encoderDigest: String? { text("encoder_digest") }

  /// The text of an attribute of the file, the features or the coordinates.
  private func text(_ attribute: String) -> String? {
    [fileAttributes, featureAttributes, placeAttributes].lazy.compactMap { $0.text(attribute) }.first
  }

  func badPlace(_ index: Int) -> FeatureFileFailure {
    .badValue(file: file, tensor: coordinates, offset: nil, index: index)
  }

  /// The tiles, all of one side in level-0 px.
  func tiles(
    corners: [Int64], side: Int, encoder: String?, slide: String?, tilePixels: Int?, mpp: Double?, frame: SlideFrame
  ) -> TileFeatures {
    var tiles = TileFeatures(
      features: features, width: width,
      columns: TileColumns(corners: corners, sides: [Int64](repeating: Int64(side), count: count)),
      labels: labels, encoder: encoder, slide: slide, mpp: mpp, tilePixels: tilePixels, frame: frame)
    tiles.precision = text("precision")
    tiles.encoderDigest = encoderDigest
    return tiles
  }
}

/// Shapes of [n, d] that are written with a batch dimension of 1, or as [0] where nothing is known of an empty bag.
enum BagShape {
  /// Rows and columns, or `nil` where `shape` is not a matrix.
  static func matrix(_ shape: [Int]) -> (rows: Int, columns: Int)? {
    switch shape.count {
    case 1 where shape[0] == 0: (0, 0)
    case 2: (shape[0], shape[1])
    case 3 where shape[0] == 1: (shape[1], shape[2])
    default: nil
    }
  }
}

extension Array where Element: BinaryFloatingPoint {
  /// The first element that is not a finite number.
  var firstNotFinite: Int? { firstIndex { !$0.isFinite } }
}
