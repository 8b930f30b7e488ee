import Basics
import Foundation
import Microscopy

/// The colour of the stain as light absorbed: which of red, green and blue the tissue takes away most.
///
/// Haematoxylin and eosin both absorb green most (Ruifrok and Johnston 2001: 0.704 of 1.640, and 0.990 of 1.167), so
/// green has 0.43 or more of their summed optical density; measured on real H&E slides 0.42 to 0.57. Grey absorbs alike
/// (0.33), DAB takes blue (0.35), and a haematoxylin counterstain alone with a blue cast reaches 0.38.
struct StainColor {
  /// Below it, the stain is not haematoxylin and eosin.
  static let limit = 0.405
  /// Summed optical density (natural logarithm) from which a pixel counts as stained.
  private static let faintest: Float = 0.15

  /// Optical density of all stained pixels, summed: red, green, blue.
  private var density = SIMD3<Double>.zero

  init(_ tiles: [RGBAImage]) {
    let table = (0...255).map { -log(Float(max(1, $0)) / 245) }
    for tile in tiles {
      for offset in stride(from: 0, to: tile.pixels.count, by: 16) {
        let pixel = SIMD3(
          table[Int(tile.pixels[offset])], table[Int(tile.pixels[offset + 1])], table[Int(tile.pixels[offset + 2])])
        guard pixel.sum() > Self.faintest else { continue }
        density += SIMD3<Double>(pixel)
      }
    }
  }

  /// Green's share of the summed density, or `nil` where nothing is stained.
  var greenShare: Double? { density.sum() > 0 ? density.y / density.sum() : nil }
}
