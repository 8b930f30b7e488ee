import Basics
import Casework
import Microscopy
import NeuralNetworks
import Prognosis
import TissueAnalysis

/// Scores cases with one bundle: tiles in, a finding and its result file out.
package struct CaseScorer: Sendable {
  package let bundle: ModelBundle
  package let source: TileSource
  /// Threads that read and encode.
  package let workers: Int
  /// The most tiles of one case; all where `nil`.
  package let maxTiles: Int?
  /// Which even sample a budget starts with.
  package let seed: Int?
  package let slides: SlideAccess
  package let shelf: any FeatureShelf
  package let environment: UseCaseEnvironment
  /// The regions that the finding is not to rest on, one file per slide; none where it rests on all.
  package let exclusions: [ExclusionFile]
  private let labels: LabelChecking

  /// - Parameter pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  package init(
    bundle: ModelBundle, source: TileSource, workers: Int, maxTiles: Int? = nil, seed: Int? = nil, slides: SlideAccess,
    shelf: any FeatureShelf, environment: UseCaseEnvironment, pattern: LabelPattern? = nil,
    exclusions: [ExclusionFile] = []
  ) {
    self.bundle = bundle
    self.source = source
    self.workers = workers
    self.maxTiles = maxTiles
    self.seed = seed
    self.slides = slides
    self.shelf = shelf
    self.environment = environment
    self.exclusions = exclusions
    labels = LabelChecking(slides, pattern: pattern)
  }

  /// Where the tiles' features come from.
  package enum TileSource: Sendable {
    /// The slides' pixels.
    case slides(SlideEncoder)
    /// Feature files.
    case files(FeatureSource)
  }

  /// Reads, encodes and scores the case, writes the result file into `folder`, and answers the finding.
  ///
  /// - Parameters:
  ///   - others: the slides of all cases of the casebook.
  ///   - looking: how far the slides are looked over for tissue, and what it ends at.
  ///   - progress: tiles done and tiles in all.
  /// - Throws: ``ExclusionFailure``, ``SlideFailure``, ``FeatureFailure``, `Cancelled`, and what the bundle says of the
  ///   tiles.
  package func finding(
    for file: CaseFile, among others: SlideShelf, folder: String, looking: @escaping @Sendable (Int, Int) -> Void,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> Finding {
    let corners = try exclusions.isEmpty ? [] : file.slides.map { try slides.open($0).description.quPathCorner }
    let exclusion =
      exclusions.isEmpty ? nil : try Exclusion(exclusions, of: file.slides, corners: corners, caseID: file.id)
    let identities = try SlideIdentities(file.slides, slides)
    let surveys = try surveys(of: file.slides, looking)
    var made = try finding(for: file, surveys, without: exclusion, folder: folder, progress: progress)
    made.slideDigests = try identities.finish()
    made.flags += others.flags(of: file.record)
    made.flags += SlideIdentities.flags(file.slides, now: made.slideDigests, before: file.finding)
    return made
  }

  /// The slides looked over one after the other, in hundredths of each.
  private func surveys(
    of records: [CaseSlide], _ looking: @escaping @Sendable (Int, Int) -> Void
  ) throws -> [SlideSurvey] {
    let tile = TileShape(mpp: bundle.card.encoder.mpp, pixels: bundle.card.encoder.tilePixels)
    let (cancellation, count) = (environment.cancellation, records.count)
    return try records.enumerated().map { index, slide in
      try cancellation.check()
      let watch = SurveyWatch(
        progress: { done, total in looking(100 * index + min(99, 100 * done / max(1, total)), 100 * count) },
        isCancelled: { cancellation.isCancelled })
      let survey = try SlideSurvey(slide, tile: tile, slides, workers: workers, watch)
      try cancellation.check()
      looking(100 * (index + 1), 100 * count)
      return survey
    }
  }

  private func finding(
    for file: CaseFile, _ surveys: [SlideSurvey], without exclusion: Exclusion?, folder: String,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> Finding {
    let reading = try reading(of: file.record, surveys, without: exclusion, progress)
    var made = try finding(for: file.record, reading, folder: folder)
    made.leftOut = exclusion?.record(tiles: reading.leftOut)
    made.labels = labels.checks(
      of: file.record, opened: surveys.map(\.slide), before: file.finding?.labels ?? [])
    return made
  }

  private func reading(
    of record: Case, _ all: [SlideSurvey], without exclusion: Exclusion?,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> CaseReading {
    let surveys = all.enumerated().map { index, survey in
      exclusion.map { exclusion in survey.without { exclusion.holds($0, slide: index) } } ?? survey
    }
    switch source {
    case .slides(let encoder):
      let budget = TileBudget(surveys.map(\.plan), limit: maxTiles, seed: seed)
      var reading = try CaseReading(
        surveys, budget: budget, encoder: encoder, workers: workers, environment.cancellation, progress
      ) { try bundle.score($0).score.attention }
      reading.leftOut = zip(all, surveys).reduce(0) { $0 + $1.0.plan.sites.count - $1.1.plan.sites.count }
      return reading
    case .files(let files):
      return try FeatureReading(bundle: bundle, record: record, files: files, shelf: shelf, exclusion: exclusion)
        .read(surveys)
    }
  }

  private func finding(for record: Case, _ reading: CaseReading, folder: String) throws -> Finding {
    let scored = reading.bag.count == 0 ? nil : try bundle.score(reading.bag)
    let quality = QualityJudgement(
      surveys: reading.surveys, readable: reading.readable, tiles: reading.count, losses: reading.losses,
      coarseness: record.slides.map { ScanCoarseness(slide: $0, encoder: bundle.card.encoder.mpp) }, score: scored,
      knowsItsTraining: bundle.distribution != nil)
    let verdict = bundle.combined.verdict(
      score: scored?.score.mean, scoreSD: scored?.score.standardDeviation, clinical: record.clinical,
      quality: quality.summary)
    let id = environment.newID()
    let result = try scored.map { try write($0.score, reading, to: "\(folder)/\(id).safetensors") }
    var finding = Finding(
      id: id, model: bundle.identity, software: environment.software.name,
      computedAt: environment.clock.timestamp(), tiles: reading.count,
      tilesAvailable: reading.available, tissueMM2: reading.surveys.map(\.tissueMM2).reduce(0, +), call: verdict.call)
    finding.unreadableRegions = reading.unreadableRegions
    finding.score = scored?.score.mean
    finding.scoreSD = scored?.score.standardDeviation
    finding.flags = quality.flags + caseFlags(record, reading, verdict, scored)
    finding.resultFile = result?.path
    finding.resultDigest = result?.digest
    finding.encoder = reading.encoder
    finding.precision = reading.precision
    finding.libraries = environment.software.libraries()
    finding.unreadableShare = quality.summary.unreadableShare
    if verdict.call.isAnswer {
      finding.turns = bundle.combined.turns(score: scored?.score.mean, clinical: record.clinical)
      let later = bundle.combined.tenYearEstimate(
        score: scored?.score.mean, scoreSD: scored?.score.standardDeviation, clinical: record.clinical,
        curves: bundle.card.curves)
      (finding.probability10y, finding.interval10y) = (later?.probability, later?.interval)
    }
    return finding.with(verdict)
  }

  /// The result file: one row per tile, in the order of the slides.
  private func write(
    _ score: SlideScore, _ reading: CaseReading, to path: String
  ) throws -> (path: String, digest: String) {
    let sites = reading.tiles.flatMap(\.sites)
    let copies = reading.copies
    let file = TileFindings(
      slides: reading.tiles.slideIndices { $0.sites.count },
      columns: TileColumns(sites),
      attention: copies.summed(score.attention), contribution: score.contributions.parts.map(copies.summed),
      model: bundle.identity.name, modelDigest: bundle.identity.digest, provenance: TileProvenance(score),
      weights: copies.isPlain ? nil : copies.counts.map { Float($0) }, unread: reading.unreadTiles,
      measures: bundle.measures(of: reading.tiles.flatMap(\.features)), cohort: bundle.card.tileCohort)
    return (path, try shelf.write(file, with: reading.keptFeatures, to: path))
  }

  /// What is flagged of the case rather than of a slide.
  private func caseFlags(
    _ record: Case, _ reading: CaseReading, _ verdict: Verdict, _ scored: BundleScore?
  ) -> [QualityFlag] {
    var flags = reading.flags
    let receptors = bundle.combined.intendedUse.notGiven(record.clinical)
    if !receptors.isEmpty {
      flags.append(QualityFlag(kind: .receptorsNotGiven, details: receptors.map { QualityDetail(.receptor, $0) }))
    }
    if reading.isSampled {
      let counts = [QualityDetail(.tiles, reading.count), QualityDetail(.tilesAvailable, reading.available)]
      let order = bundle.networks.dependOnOrder ? [QualityDetail(.orderedAggregator, bundle.card.aggregator)] : []
      flags.append(QualityFlag(kind: .sampledTiles, details: counts + order))
    }
    if scored?.score.hasAttention == false {
      flags.append(QualityFlag(kind: .noAttention, details: [QualityDetail(.aggregator, bundle.card.aggregator)]))
    }
    flags += (scored?.score.remarks ?? []).map(\.flag)
    flags += record.slides.flatMap(\.scaleFlags)
    for slide in record.slides where slide.mppGiven {
      flags.append(
        QualityFlag(kind: .mppGiven, details: [QualityDetail(.mpp, slide.mpp.mean)], slide: slide.fileName))
    }
    if !verdict.implausible.isEmpty {
      flags.append(QualityFlag(kind: .implausibleClinical, details: verdict.implausible.flatMap(\.details)))
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

extension AggregatorRemark {
  fileprivate var flag: QualityFlag {
    switch self {
    case .fewTiles(let tiles, let extremes):
      QualityFlag(kind: .fewTiles, details: [QualityDetail(.tiles, tiles), QualityDetail(.tilesLookedAt, extremes)])
    }
  }
}

extension OutsideTraining {
  fileprivate var details: [QualityDetail] {
    [
      QualityDetail(.variable, covariate.rawValue), QualityDetail(.measured, value), QualityDetail(.lower, lower),
      QualityDetail(.upper, upper),
    ]
  }
}
