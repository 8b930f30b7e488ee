import ArgumentParser
import Arguments
import Console
import Exports
import Sentences
import Settings

/// `coverslip export --cases QUERY`: cases as a table.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write cases as a table, one row each.", discussion: CommandHelp.export)
  @OptionGroup var table: CaseTableOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let (query, format, out) = (try table.query(me: Places.current.printedName), table.format, table.out)
    let send = SendTable(try options.openToRead())
    try waiting { try await send(query, as: format, to: out) { Standard.output(bytes: $0) } }
  }
}
