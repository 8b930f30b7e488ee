import ArgumentParser
import Arguments
import Console
import Files
import Microscopy
import Sentences
import Tables
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

  @Option(help: "At most this many tiles per slide, spread evenly over the tissue.", transform: WholeNumber.from(1))
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
    let encode = EncodeFiles(
      into: NamedFile(out), encoder: encoding.choice, workers: workers.workers,
      environment: NoticeBoard.environment(Interruption.cancellation()))
    let written = try written(encode)
    written.lines.forEach { Standard.output($0) }
    if let exit = written.exit(leavesOut: leavesOut) { throw exit.code }
  }

  private func written(_ encode: EncodeFiles) throws -> EncodeFiles.Written {
    if let tiles { return try encode.tiles(at: FilePaths.absolute(tiles)) }
    let sampling = SlideEncoding.Sampling(
      mpp: try mpp.map(MicronsPerPixel.init(given:)), maxTiles: maxTiles, seed: seed, layout: layout)
    guard let cohort else { return try encode.slides(slides.map { FilePaths.absolute($0) }, sampling) }
    let names = CohortColumns.Names(patient: patient, slide: slide)
    return try encode.cohort(
      at: FilePaths.absolute(cohort), .init(names: names, leavesOut: leavesOut, keepsNearColumns: true), sampling)
  }
}

extension ExportLayout: ExpressibleByArgument {}
