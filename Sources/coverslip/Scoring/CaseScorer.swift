import CasebookStore
import Casework
import FeatureFiles
import Foundation
import Microscopy
import NeuralNetworks
import Prognosis
import TissueAnalysis

/// Scores cases with one bundle: slides in, a finding and its result file out.
struct CaseScorer {
  let bundle: ModelBundle
  let workers: Int
  /// The most tiles of one case, evenly over the tissue; all where `nil`.
  let maxTiles: Int?

  /// What one slide gave.
  private struct Reading {
    let survey: SlideSurvey
    let tiles: EncodedTiles
  }

  /// Reads, encodes and scores `record`, writes the result file into `folder`, and answers the finding.
  ///
  /// - Parameter progress: tiles done and tiles in all.
  func finding(for record: Case, folder: String, progress: @escaping @Sendable (Int, Int) -> Void) throws -> Finding {
    let surveys = try record.slides.map { try SlideSurvey($0, workers: workers) }
    let budget = shares(of: surveys.map(\.plan.sites.count))
    let total = budget.reduce(0, +)
    var readings: [Reading] = []
    var done = 0
    for (survey, count) in zip(surveys, budget) {
      let before = done
      let tiles = survey.encode(survey.plan.sampled(count), workers: workers) { progress(before + $0, total) }
      readings.append(Reading(survey: survey, tiles: tiles))
      done += count
    }
    return try finding(for: record, readings: readings, folder: folder)
  }

  /// The tile budget shared among the slides in proportion to their tissue; a slide with tissue has at least one tile.
  private func shares(of counts: [Int]) -> [Int] {
    let all = counts.reduce(0, +)
    guard let maxTiles, all > maxTiles else { return counts }
    return counts.map { $0 == 0 ? 0 : max(1, maxTiles * $0 / all) }
  }

  private func finding(for record: Case, readings: [Reading], folder: String) throws -> Finding {
    let tiles = readings.map(\.tiles.sites.count).reduce(0, +)
    let available = readings.map(\.survey.plan.sites.count).reduce(0, +)
    let scored = try score(readings)
    let quality = QualityJudgement(
      surveys: readings.map(\.survey), available: available, tiles: tiles, score: scored)
    let verdict = bundle.combined.verdict(
      score: scored?.score.mean, scoreSD: scored?.score.standardDeviation, clinical: record.clinical,
      quality: quality.summary)
    let id = UUID().uuidString.lowercased()
    let result = try scored.map { try write($0, readings: readings, to: "\(folder)/\(id).safetensors") }
    var finding = Finding(
      id: id, model: bundle.identity, software: Software.name, computedAt: Clock.timestamp(), tiles: tiles,
      tilesAvailable: available, tissueMM2: readings.map(\.survey.tissueMM2).reduce(0, +), call: verdict.call)
    finding.unreadableRegions = readings.map { $0.survey.unreadableRegions + $0.tiles.unreadable }.reduce(0, +)
    finding.score = scored?.score.mean
    finding.scoreSD = scored?.score.standardDeviation
    finding.flags = quality.flags + caseFlags(record, tiles: tiles, available: available, verdict: verdict)
    finding.resultFile = result?.path
    finding.resultDigest = result?.digest
    return finding.with(verdict)
  }

  private func score(_ readings: [Reading]) throws -> BundleScore? {
    let features = readings.flatMap(\.tiles.features)
    let width = MorphometryEncoder.features.count
    guard let bag = Bag(features: features, count: features.count / width, width: width) else { return nil }
    return try bundle.score(bag)
  }

  /// The result file: one row a tile, in the order of the slides.
  private func write(
    _ scored: BundleScore, readings: [Reading], to path: String
  ) throws -> (path: String, digest: String?) {
    let sites = readings.flatMap(\.tiles.sites)
    let file = TileFindings(
      slides: readings.enumerated().flatMap { index, reading in
        [Int32](repeating: Int32(index), count: reading.tiles.sites.count)
      },
      corners: sites.flatMap { [Int64($0.x), Int64($0.y)] }, sides: sites.map { Int64($0.side) },
      attention: scored.score.attention, contribution: scored.score.contributions, model: bundle.identity.name,
      modelDigest: bundle.identity.digest)
    try file.write(to: path)
    return (path, FileDigest.sha256(path))
  }

  /// What is flagged of the case rather than of a slide.
  private func caseFlags(_ record: Case, tiles: Int, available: Int, verdict: Verdict) -> [QualityFlag] {
    var flags: [QualityFlag] = []
    let receptors = bundle.combined.intendedUse.notGiven(record.clinical)
    if !receptors.isEmpty {
      let names = receptors.joined(separator: " and ")
      flags.append(
        QualityFlag(kind: .receptorsNotGiven, detail: "\(names) not given; the model is for ER+/HER2- tumours."))
    }
    if tiles < available, maxTiles != nil {
      flags.append(QualityFlag(kind: .sampledTiles, detail: "\(tiles) of \(available) tiles were read."))
    }
    for slide in record.slides where slide.mppGiven {
      flags.append(
        QualityFlag(
          kind: .mppGiven, detail: String(format: "%.4g um/px was given by hand.", slide.mpp.mean),
          slide: slide.fileName))
    }
    if !verdict.implausible.isEmpty {
      let names = verdict.implausible.joined(separator: ", ")
      flags.append(QualityFlag(kind: .implausibleClinical, detail: "Outside what the training saw: \(names)."))
    }
    return flags
  }
}

extension Finding {
  /// With what the combined model made of the score.
  fileprivate func with(_ verdict: Verdict) -> Finding {
    var finding = self
    finding.basis = verdict.estimate == nil ? nil : verdict.basis
    finding.missing = verdict.missing
    finding.linearPredictor = verdict.estimate?.linearPredictor
    finding.probability5y = verdict.estimate?.probability
    finding.interval = verdict.estimate?.interval
    finding.borderline = verdict.borderline
    finding.reasons = verdict.reasons
    finding.contributions = verdict.estimate?.contributions ?? []
    return finding
  }
}
