import ArgumentParser
import Arguments
import Casework
import Console
import Documents
import Sentences
import Settings
import UseCases

/// `coverslip stats`: figures of the casebook's readings.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Figures of readings: agreement, turns, decisions, time, calibration.",
    discussion: CommandHelp.stats)

  @OptionGroup var asked: ReadingsOptions
  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let filter = try CaseFilter(asked.cases).resolved(me: asked.reviewer ?? Places.current.printedName)
    let casebook = try options.openToRead()
    let asker = try CountReadings.asker(asked.reviewer, among: try casebook.roster())
    let proof = try asker.map { (name: $0, passphrase: try passphrases.passphrase(of: $0, for: nil, in: casebook)) }
    let count = CountReadings(store: casebook, keys: .system)
    let (read, scope) = try waiting { try await count.readings(passing: filter, for: proof) }
    if asked.csv { return Standard.output(bytes: Array(ReadingsTable.text(read, for: scope).utf8)) }
    Standard.output(asked.json ? QualityJSON.text(read, for: scope) : QualityText(read, for: scope).text)
  }
}
