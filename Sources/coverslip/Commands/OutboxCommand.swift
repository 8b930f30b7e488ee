import ArgumentParser
import Arguments
import Console
import Exports
import Sentences

/// `coverslip outbox`: what waits to leave, and another try.
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Send what was signed and waits; say what goes on waiting.")
  @Argument(help: "The folder; default: the one that the laboratory has set.") var folder: String?
  @Flag(help: "Also what was signed before the outbox was named.") var all = false
  @Flag(help: "As JSON.") var json = false
  @OptionGroup var model: ModelOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let (all, casebook) = (all, try options.openToRead())
    guard let outbox = try casebook.outbox(named: folder, model: model.path) else { throw OutboxFailure.notNamed }
    let report = try waiting { await outbox.send(older: all) }
    Standard.output(json ? report.json : report.text)
    if let sentence = report.sentence { Standard.error(sentence.naming(casebookOf: CommandLine.arguments)) }
    if let exit = report.exit { throw exit.code }
  }
}
