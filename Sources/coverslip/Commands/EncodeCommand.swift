import ArgumentParser
import Casework
import Dispatch
import FeatureFiles
import Foundation
import Microscopy
import Synchronization
import TissueAnalysis

/// `coverslip encode`: slides to feature files.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode", abstract: "Measure the tiles of slides into feature files (safetensors).",
    discussion: "With one slide, --out is a file; with several, or with --cohort, a folder of one file a slide.")

  @Argument(help: "Slides.")
  var slides: [String] = []

  @Option(help: "A folder with cohort.csv, as `simulate cohort` writes it: all its slides.")
  var cohort: String?

  @Option(help: "The encoder: morphometry.")
  var encoder: EncoderName = .morphometry

  @Option(help: "The file, or the folder, to write.")
  var out: String

  @Option(help: "Micrometres per pixel, for slides that do not say it.")
  var mpp: Double?

  @Option(help: "At most so many tiles a slide, spread evenly over the tissue.")
  var maxTiles: Int?

  @OptionGroup var workers: WorkerOptions

  func validate() throws {
    guard slides.isEmpty != (cohort == nil) else { throw ValidationError("Give slides, or --cohort with a folder.") }
    if let maxTiles, maxTiles < 1 { throw ValidationError("--max-tiles takes a number above 0.") }
  }

  func run() throws {
    if slides.count == 1, !isFolder(out) { return try encodeOne(slides[0]) }
    let folder = absolutePath(out)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let jobs =
      try cohort.map { try CohortFolder(path: $0).encodings(into: folder) }
      ?? slides.map { slide in
        let path = absolutePath(slide)
        let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return SlideEncoding(slide: path, output: "\(folder)/\(stem).safetensors", truth: nil)
      }
    try encodeAll(jobs)
  }

  private func encodeOne(_ slide: String) throws {
    let job = SlideEncoding(slide: absolutePath(slide), output: absolutePath(out), truth: nil)
    let bar = ProgressBar("encoding", total: 1, unit: "slides")
    let tiles = try job.run(mpp: try givenMpp, maxTiles: maxTiles, workers: workers.workers)
    bar.finish()
    Standard.output("\(tiles) tiles, \(MorphometryEncoder.features.count) features each: \(job.output.printable)")
  }

  /// One slide a worker: small slides leave no processor waiting for another's survey.
  private func encodeAll(_ jobs: [SlideEncoding]) throws {
    let given = try givenMpp
    let bar = ProgressBar("encoding", total: jobs.count, unit: "slides")
    let work = Mutex((next: 0, failures: [String]()))
    DispatchQueue.concurrentPerform(iterations: min(workers.workers, jobs.count)) { _ in
      while let job = work.withLock({ state -> SlideEncoding? in
        state.next += 1
        return state.next <= jobs.count ? jobs[state.next - 1] : nil
      }) {
        do {
          _ = try job.run(mpp: given, maxTiles: maxTiles, workers: 1)
        } catch {
          work.withLock { $0.failures.append(words(for: error)?.sentence ?? "\(job.slide): \(error)") }
        }
        bar.advance()
      }
    }
    bar.finish()
    let failures = work.withLock { $0.failures }.sorted()
    failures.forEach { Standard.error($0) }
    Standard.output("encoded \(jobs.count - failures.count) of \(jobs.count) slides")
    if !failures.isEmpty { throw Exit.badData.code }
  }

  private var givenMpp: MicronsPerPixel? {
    get throws { try mpp.map(SlideOpening.micronsPerPixel) }
  }
}

/// The encoders by name.
enum EncoderName: String, ExpressibleByArgument, CaseIterable {
  case morphometry
}

/// One slide to encode into one file.
struct SlideEncoding: Sendable {
  let slide: String
  let output: String
  /// The table of the tiles' true content, where the slide was simulated.
  let truth: String?

  /// The number of tiles that were written.
  func run(mpp: MicronsPerPixel?, maxTiles: Int?, workers: Int) throws -> Int {
    let record = try SlideOpening.record(slide, mpp: mpp)
    let survey = try SlideSurvey(record)
    let plan = maxTiles.map(survey.plan.sampled) ?? survey.plan
    let tiles = survey.encode(plan, workers: workers) { _ in }
    let labels = try truth.map { try TileTruthTable(path: $0).labels(of: tiles.sites) }
    let file = TileFeatures(
      features: tiles.features, width: tiles.featureCount,
      corners: tiles.sites.flatMap { [Int64($0.x), Int64($0.y)] }, sides: tiles.sites.map { Int64($0.side) },
      labels: labels, encoder: "morphometry", slide: record.fileName, mpp: record.mpp.mean, tilePixels: plan.pixels)
    try file.write(to: output)
    return tiles.sites.count
  }
}
