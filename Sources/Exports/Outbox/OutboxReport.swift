import Basics
import Casework
import Labels
import Sentences
import Workstation

/// What came of a pass of an outbox.
package struct OutboxReport: Sendable {
  /// The folder's path.
  package let folder: String
  /// What was sent, each entry with all its files that are there by now.
  package let sent: [OutboxItem]
  /// What waits.
  package let waiting: [OutboxItem]
  /// Why, each reason once.
  package let failures: [CommandFailure]
}

extension OutboxReport {
  /// With which code a command ends that was to send; `nil` where nothing is left to send.
  package var exit: Exit? { failures.first?.exit ?? (waiting.isEmpty ? nil : .tryAgain) }

  /// What waits and why, in one sentence; `nil` where nothing does.
  package var sentence: String? {
    guard exit != nil else { return nil }
    let cause = failures.map(\.sentence).joined(separator: "; ")
    let name = "the outbox \(folder.printable)"
    guard !waiting.isEmpty else { return "\(name) sends nothing: \(cause)" }
    let why = cause.isEmpty ? "it is made again" : cause
    return "\(name) has not received what was signed of \(cases): \(why). It waits, and is sent with "
      + "the next signature; coverslip outbox sends it now"
  }

  /// The same for the workstation; `nil` where nothing waits.
  package var note: OutboxNote? {
    guard exit != nil else { return nil }
    return OutboxNote(cases: waiting.count, reason: failures.map(\.sentence).joined(separator: "; "))
  }

  private var cases: String {
    let (first, more) = (waiting.first?.caseID.printable ?? "", waiting.count - 1)
    return more > 0 ? "\(first) and \(more.counted("more case"))" : first
  }

  /// A line for each entry that was sent or waits.
  package var text: String {
    let lines =
      sent.map { "sent \($0.title): \($0.sent.joined(separator: ", "))" }
      + waiting.map { "waiting \($0.title): \(($0.files + $0.unmade.map(\.code)).joined(separator: ", "))" }
    return lines.isEmpty ? "nothing is left to send" : lines.joined(separator: "\n")
  }

  /// The same as JSON.
  package var json: String {
    let value: JSONValue = [
      "folder": .string(folder), "sent": .array(sent.map(\.json)), "waiting": .array(waiting.map(\.json)),
      "failures": JSONValue(failures.map(\.sentence)),
    ]
    return value.prettyText
  }
}

extension OutboxItem {
  /// `S-1, signed (entry 12)`.
  fileprivate var title: String { "\(caseID.printable), \(kind.rawValue) (entry \(entry))" }
}
