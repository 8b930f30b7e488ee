import Microscopy
import NeuralNetworks

/// Features that another program made with an encoder of which no weights are here.
package struct NamedEncoder: Hashable, Sendable {
  /// As the feature files name it.
  package let name: String
  /// Features per tile.
  package let width: Int
  /// Micrometres per pixel of the tiles; `nil` where the files are asked.
  package let tileMPP: Double?
  /// Side of the tiles, px; `nil` where the files are asked.
  package let tilePixels: Int?

  package init(name: String, width: Int, tileMPP: Double? = nil, tilePixels: Int? = nil) {
    self.name = name
    self.width = width
    self.tileMPP = tileMPP
    self.tilePixels = tilePixels
  }

  /// The encoder's card. What is left open is read from `file`, one of the feature files, and then from what is
  /// published of an encoder of that name.
  ///
  /// - Throws: ``FeatureFailure/unknownTiles(encoder:)`` where neither says how large the tiles are.
  package func card(like file: String?, on shelf: any FeatureShelf) throws(FeatureFailure) -> EncoderCard {
    let preset = EncoderPreset.named(name)
    let tiles = file.flatMap { try? shelf.tiles(at: $0, FeatureFileContext()) }
    guard let mpp = tileMPP ?? tiles?.mpp ?? preset?.mpp,
      let side = tilePixels ?? tiles?.tilePixels ?? preset?.tilePixels
    else { throw .unknownTiles(encoder: name) }
    return EncoderCard(named: NamedFeatures(name: name, width: width), mpp: mpp, tilePixels: side)
  }
}
