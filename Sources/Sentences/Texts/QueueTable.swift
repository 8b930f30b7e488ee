import Basics
import Casework
import Labels

/// The queue as lines of text for a shell.
package struct QueueTable {
  package let text: String

  package init(_ files: [CaseFile]) {
    let header = [
      "CASE", "RECEIVED", "SLIDES", "STATUS", "FINAL CALL", "SIGNED BY", "MODEL'S CALL", "MODEL'S 5-YEAR RISK", "FLAGS",
    ]
    let rows = [header] + files.map(Self.row)
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ").trimmedEnd
    }
    let demo = files.contains { $0.finding?.model.demonstration == true }
    let closing = (demo ? "DEMO model: its calls mean nothing for a patient. " : "") + ResearchUse.sentence
    text = (lines + ["", closing]).joined(separator: "\n")
  }

  private static func row(_ file: CaseFile) -> [String] {
    [
      file.id.printable, file.record.received ?? "-", String(file.record.slides.count), file.status.label,
      Words.finalCall(file.signOff), file.signOff?.reviewer.printable ?? "-", Words.call(file.finding),
      Words.risk(file.finding),
      file.finding.map { Set($0.flags.map(\.kind.label)).sorted().joined(separator: ", ") } ?? "",
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
