import ArgumentParser
import Basics
import Casework
import Console
import FeatureFiles
import Files
import Foundation
import Labels
import Microscopy
import NeuralNetworks
import Sentences
import Tables
import Tensors
import UseCases

/// `coverslip encode`: slides, or a stack of tiles, to feature files.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode", abstract: "Turn the tiles of slides into feature files.",
    discussion: CommandHelp.encode)

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

  @Option(help: "At most this many tiles per slide, spread evenly over the tissue.")
  var maxTiles: Int?

  @Option(help: "Which even sample --max-tiles takes.")
  var seed: Int?

  @Option(help: ArgumentHelp("The column of the cohort's patients; default: `patient`.", valueName: "C"))
  var patient: String?

  @Option(help: ArgumentHelp("The column of the cohort's slides; default: `slide`.", valueName: "C"))
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
    let environment = NoticeBoard.environment(Interruption.cancellation())
    if let tiles { return try encodeTiles(FilePaths.absolute(tiles), environment) }
    let folder = FilePaths.absolute(out)
    let target = EncodingTarget(NamedFile(out), layout: layout)
    let one = slides.count == 1 && !FilePaths.isFolder(out) ? try target.one(FilePaths.absolute(slides[0])) : nil
    let encode = try use(SlideEncoder(encoding.choice, environment.notices), environment)
    if let one { return try encodeOne(one, encode) }
    let jobs =
      try cohort.map { try target.cohort(FilePaths.absolute($0), reading, files: .system, .cohort) }
      ?? target.each(slides.map { FilePaths.absolute($0) })
    try EncodeSlides.requireOwnFiles(jobs)
    try encode.requireSlides(of: jobs, cohort == nil ? .paths : .column)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try encodeAll(jobs, encode)
  }

  private func use(_ encoder: SlideEncoder, _ environment: UseCaseEnvironment) throws -> EncodeSlides {
    try EncodeSlides(
      encoder,
      SlideEncoding.Sampling(
        mpp: try mpp.map(MicronsPerPixel.init(given:)), maxTiles: maxTiles, seed: seed, layout: layout),
      slides: .files, shelf: FeatureFolder(), truth: { try TileTruthTable(path: $0, files: .system) },
      environment: environment)
  }

  private var reading: CohortFolder.Reading {
    CohortFolder.Reading(
      names: CohortColumns.Names(patient: patient, slide: slide), leavesOut: leavesOut, keepsNearColumns: true)
  }

  private func encodeTiles(_ path: String, _ environment: UseCaseEnvironment) throws {
    let answer = try EncodeTiles(encoder: encoding.choice, environment: environment)(
      { try TileStack(path: path) }, path: path, workers: workers.workers)
    let (network, file) = (answer.network, FilePaths.absolute(out))
    try FeatureFolder().write(answer, to: file)
    Standard.output("\(answer.count.counted("tile")), \(network.featureCount) features each: \(file.printable)")
    sayKernel(network.precision)
  }

  /// Of an encoder whose products OpenBLAS computes: morphometry has none, and oneDNN those in bf16.
  private func sayKernel(_ precision: Precision?) {
    if precision == .single { Standard.output("products in f32 by \(BLAS.kernel.words)") }
  }

  private func encodeOne(_ job: SlideEncoding, _ encode: EncodeSlides) throws {
    let tiles = try encode.one(job, workers: workers.workers)
    Standard.output("\(tiles.counted("tile")), \(encode.encoder.featureCount) features each: \(job.output.printable)")
    sayKernel(encode.encoder.precision)
  }

  private func encodeAll(_ jobs: [SlideEncoding], _ encode: EncodeSlides) throws {
    let failures = try encode.all(jobs, workers: workers.workers)
    Standard.output("encoded \(jobs.count - failures) of \(jobs.count.counted("slide"))")
    sayKernel(encode.encoder.precision)
    if failures > 0, !leavesOut || failures == jobs.count { throw Exit.badData.code }
  }
}

extension ExportLayout: ExpressibleByArgument {}
