import Casework
import FeatureFiles
import Microscopy
import NeuralNetworks
import TissueAnalysis

/// The tiles of a case from feature files, which other programs may have written, checked against what the bundle wants.
struct FeatureReading {
  let bundle: ModelBundle
  let record: Case
  /// What the files may leave open.
  let context: FeatureFileContext

  /// One file a slide, in the order of the slides.
  func read(_ paths: [String], _ surveys: [SlideSurvey]) throws -> CaseReading {
    guard paths.count == record.slides.count else {
      throw CommandFailure(
        .usage,
        "the case has \(record.slides.count) slides and \(paths.count) feature files were given; give one a slide, in "
          + "the order of `coverslip show`")
    }
    let files = try zip(paths, record.slides).map { try file($0, of: $1) }
    return CaseReading(
      surveys, tiles: files.map(tiles), encoder: files.compactMap(\.encoder).first ?? "not named",
      precision: precision(of: files))
  }

  /// As the files name it: of several that differ each once, `nil` where one is silent.
  private func precision(of files: [TileFeatures]) -> String? {
    let named = files.compactMap(\.precision)
    return named.count == files.count ? Set(named).sorted().joined(separator: " and ") : nil
  }

  private func file(_ path: String, of slide: CaseSlide) throws -> TileFeatures {
    var context = context
    context.slideMPP = slide.mpp.mean
    context.slideWidth = slide.size.width
    context.slideHeight = slide.size.height
    let file = try TileFeatures(path: path, context: context)
    try check(file, path, slide)
    try checkPlaces(tiles(file).sites, path, slide)
    return file
  }

  private func tiles(_ file: TileFeatures) -> EncodedTiles {
    let sites = zip(file.sides.indices, file.sides).map { index, side in
      TileSite(x: Int(file.corners[2 * index]), y: Int(file.corners[2 * index + 1]), side: Int(side))
    }
    return EncodedTiles(sites: sites, features: file.features, featureCount: bundle.width, unreadable: 0)
  }

  private func check(_ file: TileFeatures, _ path: String, _ slide: CaseSlide) throws {
    let wanted = bundle.card.encoder
    try require(
      file.count == 0 || file.width == bundle.width, path, "\(file.width) features a tile", "\(bundle.width)")
    if let mpp = file.mpp {
      try require(abs(mpp / wanted.mpp - 1) < 0.02, path, "tiles at \(mpp) um/px", "\(wanted.mpp) um/px")
    }
    if let pixels = file.tilePixels {
      try require(pixels == wanted.tilePixels, path, "tiles of \(pixels) px", "\(wanted.tilePixels) px")
    }
    guard let side = file.sides.first else { return }
    let microns = Double(side) * slide.mpp.mean
    let wantedMicrons = wanted.mpp * Double(wanted.tilePixels)
    try require(
      abs(microns / wantedMicrons - 1) < 0.02, path, "tiles of \(Int(microns.rounded())) um",
      "\(Int(wantedMicrons.rounded())) um")
  }

  /// Tiles must lie on the slide: a file of another slide shows itself so.
  private func checkPlaces(_ sites: [TileSite], _ path: String, _ slide: CaseSlide) throws {
    let outside = sites.first {
      $0.x < 0 || $0.y < 0 || $0.x + $0.side > slide.size.width + $0.side
        || $0.y + $0.side > slide.size.height + $0.side
    }
    guard let outside else { return }
    throw CommandFailure(
      .badData,
      "\(path): a tile at (\(outside.x), \(outside.y)) lies outside the slide of \(slide.size.width) x "
        + "\(slide.size.height) px; name the file of this slide")
  }

  private func require(_ holds: Bool, _ path: String, _ found: String, _ wanted: String) throws {
    guard !holds else { return }
    throw CommandFailure(
      .badData, "\(path): \(found), the bundle wants \(wanted); encode the slide with the bundle's encoder")
  }
}
