import Casework
import Labels
import NeuralNetworks
import Prognosis
import TissueAnalysis

/// What the surveys of a case's slides mean for its call, and what the reviewer is told of them.
package struct QualityJudgement {
  /// As the verdict takes it.
  package let summary: QualitySummary
  /// As the reviewer sees it.
  package let flags: [QualityFlag]

  /// - Parameters:
  ///   - readable: tiles that the tissue of all slides offers and that can be read.
  ///   - tiles: tiles that were read and scored.
  ///   - losses: what could not be read, slide by slide.
  ///   - coarseness: how coarse the scans are, slide by slide.
  ///   - knowsItsTraining: whether the model can tell a case that is unlike those of its training.
  package init(
    surveys: [SlideSurvey], readable: Int, tiles: Int, losses: [TissueLoss], coarseness: [ScanCoarseness],
    score: BundleScore?, knowsItsTraining: Bool
  ) {
    flags =
      surveys.flatMap(Self.flags) + losses.compactMap(Self.flag) + coarseness.compactMap(\.flag)
      + (knowsItsTraining ? [] : [Self.distributionUnknown]) + (score?.unlikeTraining.map { [$0] } ?? [])
    summary = QualitySummary(
      tiles: tiles, tilesAvailable: readable, minimumTiles: Self.minimumTiles(surveys),
      noTissue: surveys.allSatisfy { $0.tissue.mask.tissuePixels == 0 },
      badQuality: Self.objections(surveys, flags: flags)
        + coarseness.compactMap { ScaleContradiction($0.slide)?.words },
      outOfDistributionShare: score?.outOfDistributionShare ?? 0,
      outOfDistributionLimit: score?.outOfDistributionLimit ?? 1,
      unreadableShare: losses.map(\.share).max() ?? 0, unreadableLimit: TissueLoss.limit,
      scanCoarseness: coarseness.map(\.ratio).max() ?? 1, coarsenessLimit: ScanCoarseness.limit)
  }

  private static func flag(_ loss: TissueLoss) -> QualityFlag? {
    loss.share > 0 ? QualityFlag(kind: .unreadableTissue, details: loss.details, slide: loss.slide) : nil
  }

  private static let distributionUnknown = QualityFlag(kind: .distributionUnknown)

  private static func minimumTiles(_ surveys: [SlideSurvey]) -> Int {
    minimumTiles(of: surveys.first?.plan.tileMicrons ?? 112)
  }

  /// 100 tiles of 112 um, 1.25 mm2, in tiles of the model's size.
  ///
  /// - Parameter side: of a tile, um.
  package static func minimumTiles(of side: Double) -> Int { Int((100 * 112 * 112 / (side * side)).rounded(.up)) }

  private static func flags(_ survey: SlideSurvey) -> [QualityFlag] {
    let levels = survey.slide.description.leftOut.flag(slide: survey.fileName)
    let found =
      survey.tissue.flags.map { QualityFlag(kind: $0.kind.flag, details: $0.details, slide: survey.fileName) }
      + (levels.map { [$0] } ?? [])
    guard survey.stains.isPlausibleHE == false, !found.contains(where: { $0.kind == .outOfRangeStain }) else {
      return found
    }
    var details: [QualityDetail] = []
    if let degrees = survey.stains.hematoxylinDeviation { details.append(QualityDetail(.haematoxylinDegrees, degrees)) }
    if let degrees = survey.stains.eosinDeviation { details.append(QualityDetail(.eosinDegrees, degrees)) }
    details.append(QualityDetail(.limit, StainEstimate.hematoxylinTolerance))
    return found + [QualityFlag(kind: .outOfRangeStain, details: details, slide: survey.fileName)]
  }

  /// What makes a slide unfit to be called from. Pen is left out of the mask and a cast is divided out, so they are
  /// told and do not forbid a call.
  private static let forbidding: Set<QualityFlag.Kind> = [
    .blur, .outOfRangeStain, .blackBackground, .strongCast, .repeatedPixels,
  ]

  private static func objections(_ surveys: [SlideSurvey], flags: [QualityFlag]) -> [String] {
    let forbidden = flags.filter { forbidding.contains($0.kind) }
    return forbidden.map { "\($0.kind.label)\($0.slide.map { " (\($0))" } ?? "")" }
  }
}

extension BundleScore {
  /// In what a case that is out of distribution is unlike the training.
  fileprivate var unlikeTraining: QualityFlag? {
    guard isOutOfDistribution, let share = outOfDistributionShare, let limit = outOfDistributionLimit else {
      return nil
    }
    let most = strangest.flatMap { [QualityDetail(.measure, $0.name), QualityDetail(.deviations, $0.deviations)] }
    return QualityFlag(
      kind: .unlikeTraining, details: [QualityDetail(.share, share), QualityDetail(.limit, limit)] + most)
  }
}

extension TissueFlag {
  /// What a finding of the casework keeps of it.
  fileprivate var details: [QualityDetail] {
    [QualityDetail(.measured, measured), QualityDetail(.limit, limit)]
      + figures.map { QualityDetail($0.name.key, $0.value) }
  }
}

extension TissueFlag.Figure.Name {
  fileprivate var key: QualityDetail.Key {
    switch self {
    case .micronsPerPixel: .mpp
    case .pixelWorth: .pixelWorth
    case .area: .area
    case .missingArea: .missingArea
    case .red: .red
    case .green: .green
    case .blue: .blue
    case .glassFound: .glassFound
    }
  }
}

extension TissueFlag.Kind {
  /// The same as a finding of the casework.
  package var flag: QualityFlag.Kind {
    switch self {
    case .pen: .pen
    case .blur: .blur
    case .outOfRangeStain: .outOfRangeStain
    case .blackBackground: .blackBackground
    case .tooLittleTissue: .tooLittleTissue
    case .noTissue: .noTissue
    case .unreadableRegions: .unreadableRegions
    case .glassCast: .glassCast
    case .strongCast: .strongCast
    case .noGlass: .noGlass
    case .repeatedPixels: .repeatedPixels
    }
  }
}
