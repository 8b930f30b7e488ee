import ArgumentParser
import Arguments
import Casework
import Console
import Documents
import Labels
import Sentences
import Settings
import UseCases

/// `coverslip queue`: the queue as a table or as JSON.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue", abstract: "List the cases.")

  @OptionGroup var options: CasebookOptions

  @Option(help: "Only the cases of this status: \(CaseStatus.offered).", transform: CaseStatus.given)
  var status: CaseStatus?

  @Option(parsing: .unconditional, help: "Only the cases that pass: \(CaseFilter.offered).")
  var filter = ""

  @Option(help: "What the cases are ordered by: \(CaseOrderKey.offered).", transform: CaseOrderKey.given)
  var sort = CaseOrderKey.received

  @Flag(help: "The order turned round.") var reverse = false

  @Option(help: "Columns with commas between them: \(CaseColumn.offered).")
  var columns: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let passing = try CaseFilter(filter, of: status).resolved(me: Places.current.printedName)
    let query = CaseQuery(filter: passing, key: sort, isReversed: reverse)
    let wanted = try columns.map(CaseColumn.list) ?? QueueTable.usual
    let (casebook, now) = (try options.openToRead(), WallClock.system.seconds())
    if json {
      return try waiting { try await QueueJSON.write(query, of: casebook) { Standard.output(bytes: Array($0.utf8)) } }
    }
    Standard.output(try waiting { try await QueueTable(query, of: casebook, columns: wanted, now: now).text })
  }
}
