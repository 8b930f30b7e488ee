import Casework
import NeuralNetworks
import Prognosis
import TissueAnalysis

/// What the surveys of a case's slides mean for its call, and what the reviewer is told of them.
struct QualityJudgement {
  /// As the verdict takes it.
  let summary: QualitySummary
  /// As the reviewer sees it.
  let flags: [QualityFlag]

  /// - Parameters:
  ///   - available: tiles that the tissue of all slides offers.
  ///   - tiles: tiles that were read and scored.
  ///   - knowsItsTraining: whether the model can tell a case that is unlike those of its training.
  init(surveys: [SlideSurvey], available: Int, tiles: Int, score: BundleScore?, knowsItsTraining: Bool) {
    flags = surveys.flatMap(Self.flags) + (knowsItsTraining ? [] : [Self.distributionUnknown])
    summary = QualitySummary(
      tiles: tiles, tilesAvailable: available, minimumTiles: Self.minimumTiles(surveys),
      noTissue: surveys.allSatisfy { $0.tissue.mask.tissuePixels == 0 },
      badQuality: Self.objections(surveys, flags: flags), outOfDistributionShare: score?.outOfDistributionShare ?? 0,
      outOfDistributionLimit: score?.outOfDistributionLimit ?? 1)
  }

  private static let distributionUnknown = QualityFlag(
    kind: .distributionUnknown,
    detail: "The bundle holds no tiles of its training; whether this case is like them is open.")

  /// 100 tiles of 112 um, 1.25 mm2, in tiles of the model's size.
  private static func minimumTiles(_ surveys: [SlideSurvey]) -> Int {
    let side = surveys.first?.plan.tileMicrons ?? 112
    return Int((100 * 112 * 112 / (side * side)).rounded(.up))
  }

  private static func flags(_ survey: SlideSurvey) -> [QualityFlag] {
    let found = survey.tissue.flags.map {
      QualityFlag(kind: $0.kind.flag, detail: $0.detail, slide: survey.fileName)
    }
    guard survey.stains.isPlausibleHE == false, !found.contains(where: { $0.kind == .outOfRangeStain }) else {
      return found
    }
    let degrees = { (value: Double?) in value.map { String(Int($0.rounded())) } ?? "-" }
    let detail =
      "The stains lie \(degrees(survey.stains.hematoxylinDeviation)) and \(degrees(survey.stains.eosinDeviation)) "
      + "degrees from haematoxylin and eosin, at most \(Int(StainEstimate.hematoxylinTolerance)) may be."
    return found + [QualityFlag(kind: .outOfRangeStain, detail: detail, slide: survey.fileName)]
  }

  /// What makes a slide unfit to be called from. Pen is left out of the mask, so it is told and does not forbid a call.
  private static let forbidding: Set<QualityFlag.Kind> = [.blur, .outOfRangeStain, .blackBackground]

  private static func objections(_ surveys: [SlideSurvey], flags: [QualityFlag]) -> [String] {
    let forbidden = flags.filter { forbidding.contains($0.kind) }
    return forbidden.map { "\($0.kind.rawValue)\($0.slide.map { " (\($0))" } ?? "")" }
  }
}

extension TissueFlag.Kind {
  /// The same as a finding of the casework.
  var flag: QualityFlag.Kind {
    switch self {
    case .pen: .pen
    case .blur: .blur
    case .outOfRangeStain: .outOfRangeStain
    case .blackBackground: .blackBackground
    case .tooLittleTissue: .tooLittleTissue
    case .noTissue: .noTissue
    case .unreadableRegions: .unreadableRegions
    }
  }
}
