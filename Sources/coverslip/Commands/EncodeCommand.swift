import Basics
import Sentences
import ArgumentParser
import Casework
import Dispatch
import FeatureFiles
import Foundation
import Microscopy
import NeuralNetworks
import Synchronization
import Tables
import Tensors
import TissueAnalysis
import UseCases

/// `coverslip encode`: slides, or a stack of tiles, to feature files.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode", abstract: "Turn the tiles of slides into feature files.",
    discussion: """
      With one slide, --out is a file: .safetensors, or .h5 in the layout that --layout names. With several, or with \
      --cohort, a folder of one file a slide. With --tiles, a file of pixels instead of slides: the tensor `tiles`, U8 \
      [n, side, side, 3]; the tensor `features` is written.
      """)

  @Argument(help: "Slides.")
  var slides: [String] = []

  @Option(help: "A folder with cohort.csv, as `simulate cohort` writes it: all its slides.")
  var cohort: String?

  @Option(help: "A safetensors file of tiles, instead of slides.")
  var tiles: String?

  @OptionGroup var encoding: EncodingOptions

  @Option(help: "The file, or the folder, to write.")
  var out: String

  @Option(
    help: "How the file is laid out: coverslip (safetensors), trident, clam or stamp (HDF5); default: by its ending."
  )
  var layout: ExportLayout?

  @Option(help: "Micrometres per pixel, for slides that do not say it.")
  var mpp: Double?

  @Option(help: "At most so many tiles a slide, spread evenly over the tissue.")
  var maxTiles: Int?

  @Option(help: "Which even sample --max-tiles takes.")
  var seed: Int?

  @Option(help: ArgumentHelp("The column of the cohort's patients; `patient` unless given.", valueName: "C"))
  var patient: String?

  @Option(help: ArgumentHelp("The column of the cohort's slides; `slide` unless given.", valueName: "C"))
  var slide: String?

  @Flag(name: .customLong("skip"), help: "Leave out rows and slides that cannot be used, and say which.")
  var leavesOut = false

  @OptionGroup var workers: WorkerOptions

  func validate() throws {
    guard cohort != nil || patient == nil && slide == nil else {
      throw ValidationError("--patient and --slide name columns of a --cohort.")
    }
    guard [!slides.isEmpty, cohort != nil, tiles != nil].count(where: { $0 }) == 1 else {
      throw ValidationError("Give slides, or --cohort with a folder, or --tiles with a file.")
    }
    if let maxTiles, maxTiles < 1 { throw ValidationError("--max-tiles takes a number above 0.") }
    if seed != nil, maxTiles == nil { throw ValidationError("--seed chooses a sample; give --max-tiles with it.") }
    if tiles != nil { try validateTiles() }
  }

  private func validateTiles() throws {
    if maxTiles != nil || layout != nil || mpp != nil {
      throw ValidationError("--max-tiles, --layout and --mpp are for slides, not for --tiles.")
    }
    guard out.hasSuffix(".safetensors") else {
      throw ValidationError("--tiles writes safetensors; let --out end in .safetensors.")
    }
  }

  func run() throws {
    if let tiles { return try encodeTiles(absolutePath(tiles)) }
    if isOneFile { try requireOneLayout() }
    let encoder = try encoding.load()
    if isOneFile { return try encodeOne(slides[0], encoder) }
    let folder = absolutePath(out)
    let jobs =
      try cohort.map { try encodings(of: $0, into: folder) }
      ?? slides.map { slide in
        let path = absolutePath(slide)
        let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return SlideEncoding(slide: path, output: "\(folder)/\(stem).\(ending)", truth: nil)
      }
    try requireOwnFiles(jobs)
    try SlideEncoding.requireSlides(
      of: jobs, remedy: "check the \(cohort == nil ? "paths" : "column slide"), or mount the share that they are on")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try encodeAll(jobs, encoder)
  }

  private func encodings(of cohort: String, into folder: String) throws -> [SlideEncoding] {
    let names = CohortColumns.Names(patient: patient, slide: slide)
    let reading = CohortFolder.Reading(names: names, leavesOut: leavesOut, keepsNearColumns: true)
    var folderOfCohort = try CohortFolder(path: absolutePath(cohort), reading, files: .system)
    let all = try folderOfCohort.encodings(into: folder, ending: ending)
    try folderOfCohort.settle(.cohort)
    return folderOfCohort.kept(all).map(SlideEncoding.init)
  }

  private var isOneFile: Bool { slides.count == 1 && !isFolder(out) }

  /// Readers go by the content, but people and other programs by the ending.
  private func requireOneLayout() throws {
    guard let layout, let named = ExportLayout(path: out), (named == .coverslip) != (layout == .coverslip) else {
      return
    }
    throw CommandFailure(
      .usage, "\(out): --layout \(layout.rawValue) writes .\(ending); let --out end so, or leave --layout out")
  }

  /// Of the files in a folder of slides.
  private var ending: String { layout == nil || layout == .coverslip ? "safetensors" : "h5" }

  /// Slides of one name in two folders would write one file.
  private func requireOwnFiles(_ jobs: [SlideEncoding]) throws {
    let shared = Dictionary(grouping: jobs, by: \.output).filter { $0.value.count > 1 }
    guard let (file, jobs) = shared.min(by: { $0.key < $1.key }) else { return }
    throw CommandFailure(
      .usage,
      "\(jobs.map(\.slide).joined(separator: " and ")) would both become \(file); encode them one by one, each with its "
        + "own --out")
  }

  private func encodeTiles(_ path: String) throws {
    guard encoding.encoder != EncoderCard.morphometry else {
      throw CommandFailure(.usage, "morphometry is set to a slide's stains; encode slides, or name a network's folder")
    }
    let stack = try TileStack(path: path)
    let network = try encoding.network()
    guard stack.side == network.tilePixels else {
      throw CommandFailure(
        .badData, "\(path): tiles of \(stack.side) px, the encoder wants \(network.tilePixels) px; cut them so")
    }
    let bar = ProgressBar("encoding", total: stack.count, unit: "tiles")
    let features = stack.encode(with: network, workers: workers.workers) { _ in bar.advance() }
    bar.finish()
    try requireNumbers(features, width: network.featureCount) { "\(path): tile \($0)" }
    var document = SafetensorsDocument(
      metadata: ["encoder": network.name, "precision": network.precision.rawValue, "layout": network.description])
    document.metadata["encoder_digest"] = try network.digest()
    document.add("features", shape: [stack.count, network.featureCount], floats: features)
    try document.write(to: absolutePath(out))
    Standard.output("\(stack.count) tiles, \(network.featureCount) features each: \(absolutePath(out).printable)")
    sayKernel(network.precision)
  }

  /// Of an encoder whose products OpenBLAS computes: morphometry has none, and oneDNN those in bf16.
  private func sayKernel(_ precision: Precision?) {
    if precision == .single { Standard.output("products in f32 by \(BLAS.kernel.words)") }
  }

  private func sampling(_ encoder: SlideEncoder) throws -> SlideEncoding.Sampling {
    SlideEncoding.Sampling(
      mpp: try givenMpp, maxTiles: maxTiles, seed: seed, layout: layout, encoderDigest: try encoder.digest())
  }

  private func encodeOne(_ slide: String, _ encoder: SlideEncoder) throws {
    let job = SlideEncoding(slide: absolutePath(slide), output: absolutePath(out), truth: nil)
    let bar = ScoringBar("encoding")
    let tiles = try job.run(with: encoder, sampling(encoder), workers: workers.workers) { bar.update($0, of: $1) }
    bar.finish()
    Standard.output("\(tiles) tiles, \(encoder.featureCount) features each: \(job.output.printable)")
    sayKernel(encoder.precision)
  }

  private func encodeAll(_ jobs: [SlideEncoding], _ encoder: SlideEncoder) throws {
    let failures = SlideEncoding.runAll(jobs, with: encoder, try sampling(encoder), workers: workers.workers)
    Standard.output("encoded \(jobs.count - failures) of \(jobs.count) slides")
    sayKernel(encoder.precision)
    if failures > 0, !leavesOut || failures == jobs.count { throw Exit.badData.code }
  }

  private var givenMpp: MicronsPerPixel? {
    get throws { try mpp.map(SlideOpening.micronsPerPixel) }
  }
}

/// One slide to encode into one file.
struct SlideEncoding: Sendable {
  let slide: String
  let output: String
  /// The table of the tiles' true content, where the slide was simulated.
  let truth: String?
  /// Of the cohort's table that names it; `nil` where none does.
  var line: Int?

  /// Which tiles, and how they are written.
  struct Sampling: Sendable {
    let mpp: MicronsPerPixel?
    let maxTiles: Int?
    let seed: Int?
    let layout: ExportLayout?
    /// Of the encoder, as files name it; `nil` of morphometry.
    var encoderDigest: String?

    func plan(_ all: TilePlan) -> TilePlan {
      guard let maxTiles else { return all }
      return seed.map { all.sampled(maxTiles, seed: $0) } ?? all.sampled(maxTiles)
    }
  }

  /// One slide a worker: small slides leave no processor waiting for another's survey. Those that fail are named on
  /// stderr; their number is returned.
  static func runAll(_ jobs: [SlideEncoding], with encoder: SlideEncoder, _ sampling: Sampling, workers: Int) -> Int {
    let bar = ProgressBar("encoding", total: jobs.count, unit: "slides")
    let work = Mutex((next: 0, failures: [String]()))
    DispatchQueue.concurrentPerform(iterations: min(workers, jobs.count)) { _ in
      while let job = work.withLock({ state -> SlideEncoding? in
        state.next += 1
        return state.next <= jobs.count ? jobs[state.next - 1] : nil
      }) {
        do {
          _ = try job.run(with: encoder, sampling, workers: 1) { _, _ in }
        } catch {
          work.withLock { $0.failures.append(words(for: error)?.sentence ?? "\(job.slide): \(error)") }
        }
        bar.advance()
      }
    }
    bar.finish()
    let failures = work.withLock { $0.failures }.sorted()
    failures.forEach { Standard.error($0) }
    return failures.count
  }

  /// The number of tiles that were written; says on stderr what could not be read.
  func run(
    with encoder: SlideEncoder, _ sampling: Sampling, workers: Int, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> Int {
    let record = try SlideOpening.record(slide, mpp: sampling.mpp)
    let survey = try SlideSurvey(record, tile: encoder.tile)
    let plan = sampling.plan(survey.plan)
    let tiles = survey.encode(plan, with: encoder, workers: workers) { progress($0, plan.sites.count) }
    if tiles.unreadable > 0 {
      Standard.error(
        "\(slide): \(tiles.unreadable) of \(plan.sites.count) tiles could not be read and are left out".printable)
    }
    let labels = try truth.map { try TileTruthTable(path: $0).labels(of: tiles.sites) }
    try tiles.requireNumbers(of: slide)
    var file = TileFeatures(
      features: tiles.features, width: tiles.featureCount,
      corners: tiles.sites.flatMap { [Int64($0.x), Int64($0.y)] }, sides: tiles.sites.map { Int64($0.side) },
      labels: labels, encoder: encoder.name, slide: record.fileName, mpp: encoder.tile.mpp, tilePixels: plan.pixels,
      frame: SlideFrame(mpp: record.mpp.mean, width: record.size.width, height: record.size.height))
    file.precision = encoder.precision?.rawValue
    file.encoderDigest = sampling.encoderDigest
    file.maxTiles = sampling.maxTiles
    file.unreadable = tiles.unreadable > 0 ? tiles.unreadable : nil
    try file.write(to: output, as: sampling.layout)
    return tiles.sites.count
  }
}

extension SlideEncoding {
  /// A slide of a cohort.
  init(_ slide: CohortFolder.Encoding) {
    self.init(slide: slide.slide, output: slide.output, truth: slide.truth, line: slide.line)
  }

  /// Throws where there are several slides and none of them is there: then the path to all is wrong, and one sentence
  /// says it.
  static func requireSlides(of jobs: [SlideEncoding], remedy: String) throws {
    guard jobs.count > 1, !jobs.contains(where: { FileManager.default.fileExists(atPath: $0.slide) }) else { return }
    throw CommandFailure(
      .noInput, "\(jobs[0].slide): neither this slide is there nor any of the \(jobs.count - 1) others; \(remedy)")
  }
}

/// Throws where a feature is not a finite number: weights and configuration then do not fit, or memory ran out.
private func requireNumbers(_ features: [Float], width: Int, tile: (Int) -> String) throws {
  guard let bad = features.firstIndex(where: { !$0.isFinite }) else { return }
  throw CommandFailure(
    .badData,
    "\(tile(bad / width)): feature \(bad % width) is \(NotFinite(features[bad]).rawValue), nothing was written; check the weights, and mean, std "
      + "and eps in the config.json beside them")
}

extension EncodedTiles {
  fileprivate func requireNumbers(of slide: String) throws {
    try coverslip.requireNumbers(features, width: featureCount) {
      "\(slide): the tile at (\(sites[$0].x), \(sites[$0].y))"
    }
  }
}

extension ExportLayout: ExpressibleByArgument {}
