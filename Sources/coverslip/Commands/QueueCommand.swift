import ArgumentParser
import Basics
import CasebookStore
import Casework
import Console
import Documents
import Sentences
import UseCases

/// `coverslip queue`: the queue as a table or as JSON.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue", abstract: "List the cases.")

  @OptionGroup var options: CasebookOptions

  @Option(help: "Only the cases of this status: new, scored, \"in review\", deferred, signed, rejected.")
  var status: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let wanted = try status.map(Self.status)
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

  private static func status(_ word: String) throws -> CaseStatus {
    let code = word.lowercased().replacingOccurrences(of: " ", with: "-")
    guard let status = CaseStatus(rawValue: code) else {
      let all = CaseStatus.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "there is no status \"\(word)\"; the states are \(all)")
    }
    return status
  }
}
