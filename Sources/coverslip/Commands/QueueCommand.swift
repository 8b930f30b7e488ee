import Basics
import Sentences
import ArgumentParser
import Casework

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
    let files = try options.openToRead().caseFiles().filter { wanted == nil || $0.status == wanted }
    if json { return Standard.output(CaseJSON.queue(files)) }
    Standard.output(QueueTable(files).text)
  }

  private static func status(_ word: String) throws -> CaseStatus {
    let plain = word.lowercased().replacingOccurrences(of: "-", with: " ")
    guard let status = CaseStatus(rawValue: plain) else {
      let all = CaseStatus.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "there is no status «\(word)»; the states are \(all)")
    }
    return status
  }
}

/// The queue as lines of text for a shell.
struct QueueTable {
  let text: String

  init(_ files: [CaseFile]) {
    let header = [
      "CASE", "RECEIVED", "SLIDES", "STATUS", "FINAL CALL", "SIGNED BY", "MODEL'S CALL", "MODEL'S 5-YEAR RISK", "FLAGS",
    ]
    let rows = [header] + files.map(Self.row)
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ").trimmedEnd
    }
    let demo = files.contains { $0.finding?.model.demonstration == true }
    let closing = (demo ? "DEMO model: its calls mean nothing for a patient. " : "") + Software.researchUseOnly
    text = (lines + ["", closing]).joined(separator: "\n")
  }

  private static func row(_ file: CaseFile) -> [String] {
    [
      file.id.printable, file.record.received ?? "-", String(file.record.slides.count), file.status.rawValue,
      Words.finalCall(file.signOff), file.signOff?.reviewer.printable ?? "-", Words.call(file.finding),
      Words.risk(file.finding),
      file.finding.map { Set($0.flags.map(\.kind.rawValue)).sorted().joined(separator: ", ") } ?? "",
    ]
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
