import Basics
import Labels
import Sentences
import ArgumentParser
import Casework
import Documents

/// `coverslip queue`: the queue as a table or as JSON.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue", abstract: "List the cases.")

  @OptionGroup var options: CasebookOptions

  @Option(help: "Only the cases of this status: new, scored, \"in review\", signed.")
  var status: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let wanted = try status.map(Self.status)
    let files = try options.openToRead().cases { wanted == nil || $0.status == wanted }
    if json { return Standard.output(CaseJSON.queue(files)) }
    Standard.output(QueueTable(files).text)
  }

  private static func status(_ word: String) throws -> CaseStatus {
    let code = word.lowercased().replacingOccurrences(of: " ", with: "-")
    guard let status = CaseStatus(rawValue: code) else {
      let all = CaseStatus.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "there is no status «\(word)»; the states are \(all)")
    }
    return status
  }
}
