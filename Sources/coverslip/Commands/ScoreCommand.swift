import Basics
import Sentences
import ArgumentParser
import CasebookStore
import Casework
import FeatureFiles
import Foundation
import NeuralNetworks
import Prognosis

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
///
/// Each case is claimed before it is read, so that of several processes one reads it: those that another process is at
/// come last, and are waited for. A case that another process scored since this run began is not scored again.
struct ScoringRun {
  let casebook: Casebook
  let scorer: CaseScorer

  /// What became of a case.
  private enum Outcome {
    case scored(Finding)
    case scoredElsewhere
    /// Another process has it; to be asked again.
    case held(ClaimHolder)
    case failed(CommandFailure)
  }

  /// Between two questions whether a case is free, seconds.
  private static let pause = 0.5

  func score(_ files: [CaseFile]) throws {
    guard !files.isEmpty else { return Standard.output("every case has a finding") }
    let folder = URL(fileURLWithPath: casebook.path).deletingLastPathComponent().path + "/findings"
    try Self.makeFolder(folder)
    let shelf = SlideShelf(try casebook.caseFiles().map(\.record))
    var waiting = Array(files.enumerated())
    var (failures, unreadable) = ([CommandFailure](), [CommandFailure]())
    var scored = 0
    var isAnnounced = false
    while !waiting.isEmpty {
      var held: [(offset: Int, element: CaseFile)] = []
      for (index, file) in waiting {
        switch try outcome(of: file, shelf, folder: folder, label: "\(index + 1)/\(files.count) \(file.id)") {
        case .scored(let finding):
          scored += 1
          if let failure = Self.unreadable(finding) {
            unreadable.append(CommandFailure(failure.exit, "case \(file.id): \(failure.sentence)"))
          }
        case .scoredElsewhere: scored += 1
        case .failed(let failure): failures.append(failure)
        case .held(let holder):
          held.append((index, file))
          if !isAnnounced, held.count == waiting.count { announce(holder, held.count, &isAnnounced) }
        }
      }
      if held.count == waiting.count { Thread.sleep(forTimeInterval: Self.pause) }
      waiting = held
    }
    try summarise(scored, of: files.count, failures, unreadable)
  }

  /// A finding without a call for tissue that could not be read: what is kept, and yet a failure of this run.
  private static func unreadable(_ finding: Finding) -> CommandFailure? {
    guard finding.reasons.contains(.unreadableTissue) else { return nil }
    let details = finding.flags.filter { $0.kind == .unreadableTissue }.map { flag in
      (flag.slide.map { "\($0): " } ?? "") + flag.detail
    }
    return CommandFailure(
      .badData, "no call, \(NoCallReason.unreadableTissue.rawValue): \(details.joined(separator: " "))")
  }

  private func announce(_ holder: ClaimHolder, _ count: Int, _ isAnnounced: inout Bool) {
    isAnnounced = true
    let cases = count == 1 ? "a case" : "\(count) cases"
    Standard.error(
      "waiting for \(cases) that another process is scoring (process \(holder.process) of \(holder.name), "
        + "since \(holder.since))")
  }

  private func outcome(of file: CaseFile, _ shelf: SlideShelf, folder: String, label: String) throws -> Outcome {
    do {
      switch try casebook.claim(file.id, for: .scoring) {
      case .held(let holder): return .held(holder)
      case .taken(let claim, let now):
        guard now.latestFinding?.id == file.latestFinding?.id else {
          try casebook.release(claim)
          Standard.output("\(file.id.printable)  scored by another process meanwhile")
          return .scoredElsewhere
        }
        return .scored(try score(now, shelf, under: claim, folder: folder, label: label))
      }
    } catch {
      guard let failure = words(for: error) else { throw error }
      return .failed(CommandFailure(failure.exit, "case \(file.id): \(failure.sentence)"))
    }
  }

  private func score(
    _ file: CaseFile, _ shelf: SlideShelf, under claim: CaseClaim, folder: String, label: String
  ) throws -> Finding {
    let bar = ScoringBar(label)
    let heart = ClaimHeart(claim, in: casebook)
    defer { heart.stop() }
    let finding: Finding
    do {
      finding = try scorer.finding(for: file, among: shelf, folder: folder) { bar.update($0, of: $1) }
    } catch {
      try? casebook.release(claim)
      throw error
    }
    do { try casebook.record(finding, under: claim) } catch {
      // A result file that no finding names is of no use to anybody.
      if let path = finding.resultFile { try? FileManager.default.removeItem(atPath: path) }
      try? casebook.release(claim)
      throw error
    }
    bar.finish()
    let risk = finding.call == .noCall ? finding.reasons.map(\.rawValue).joined(separator: ", ") : Words.risk(finding)
    Standard.output("\(file.id.printable)  \(Words.call(finding))  \(risk)  \(finding.tiles) tiles")
    return finding
  }

  private func summarise(
    _ scored: Int, of count: Int, _ failures: [CommandFailure], _ unreadable: [CommandFailure]
  ) throws {
    guard let last = failures.last ?? unreadable.last else { return }
    (failures + unreadable).forEach { Standard.error($0.sentence) }
    let withoutCall = unreadable.isEmpty ? "" : ", \(unreadable.count) of them without a call: unreadable tissue"
    Standard.output("scored \(scored) of \(count) cases\(withoutCall)")
    throw last.exit.code
  }

  private static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
      let why = isFull ? "the disk is full; free some room and try again" : error.localizedDescription
      throw CommandFailure(.cannotWrite, "cannot make the folder \(path): \(why)")
    }
  }
}

extension CaseFile {
  /// The finding that was made last.
  fileprivate var latestFinding: Finding? { newerFinding ?? finding }
}

/// Renews a claim while the work goes on.
private final class ClaimHeart {
  private let timer: any DispatchSourceTimer

  init(_ claim: CaseClaim, in casebook: Casebook) {
    timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
    let beat = Double(Casebook.claimLease) / 4
    timer.schedule(deadline: .now() + beat, repeating: beat)
    // A claim that is lost is found when the finding is recorded; a casebook that is busy is asked again at the next
    // beat.
    timer.setEventHandler { try? casebook.renew(claim) }
    timer.resume()
  }

  func stop() { timer.cancel() }
}
