import ArgumentParser
import Arguments
import Console
import Exports
import Sentences

/// `coverslip report CASE`: what is known of a case, as files for other people and systems.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a case as a report or for other systems.", discussion: CommandHelp.report)
  @Argument(help: "The case.") var id: String
  @OptionGroup var export: ExportOptions
  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var passphrases: PassphraseOptions

  func run() throws {
    if export.identities { try passphrases.requireMayExport(export.reviewer, from: try options.open()) }
    let send = SendCase(try options.exports(model))
    let (id, format, wishes, out) = (id, export.format, export.wishes, export.out)
    let outcome = try waiting { try await send(id, as: format, wishes, to: out) { Standard.error($0) } }
    Standard.output(bytes: outcome.printed(as: format, of: id))
  }
}
