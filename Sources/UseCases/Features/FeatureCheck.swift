import Microscopy
import Casework
import Foundation
import Microscopy
import NeuralNetworks

/// Holds one feature file against the slide that it is said to be of, and against what the bundle's encoder makes.
package struct FeatureCheck {
  package let file: TileFeatures
  package let path: String
  package let slide: CaseSlide
  package let encoder: EncoderCard

  /// Rounding of micrometres to px, and of what scanners write.
  private static let tolerance = 0.02

  /// Throws where features, tiles or places are not those of this bundle and this slide.
  package func requireFit() throws {
    try requireWidth()
    if let mpp = file.mpp, !isNear(mpp, encoder.mpp) { throw misfit(.scale(found: mpp, expected: encoder.mpp)) }
    if let pixels = file.tilePixels, pixels != encoder.tilePixels {
      throw misfit(.pixels(found: pixels, expected: encoder.tilePixels))
    }
    try requireSides()
    try requireSlide()
    try requirePlaces()
  }

  private func requireWidth() throws {
    guard file.count > 0, file.width != encoder.width else { return }
    let meanings = file.encoder.map { EncoderPreset.widths(ofToolsName: $0) } ?? []
    throw misfit(.width(found: file.width, expected: encoder.width, encoder: file.encoder, meanings: meanings))
  }

  private func requireSides() throws {
    let wanted = encoder.mpp * Double(encoder.tilePixels)
    // A side is a whole number of px, so that half a px is not a fault.
    let slack = max(Self.tolerance * wanted, slide.mpp.mean / 2)
    guard let odd = file.columns.sides.first(where: { abs(Double($0) * slide.mpp.mean - wanted) > slack }) else {
      return
    }
    throw misfit(.side(found: Double(odd) * slide.mpp.mean, expected: wanted))
  }

  /// What the file says of its slide, where it says it.
  private func requireSlide() throws {
    let (width, height) = (slide.size.width, slide.size.height)
    let found = [file.frame.width ?? width, file.frame.height ?? height]
    guard found == [width, height] else { throw other(.size(found: found, expected: [width, height])) }
    if let mpp = file.frame.mpp, !isNear(mpp, slide.mpp.mean) {
      throw other(.scale(found: mpp, expected: slide.mpp.mean))
    }
  }

  /// Tiles lie on the slide, which the last of a row or column may leave by a part, and none lies there twice.
  private func requirePlaces() throws {
    var seen = Set<[Int64]>()
    for index in file.columns.sides.indices {
      let (x, y) = (file.columns.corners[2 * index], file.columns.corners[2 * index + 1])
      guard x >= 0, y >= 0, x < slide.size.width, y < slide.size.height else {
        throw other(.outside(x: Int(x), y: Int(y), width: slide.size.width, height: slide.size.height))
      }
      guard seen.insert([x, y]).inserted else {
        throw FeatureFailure.tileTwice(path: path, x: Int(x), y: Int(y))
      }
    }
  }

  /// Flags where the file does not name the bundle's encoder and this slide.
  ///
  /// - Parameter areTrusted: whether a file that names others is flagged; else it is refused.
  package func names(areTrusted: Bool) throws -> [QualityFlag] {
    let wanted = encoder.name
    var flags = overlap.map { [$0] } ?? []
    if let found = file.encoderDigest, let own = encoder.digest, found != own {
      throw FeatureFailure.otherWeights(path: path, encoder: file.encoder ?? wanted)
    }
    if let found = file.encoder {
      if found != wanted { flags.append(try disagreement(.encoder, found, wanted, areTrusted)) }
    } else {
      flags.append(flag([QualityDetail(.encoderWanted, wanted)]))
    }
    if let found = file.slide, Self.stem(found) != Self.stem(slide.fileName) {
      flags.append(try disagreement(.slide, found, slide.fileName, areTrusted))
    }
    return flags
  }

  /// Where the same tissue is in the file several times.
  private var overlap: QualityFlag? {
    let coverage = TileCoverage(
      corners: file.columns.corners.map { Double($0) }, sides: file.columns.sides.map { Double($0) })
    guard coverage.overlaps else { return nil }
    let area = slide.mpp.x * slide.mpp.y / 1e6
    let (summed, covered) = (coverage.summed * area, coverage.covered * area)
    return flag([
      QualityDetail(.tilesInFile, file.count), QualityDetail(.areaSummed, summed), QualityDetail(.areaCovered, covered),
    ])
  }

  private func disagreement(
    _ what: FeatureFailure.NamedThing, _ found: String, _ wanted: String, _ isTrusted: Bool
  ) throws -> QualityFlag {
    guard !isTrusted else { return flag(what.details(found, wanted)) }
    throw FeatureFailure.otherName(path: path, what, found: found, expected: wanted)
  }

  private func flag(_ details: [QualityDetail]) -> QualityFlag {
    QualityFlag(kind: .featureFile, details: details, slide: slide.fileName)
  }

  /// Tools leave the ending of a slide away.
  private static func stem(_ name: String) -> String {
    (name as NSString).deletingPathExtension.isEmpty ? name : (name as NSString).deletingPathExtension
  }

  private func isNear(_ found: Double, _ wanted: Double) -> Bool { abs(found / wanted - 1) < Self.tolerance }

  private func misfit(_ misfit: FeatureMisfit) -> FeatureFailure { .misfit(path: path, misfit) }

  private func other(_ contradiction: FeatureContradiction) -> FeatureFailure {
    .otherSlide(path: path, contradiction)
  }
}

extension FeatureFailure.NamedThing {
  /// What a flag keeps of two names that differ.
  fileprivate func details(_ found: String, _ wanted: String) -> [QualityDetail] {
    switch self {
    case .encoder: [QualityDetail(.encoder, found), QualityDetail(.encoderWanted, wanted)]
    case .slide: [QualityDetail(.slideName, found), QualityDetail(.slideNameWanted, wanted)]
    }
  }
}
