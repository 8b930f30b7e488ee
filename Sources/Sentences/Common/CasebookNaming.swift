import Basics
import Workstation

extension Problem {
  /// The same with commands that name the casebook of `arguments`: see ``Swift/String/naming(casebookOf:)``.
  package func naming(casebookOf arguments: [String]) -> Problem {
    Problem(
      title: title, detail: detail.naming(casebookOf: arguments), remedy: remedy.naming(casebookOf: arguments))
  }
}

extension String {
  /// The sentence with each command that takes a casebook naming the one of `arguments`, so that what is offered can be
  /// typed as it stands; the same sentence where these name none, and the command finds the usual one.
  package func naming(casebookOf arguments: [String]) -> String {
    guard let path = Self.casebook(in: arguments) else { return self }
    let option = OpenCasebook(path: path.printable, usual: "").option
    let parts = split(separator: Self.program, omittingEmptySubsequences: false)
    let named = parts.dropFirst().map { part -> String in
      guard let command = Self.commands.first(where: { part.begins(with: $0) }), !part.contains("--casebook") else {
        return String(part)
      }
      return command + option + part.dropFirst(command.count)
    }
    return ([String(parts[0])] + named).joined(separator: Self.program)
  }

  private static let program = "coverslip "

  /// Those that take `--casebook`.
  private static let commands = [
    "add", "queue", "show", "sign", "addendum", "amend", "label", "compare", "score", "render", "regions", "report",
    "export", "prepare", "protocol", "outbox", "orders", "stats", "outcome", "repeat", "review", "read", "reviewer add",
    "reviewer list", "reviewer retire", "reviewer passphrase", "ledger verify", "ledger export", "ledger head",
    "ledger prove", "ledger key", "casebook backup", "casebook check", "casebook restore",
  ]

  private static func casebook(in arguments: [String]) -> String? {
    let option = "--casebook"
    if let place = arguments.firstIndex(of: option) { return arguments.dropFirst(place + 1).first }
    return arguments.first { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
  }
}

extension Substring {
  /// Whether the text begins with that command, and no letter goes on behind it.
  fileprivate func begins(with command: String) -> Bool {
    hasPrefix(command) && !(dropFirst(command.count).first?.isLetter ?? false)
  }
}
