import NeuralNetworks

/// Why tiles are not encoded.
package enum EncodingFailure: Error, Sendable {
  /// A bundle was trained on features of an encoder whose weights it does not hold.
  case withoutWeights(encoder: String)
  /// A bundle wants an encoder that is not known here.
  case unknownEncoder(kind: String)
  /// Morphometry has no such choice of precision.
  case noPrecision(Precision)
  /// Morphometry is set to a slide's stains, and tiles alone have none.
  case morphometryOfTiles
  /// A file of tiles whose tensor is not U8 [n, side, side, 3].
  case notTiles(path: String, type: String, shape: [Int])
  /// A file of tiles of another side than the encoder wants, px.
  case tileSide(path: String, found: Int, expected: Int)
  /// A feature is not a finite number; nothing was written.
  case notFinite(place: TilePlace, feature: Int, NotFinite)
  /// None of several slides is there.
  case noSlide(first: String, others: Int, SlideRemedy)
  /// Several slides would be written into one file.
  case sharedFile(String, slides: [String])
  /// The file's ending is of another layout than the one that was chosen.
  case layoutDisagrees(file: String, layout: String, ending: String)
  /// Slides of a cohort could not be encoded.
  case slidesFailed(Int)
  /// The folder to write into cannot be made.
  case noFolder(path: String, reason: String)
}

/// Where a tile is.
package enum TilePlace: Hashable, Sendable {
  /// The `index`th of a file of tiles, from 0.
  case file(path: String, index: Int)
  /// On a slide, level-0 px.
  case slide(path: String, x: Int, y: Int)
}

/// Where to look for slides of which none is there.
package enum SlideRemedy: Hashable, Sendable {
  /// They were named one by one.
  case paths
  /// The column of a table names them.
  case column
  /// The column of a table names them, below a folder that was named.
  case folder
}
