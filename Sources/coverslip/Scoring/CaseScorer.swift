import Casework
import CasebookStore
import FeatureFiles
import Foundation
import Microscopy
import NeuralNetworks
import Prognosis
import SlideReading
import TissueAnalysis

/// Scores cases with one bundle: slides in, a finding and its result file out.
struct CaseScorer {
  let bundle: ModelBundle
  let workers: Int
  /// The most tiles of one case, evenly over the tissue; all where `nil`.
  let maxTiles: Int?

  /// What one slide gave.
  private struct SlideReading {
    let survey: SlideSurvey
    let tiles: EncodedTiles
    let available: Int
  }

  /// Reads, encodes and scores `record`, writes the result file into `folder`, and answers the finding.
  func finding(for record: Case, folder: String, progress: @escaping @Sendable (Int, Int) -> Void) throws -> Finding {
    let surveys = try record.slides.map(SlideSurvey.init)
    let plans = shares(of: surveys.map(\.plan.sites.count)).enumerated().map { index, count in
      surveys[index].plan.sampled(count)
    }
    let total = plans.map(\.sites.count).reduce(0, +)
    var done = 0
    let readings = zip(surveys, plans).map { survey, plan in
      let before = done
      let tiles = survey.encode(plan, workers: workers) { progress(before + $0, total) }
      done += plan.sites.count
      return SlideReading(survey: survey, tiles: tiles, available: survey.plan.sites.count)
    }
    return try finding(for: record, readings: readings, folder: folder)
  }

  /// The tile budget shared among the slides in proportion to their tissue; each slide with tissue has at least one.
  private func shares(of counts: [Int]) -> [Int] {
    let all = counts.reduce(0, +)
    guard let maxTiles, all > maxTiles else { return counts }
    return counts.map { $0 == 0 ? 0 : max(1, maxTiles * $0 / all) }
  }

  private func finding(for record: Case, readings: [SlideReading], folder: String) throws -> Finding {
    let bag = Bag(
      features: readings.flatMap(\.tiles.features), count: readings.map(\.tiles.sites.count).reduce(0, +),
      width: bundle.encoderWidth)
    let scored = bag.count > 0 ? bundle.score(bag) : nil
    let quality = QualityJudgement(surveys: readings.map(\.survey), tiles: bag.count, scored: scored)
    let verdict = bundle.combined.verdict(
      score: scored?.score.mean, scoreSD: scored?.score.sd, clinical: record.clinical, quality: quality.summary)
    let id = UUID().uuidString.lowercased()
    let result = try scored.map { try writeResult($0, readings: readings, to: "\(folder)/\(id).safetensors") }
    return Finding(
      id: id, model: bundle.identity, software: Software.name, computedAt: Clock.timestamp(), tiles: bag.count,
      tilesAvailable: readings.map(\.available).reduce(0, +),
      unreadableRegions: readings.map { $0.survey.unreadableRegions + $0.tiles.unreadable }.reduce(0, +),
      tissueMM2: readings.map(\.survey.tissueMM2).reduce(0, +), basis: verdict.basis, missing: verdict.missing,
      score: scored.map { Double($0.score.mean) }, scoreSD: scored.map { Double($0.score.sd) },
      linearPredictor: verdict.estimate?.linearPredictor, probability5y: verdict.estimate?.probability,
      interval: verdict.estimate?.interval, call: verdict.call, borderline: verdict.borderline,
      reasons: verdict.reasons, flags: flags(record, readings: readings, verdict: verdict, quality: quality),
      contributions: verdict.estimate?.contributions ?? [], resultFile: result?.path, resultDigest: result?.digest)
  }
}
