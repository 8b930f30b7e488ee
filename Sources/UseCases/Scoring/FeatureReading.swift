import Casework
import Microscopy
import NeuralNetworks
import TissueAnalysis

/// The tiles of a case from feature files, which other programs may have written, checked against what the bundle
/// wants.
package struct FeatureReading {
  package let bundle: ModelBundle
  package let record: Case
  package let files: FeatureSource
  package let shelf: any FeatureShelf
  /// What of the slides is left out; `nil` where nothing is.
  package var exclusion: Exclusion?

  /// One file a slide, in the order of the slides.
  package func read(_ surveys: [SlideSurvey]) throws -> CaseReading {
    guard files.paths.count == record.slides.count else {
      throw FeatureFailure.fileCount(slides: record.slides.count, files: files.paths.count)
    }
    var flags: [QualityFlag] = []
    var read: [TileFeatures] = []
    for (index, slide) in record.slides.enumerated() {
      let file = try file(index, of: slide)
      let check = FeatureCheck(file: file, path: files.paths[index], slide: slide, encoder: bundle.card.encoder)
      try check.requireFit()
      flags += try check.names(areTrusted: files.trustsNames)
      read.append(file)
    }
    flags += sampling(read, surveys)
    let losses = zip(surveys, read).map(loss)
    let kept = read.indices.map { without(tiles(read[$0]), slide: $0) }
    var reading = CaseReading(
      surveys, tiles: kept, losses: losses, encoder: named(read.map(\.encoder)) ?? "not named",
      precision: named(read.map(\.precision)))
    reading.flags = flags
    reading.leftOut = read.reduce(0) { $0 + $1.count } - reading.count
    return reading
  }

  private func file(_ index: Int, of slide: CaseSlide) throws -> TileFeatures {
    let context = FeatureFileContext(
      slideMPP: slide.mpp.mean, slideWidth: slide.size.width, slideHeight: slide.size.height, tileSide: files.tileSide,
      tilePixels: files.tilePixels, patchesFile: files.patches.isEmpty ? nil : files.patches[index])
    return try shelf.tiles(at: files.paths[index], context)
  }

  private func tiles(_ file: TileFeatures) -> EncodedTiles {
    EncodedTiles(
      sites: (0..<file.count).map { file.columns[$0] }, features: file.features, featureCount: bundle.width,
      unreadable: file.unreadable ?? 0)
  }

  private func without(_ all: EncodedTiles, slide: Int) -> EncodedTiles {
    guard let exclusion else { return all }
    let kept = all.sites.indices.filter { !exclusion.holds(all.sites[$0], slide: slide) }
    let width = all.featureCount
    return EncodedTiles(
      sites: kept.map { all.sites[$0] }, features: kept.flatMap { all.features[($0 * width)..<(($0 + 1) * width)] },
      featureCount: width, unreadable: all.unreadable)
  }

  /// What the file says that it lacks, or, where that is more, what the slide cannot give of a sample of the file's
  /// tiles: a program that does not notice encodes them as white or black. Only a file that says it is of a sample
  /// speaks for more tiles than it has.
  private func loss(_ survey: SlideSurvey, _ file: TileFeatures) -> TissueLoss {
    let all = file.count + (file.unreadable ?? 0)
    let planned = file.maxTiles == nil ? all : max(all, survey.plan.sites.count)
    let stated = TissueLoss(survey, tried: all, unreadable: file.unreadable ?? 0, planned: planned)
    let found = survey.unreadable(of: tiles(file).sites)
    let looked = TissueLoss(survey, tried: found.tried, unreadable: found.unreadable, planned: planned)
    return looked.share > stated.share ? looked : stated
  }

  /// What the files name, of several that differ each once; `nil` where one is silent.
  private func named(_ names: [String?]) -> String? {
    let known = names.compactMap { $0 }
    return known.count == names.count ? Set(known).sorted().joined(separator: " and ") : nil
  }

  /// Tissue is found a little differently by other tools; below this part of the tiles that are found here the files
  /// are of a sample, or of another slide.
  private static let wholePart = 0.8

  private func sampling(_ files: [TileFeatures], _ surveys: [SlideSurvey]) -> [QualityFlag] {
    zip(files, zip(surveys, record.slides)).compactMap { file, place in
      let (survey, slide) = place
      let found = survey.plan.sites.count
      guard Double(file.count) < Self.wholePart * Double(found) else { return nil }
      return QualityFlag(
        kind: .sampledTiles,
        details: [QualityDetail(.tilesInFile, file.count), QualityDetail(.tilesAvailable, found)], slide: slide.fileName
      )
    }
  }
}
