import Basics
import Casework
import Microscopy
import NeuralNetworks
import TissueAnalysis

/// One slide to encode into one file.
package struct SlideEncoding: Hashable, Sendable {
  package let slide: String
  package let output: String
  /// The table of the tiles' true content, where the slide was simulated.
  package let truth: String?
  /// Of the cohort's table that names it; `nil` where none does.
  package let line: Int?

  package init(slide: String, output: String, truth: String? = nil, line: Int? = nil) {
    self.slide = slide
    self.output = output
    self.truth = truth
    self.line = line
  }

  /// Which tiles, and how they are written.
  package struct Sampling: Sendable {
    package let mpp: MicronsPerPixel?
    package let maxTiles: Int?
    package let seed: Int?
    package let layout: ExportLayout?

    package init(mpp: MicronsPerPixel?, maxTiles: Int?, seed: Int? = nil, layout: ExportLayout? = nil) {
      self.mpp = mpp
      self.maxTiles = maxTiles
      self.seed = seed
      self.layout = layout
    }

    func plan(_ all: TilePlan) -> TilePlan {
      guard let maxTiles else { return all }
      return seed.map { all.sampled(maxTiles, seed: $0) } ?? all.sampled(maxTiles)
    }
  }
}

/// Slides to feature files.
package struct EncodeSlides: Sendable {
  package let encoder: SlideEncoder
  package let sampling: SlideEncoding.Sampling
  package let slides: SlideAccess
  package let shelf: any FeatureShelf
  /// Reads a table of true content.
  package let truth: @Sendable (_ path: String) throws -> TileTruthTable
  package let environment: UseCaseEnvironment
  /// SHA-256 of what the encoder's features follow from; `nil` of morphometry.
  private let encoderDigest: String?

  /// - Throws: where the encoder's weights cannot be read again for their digest.
  package init(
    _ encoder: SlideEncoder, _ sampling: SlideEncoding.Sampling, slides: SlideAccess, shelf: any FeatureShelf,
    truth: @escaping @Sendable (_ path: String) throws -> TileTruthTable, environment: UseCaseEnvironment
  ) throws {
    self.encoder = encoder
    self.sampling = sampling
    self.slides = slides
    self.shelf = shelf
    self.truth = truth
    self.environment = environment
    encoderDigest = try encoder.digest()
  }

  /// Encodes several slides, one slide a worker: small slides leave no processor waiting for another's survey. Those
  /// that fail are told of as notices at the end, in the order of their names.
  ///
  /// - Returns: how many failed.
  /// - Throws: `Cancelled`.
  package func all(_ jobs: [SlideEncoding], workers: Int) throws -> Int {
    let notices = environment.notices
    let failures = try notices.during(.encodingSlides) {
      notices.progress(.encodingSlides, 0, of: jobs.count)
      return try OrderedWork(jobs, workers: workers, environment.cancellation).failures { job, done in
        defer { notices.progress(.encodingSlides, done(), of: jobs.count) }
        _ = try one(job, workers: 1) { _, _ in }
      }
    }
    for (job, failure) in failures.sorted(by: { $0.0.slide < $1.0.slide }) {
      notices(.encoding(.failed(slide: job.slide, failure)))
    }
    return failures.count
  }

  /// Encodes one slide, its tiles spread over `workers` threads.
  ///
  /// - Returns: the number of tiles that were written.
  package func one(_ job: SlideEncoding, workers: Int) throws -> Int {
    let notices = environment.notices
    return try notices.during(.encodingTiles) {
      try one(job, workers: workers) { notices.progress(.encodingTiles, $0, of: $1) }
    }
  }

  private func one(
    _ job: SlideEncoding, workers: Int, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> Int {
    let cancellation = environment.cancellation
    try cancellation.check()
    let record = try slides.record(job.slide, mpp: sampling.mpp)
    let survey = try SlideSurvey(record, tile: encoder.tile, slides)
    let plan = sampling.plan(survey.plan)
    let tiles = survey.encode(plan, with: encoder, workers: workers, cancellation) { progress($0, plan.sites.count) }
    try cancellation.check()
    if tiles.unreadable > 0 {
      environment.notices(
        .encoding(.tilesLeftOut(slide: job.slide, unreadable: tiles.unreadable, planned: plan.sites.count)))
    }
    let labels = try job.truth.map { try truth($0).labels(of: tiles.sites) }
    try requireNumbers(tiles.features, width: tiles.featureCount) { index in
      .slide(path: job.slide, x: tiles.sites[index].x, y: tiles.sites[index].y)
    }
    try shelf.write(file(of: tiles, labels, record, plan), to: job.output, as: sampling.layout)
    return tiles.sites.count
  }

  private func file(
    of tiles: EncodedTiles, _ labels: [UInt8]?, _ record: CaseSlide, _ plan: TilePlan
  ) -> TileFeatures {
    var file = TileFeatures(
      features: tiles.features, width: tiles.featureCount,
      columns: TileColumns(tiles.sites),
      labels: labels, encoder: encoder.name, slide: record.fileName, mpp: encoder.tile.mpp, tilePixels: plan.pixels,
      frame: SlideFrame(mpp: record.mpp.mean, width: record.size.width, height: record.size.height))
    file.precision = encoder.precision?.rawValue
    file.encoderDigest = encoderDigest
    file.maxTiles = sampling.maxTiles
    file.unreadable = tiles.unreadable > 0 ? tiles.unreadable : nil
    return file
  }
}

extension EncodeSlides {
  /// Throws where there are several slides and none of them is there: then the path to all is wrong, and one failure
  /// says it.
  package func requireSlides(of jobs: [SlideEncoding], _ remedy: SlideRemedy) throws {
    guard jobs.count > 1, !jobs.contains(where: { slides.stamp($0.slide) != nil }) else { return }
    throw EncodingFailure.noSlide(first: jobs[0].slide, others: jobs.count - 1, remedy)
  }

  /// Throws where slides of one name in two folders would write one file.
  package static func requireOwnFiles(_ jobs: [SlideEncoding]) throws {
    let shared = Dictionary(grouping: jobs, by: \.output).filter { $0.value.count > 1 }
    guard let (file, jobs) = shared.min(by: { $0.key < $1.key }) else { return }
    throw EncodingFailure.sharedFile(file, slides: jobs.map(\.slide))
  }
}

/// Throws where a feature is not a finite number: weights and configuration then do not fit, or memory ran out.
func requireNumbers(_ features: [Float], width: Int, place: (Int) -> TilePlace) throws {
  guard let bad = features.firstIndex(where: { !$0.isFinite }) else { return }
  throw EncodingFailure.notFinite(place: place(bad / width), feature: bad % width, NotFinite(features[bad]))
}
