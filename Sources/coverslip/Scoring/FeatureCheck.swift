import Sentences
import Casework
import FeatureFiles
import Foundation
import NeuralNetworks

/// Holds one feature file against the slide that it is said to be of, and against what the bundle's encoder makes.
struct FeatureCheck {
  let file: TileFeatures
  let path: String
  let slide: CaseSlide
  let encoder: EncoderCard

  /// Rounding of micrometres to px, and of what scanners write.
  private static let tolerance = 0.02

  /// Throws where features, tiles or places are not those of this bundle and this slide.
  func requireFit() throws {
    try require(
      file.count == 0 || file.width == encoder.width, "\(file.width) features a tile\(meanings)", "\(encoder.width)")
    if let mpp = file.mpp { try require(isNear(mpp, encoder.mpp), "tiles at \(mpp) um/px", "\(encoder.mpp) um/px") }
    if let pixels = file.tilePixels {
      try require(pixels == encoder.tilePixels, "tiles of \(pixels) px", "\(encoder.tilePixels) px")
    }
    try requireSides()
    try requireSlide()
    try requirePlaces()
  }

  /// What tools mean by the name that the file gives its encoder, where they mean several things.
  private var meanings: String {
    let widths = file.encoder.map { EncoderPreset.widths(ofToolsName: $0) } ?? []
    guard let name = file.encoder, widths.count > 1 else { return "" }
    return " («\(name)» has \(widths.map { "\($0)" }.joined(separator: " or ")), by the tool)"
  }

  private func requireSides() throws {
    let wanted = encoder.mpp * Double(encoder.tilePixels)
    // A side is a whole number of px, so that half a px is no fault.
    let slack = max(Self.tolerance * wanted, slide.mpp.mean / 2)
    guard let odd = file.sides.first(where: { abs(Double($0) * slide.mpp.mean - wanted) > slack }) else { return }
    try require(false, "a tile of \(String(format: "%.4g", Double(odd) * slide.mpp.mean)) um", "\(wanted) um")
  }

  /// What the file says of its slide, where it says it.
  private func requireSlide() throws {
    let (width, height) = (slide.size.width, slide.size.height)
    let found = (file.frame.width ?? width, file.frame.height ?? height)
    guard found == (width, height) else {
      throw other("is of a slide of \(found.0) x \(found.1) px, this one has \(width) x \(height) px")
    }
    if let mpp = file.frame.mpp, !isNear(mpp, slide.mpp.mean) {
      throw other("is of a slide of \(mpp) um/px, this one has \(slide.mpp.mean) um/px")
    }
  }

  /// Tiles lie on the slide, which the last of a row or column may leave by a part, and none lies there twice.
  private func requirePlaces() throws {
    var seen = Set<[Int64]>()
    for index in file.sides.indices {
      let (x, y) = (file.corners[2 * index], file.corners[2 * index + 1])
      guard x >= 0, y >= 0, x < slide.size.width, y < slide.size.height else {
        throw other("has a tile at (\(x), \(y)), outside the slide of \(slide.size.width) x \(slide.size.height) px")
      }
      guard seen.insert([x, y]).inserted else {
        throw CommandFailure(
          .badData, "\(path): the tile at (\(x), \(y)) stands twice and would count twice; encode the slide again")
      }
    }
  }

  /// Flags where the file does not name the bundle's encoder and this slide.
  ///
  /// - Parameter areTrusted: whether a file that names others is flagged; else it is refused.
  func names(areTrusted: Bool) throws -> [QualityFlag] {
    let wanted = encoder.name
    var flags = overlap.map { [$0] } ?? []
    if let found = file.encoderDigest, let own = encoder.digest, found != own {
      throw CommandFailure(
        .badData,
        "\(path): made with other weights or settings of «\(file.encoder ?? wanted)» than the bundle's; encode the "
          + "slide with the bundle's encoder")
    }
    if let found = file.encoder {
      if found != wanted { flags.append(try disagreement("encoder", found, wanted, areTrusted)) }
    } else {
      flags.append(flag("The feature file does not name its encoder; it was taken to be \(wanted)."))
    }
    if let found = file.slide, Self.stem(found) != Self.stem(slide.fileName) {
      flags.append(try disagreement("slide", found, slide.fileName, areTrusted))
    }
    return flags
  }

  /// Where the same tissue is in the file several times.
  private var overlap: QualityFlag? {
    let coverage = TileCoverage(corners: file.corners.map { Double($0) }, sides: file.sides.map { Double($0) })
    guard coverage.overlaps else { return nil }
    let area = slide.mpp.x * slide.mpp.y / 1e6
    let (summed, covered) = (coverage.summed * area, coverage.covered * area)
    return flag(
      "The tiles of the feature file overlap: \(file.count) tiles of \(String(format: "%.1f", summed)) mm2 lie on "
        + "\(String(format: "%.1f", covered)) mm2 of the slide, so that the same tissue counts several times.")
  }

  private func disagreement(
    _ what: String, _ found: String, _ wanted: String, _ isTrusted: Bool
  ) throws -> QualityFlag {
    guard !isTrusted else {
      return flag("The feature file names the \(what) «\(found)», not «\(wanted)»; it was taken as told.")
    }
    throw CommandFailure(
      .badData,
      "\(path): names the \(what) «\(found)», wanted is «\(wanted)»; name the right file, or give --trust-names where "
        + "the same \(what) has two names")
  }

  private func flag(_ detail: String) -> QualityFlag {
    QualityFlag(kind: .featureFile, detail: detail, slide: slide.fileName)
  }

  /// Tools leave the ending of a slide away.
  private static func stem(_ name: String) -> String {
    (name as NSString).deletingPathExtension.isEmpty ? name : (name as NSString).deletingPathExtension
  }

  private func isNear(_ found: Double, _ wanted: Double) -> Bool { abs(found / wanted - 1) < Self.tolerance }

  private func require(_ holds: Bool, _ found: String, _ wanted: String) throws {
    guard !holds else { return }
    throw CommandFailure(
      .badData, "\(path): \(found), the bundle wants \(wanted); encode the slide with the bundle's encoder")
  }

  private func other(_ words: String) -> CommandFailure {
    CommandFailure(.badData, "\(path): \(words); name the file of this slide")
  }
}
