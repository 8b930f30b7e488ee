import ArgumentParser
import CasebookStore
import Casework
import FeatureFiles
import Foundation
import NeuralNetworks

/// `coverslip score`: findings for cases.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Let the model read cases.",
    discussion: "Without a case: every case that has no finding yet. With --all: every unsigned case, again.")

  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var workers: WorkerOptions

  @Argument(help: "Cases.")
  var cases: [String] = []

  @Flag(help: "Every unsigned case, also those with a finding.")
  var all = false

  @Option(
    help:
      "At most so many tiles a case: some of all parts of the tissue, then more where the model looks; the finding says so."
  )
  var maxTiles: Int?

  @Option(help: "Which even sample --max-tiles starts with.")
  var seed: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Feature files of one case, one a slide, instead of its slides' pixels: safetensors, or .h5 of CLAM, TRIDENT, STAMP.",
      valueName: "file"))
  var features: [String] = []

  @Option(help: "Side of the files' tiles, level-0 px, where a file (of CLAM, of Owkin) does not say it.")
  var tileSide: Int?

  @Option(help: "Side of the files' tiles as encoded, px, where a file (of Owkin) does not say it.")
  var tilePixels: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The patches files that CLAM wrote beside the features, one a feature file.", valueName: "file"))
  var patches: [String] = []

  @Flag(help: "Take feature files that name another slide or encoder than the case's; the finding says so.")
  var trustNames = false

  @OptionGroup var arithmetic: PrecisionOptions

  func validate() throws {
    if all, !cases.isEmpty { throw ValidationError("Name cases, or give --all.") }
    if let maxTiles, maxTiles < 1 { throw ValidationError("--max-tiles takes a number above 0.") }
    if seed != nil, maxTiles == nil { throw ValidationError("--seed chooses a sample; give --max-tiles with it.") }
    if features.isEmpty { return try validateSlides() }
    try validateFeatures()
  }

  private func validateSlides() throws {
    if tileSide != nil || tilePixels != nil || trustNames || !patches.isEmpty {
      throw ValidationError(
        "--tile-side, --tile-pixels, --patches and --trust-names speak of feature files; give --features.")
    }
  }

  private func validateFeatures() throws {
    if cases.count != 1 { throw ValidationError("--features belongs to one case; name it.") }
    if maxTiles != nil { throw ValidationError("--max-tiles is for slides, not for --features.") }
    if arithmetic.precision != .single {
      throw ValidationError("--precision is for slides; features are computed already.")
    }
    for (name, value) in [("--tile-side", tileSide), ("--tile-pixels", tilePixels)] {
      if let value, value < 1 { throw ValidationError("\(name) takes a number above 0.") }
    }
    if !patches.isEmpty, patches.count != features.count {
      throw ValidationError("--patches takes one file a feature file, in the same order.")
    }
  }

  func run() throws {
    let casebook = try options.open()
    let bundle = try ModelBundle.load(model.path)
    let scorer = CaseScorer(
      bundle: bundle, source: try source(bundle), workers: workers.workers, maxTiles: maxTiles,
      seed: seed)
    try ScoringRun(casebook: casebook, scorer: scorer).score(try wanted(casebook))
  }

  private func source(_ bundle: ModelBundle) throws -> CaseScorer.TileSource {
    guard features.isEmpty else {
      return .files(
        FeatureSource(
          paths: features.map { absolutePath($0) }, patches: patches.map { absolutePath($0) }, tileSide: tileSide,
          tilePixels: tilePixels, trustsNames: trustNames))
    }
    return .slides(try SlideEncoder(of: bundle, precision: arithmetic.precision))
  }

  private func wanted(_ casebook: Casebook) throws -> [CaseFile] {
    if !cases.isEmpty { return try cases.map { try casebook.caseFile($0) } }
    return try casebook.caseFiles().filter { all ? $0.signOff == nil : $0.finding == nil }
  }
}

/// Scores cases one after the other; one that fails is named at the end and keeps nobody waiting.
struct ScoringRun {
  let casebook: Casebook
  let scorer: CaseScorer

  func score(_ files: [CaseFile]) throws {
    guard !files.isEmpty else { return Standard.output("every case has a finding") }
    let folder = URL(fileURLWithPath: casebook.path).deletingLastPathComponent().path + "/findings"
    try Self.makeFolder(folder)
    var failures: [CommandFailure] = []
    for (index, file) in files.enumerated() {
      do {
        try score(file, folder: folder, label: "\(index + 1)/\(files.count) \(file.id)")
      } catch {
        guard let failure = words(for: error) else { throw error }
        failures.append(CommandFailure(failure.exit, "case \(file.id): \(failure.sentence)"))
      }
    }
    try summarise(files.count, failures)
  }

  private func score(_ file: CaseFile, folder: String, label: String) throws {
    let bar = ScoringBar(label)
    let finding = try scorer.finding(for: file.record, folder: folder) { bar.update($0, of: $1) }
    try casebook.record(finding, for: file.id)
    bar.finish()
    let risk = finding.call == .noCall ? finding.reasons.map(\.rawValue).joined(separator: ", ") : Words.risk(finding)
    Standard.output("\(file.id.printable)  \(Words.call(finding))  \(risk)  \(finding.tiles) tiles")
  }

  private func summarise(_ count: Int, _ failures: [CommandFailure]) throws {
    guard let last = failures.last else { return }
    failures.forEach { Standard.error($0.sentence) }
    Standard.output("scored \(count - failures.count) of \(count) cases")
    throw last.exit.code
  }

  private static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(.cannotWrite, "cannot make the folder \(path): \(error.localizedDescription)")
    }
  }
}
