import ArgumentParser
import CasebookStore
import Casework
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

  @Option(help: "At most so many tiles a case, spread evenly over the tissue; the finding says how many of how many.")
  var maxTiles: Int?

  func validate() throws {
    if all, !cases.isEmpty { throw ValidationError("Name cases, or give --all.") }
    if let maxTiles, maxTiles < 1 { throw ValidationError("--max-tiles takes a number above 0.") }
  }

  func run() throws {
    let casebook = try options.open()
    try ScoringRun(
      casebook: casebook, bundle: try ModelBundle.load(model.path), workers: workers.workers, maxTiles: maxTiles
    ).score(try wanted(casebook))
  }

  private func wanted(_ casebook: Casebook) throws -> [CaseFile] {
    if !cases.isEmpty { return try cases.map { try casebook.caseFile($0) } }
    return try casebook.caseFiles().filter { all ? $0.signOff == nil : $0.finding == nil }
  }
}

/// Scores cases one after the other; one that fails is named at the end and keeps nobody waiting.
struct ScoringRun {
  let casebook: Casebook
  let bundle: ModelBundle
  let workers: Int
  let maxTiles: Int?

  func score(_ files: [CaseFile]) throws {
    guard !files.isEmpty else { return Standard.output("every case has a finding") }
    let folder = URL(fileURLWithPath: casebook.path).deletingLastPathComponent().path + "/findings"
    try Self.makeFolder(folder)
    let scorer = CaseScorer(bundle: bundle, workers: workers, maxTiles: maxTiles)
    var failures: [CommandFailure] = []
    for (index, file) in files.enumerated() {
      do {
        try score(file, with: scorer, folder: folder, label: "\(index + 1)/\(files.count) \(file.id)")
      } catch {
        guard let failure = words(for: error) else { throw error }
        failures.append(CommandFailure(failure.exit, "case \(file.id): \(failure.sentence)"))
      }
    }
    try summarise(files.count, failures)
  }

  private func score(_ file: CaseFile, with scorer: CaseScorer, folder: String, label: String) throws {
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
