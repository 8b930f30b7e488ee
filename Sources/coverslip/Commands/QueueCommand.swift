import ArgumentParser
import Basics
import CasebookStore
import Casework
import Console
import Documents
import Labels
import Sentences
import UseCases

/// `coverslip queue`: the queue as a table or as JSON.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue", abstract: "List the cases.")

  @OptionGroup var options: CasebookOptions

  @Option(help: "Only the cases of this status: \(CaseStatus.offered).", transform: CaseStatus.given)
  var status: CaseStatus?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let wanted = status
    let casebook = try options.openToRead()
    if json { return try waiting { try await Self.writeJSON(casebook) { wanted == nil || $0.status == wanted } } }
    let table = try waiting {
      var table = QueueTable()
      try await casebook.forEachCase { if wanted == nil || $0.status == wanted { table.add($0) } }
      return table
    }
    Standard.output(table.text)
  }

  /// Each case as soon as it is read, so that a casebook of any length is never held at once.
  private static func writeJSON(_ casebook: Casebook, where isWanted: (CaseFile) -> Bool) async throws {
    var writer = QueueJSON()
    try await casebook.forEachCase { file in
      if isWanted(file) { Standard.output(bytes: Array(writer.next(file).utf8)) }
    }
    Standard.output(writer.end)
  }
}
