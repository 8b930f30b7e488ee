import ArgumentParser
import Basics
import Casework
import Foundation
import Sentences

/// Where passphrases come from: the terminal, which does not show them, or a file descriptor, one per line. Never an
/// argument or the environment, which others on the machine can read.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read passphrases from this file descriptor, one per line, instead of asking at the terminal.", valueName: "fd"))
  var passphraseFd: Int32?

  func validate() throws {
    guard let passphraseFd else { return }
    guard passphraseFd >= 0, fcntl(passphraseFd, F_GETFD) >= 0 else {
      throw ValidationError(
        "--passphrase-fd \(passphraseFd): this file descriptor is not open; open it as in 3<FILE or 3< <(COMMAND).")
    }
  }

  /// The passphrase that opens somebody's key.
  func passphrase(of name: String) throws -> Passphrase {
    if let passphraseFd { return try Self.line(of: passphraseFd, for: name) }
    return try Self.asking { terminal in try Self.typed("Passphrase of \(name.printable): ", terminal) }
  }

  /// A passphrase that is being chosen: typed twice, and again where it breaks a rule.
  func newPassphrase(of name: String) throws -> Passphrase {
    if let passphraseFd { return try Self.line(of: passphraseFd, for: name) }
    return try Self.asked(of: name)
  }

  /// The same, at the terminal.
  static func asked(of name: String) throws -> Passphrase {
    try asking { terminal in try chosen(by: name, terminal) }
  }

  /// Whether there is a terminal at which somebody can be asked.
  static var canAsk: Bool {
    guard isatty(STDIN_FILENO) == 1, let terminal = HiddenInput.terminal() else { return false }
    close(terminal)
    return true
  }

  private static func line(of descriptor: Int32, for name: String) throws -> Passphrase {
    guard let line = LineReader(descriptor).next() else {
      throw CommandFailure(
        .noInput, "file descriptor \(descriptor) holds no passphrase for \(name); give one per line, the newest first")
    }
    return try passphrase(line)
  }

  private static func passphrase(_ bytes: [UInt8]) throws -> Passphrase {
    guard let passphrase = Passphrase(utf8: bytes) else {
      throw CommandFailure(.badData, "the passphrase is not UTF-8; set the terminal or the file to UTF-8")
    }
    return passphrase
  }

  private static func asking<Answer>(_ body: (Int32) throws -> Answer) throws -> Answer {
    guard let terminal = HiddenInput.terminal() else {
      throw CommandFailure(
        .usage, "there is no terminal to ask for a passphrase; give it through a file: --passphrase-fd 3 3<FILE")
    }
    defer { close(terminal) }
    return try body(terminal)
  }

  private static func typed(_ prompt: String, _ terminal: Int32) throws -> Passphrase {
    guard let line = HiddenInput.line(prompt, on: terminal) else {
      throw CommandFailure(.noInput, "no passphrase was typed; nothing was changed")
    }
    return try passphrase(line)
  }

  /// How often a new passphrase may be typed before the command ends.
  private static let attempts = 3

  private static func chosen(by name: String, _ terminal: Int32) throws -> Passphrase {
    for _ in 0..<attempts {
      let passphrase = try typed(
        "New passphrase for \(name.printable), at least \(Passphrase.shortest) characters: ", terminal)
      if let problem = passphrase.problem(of: name) {
        HiddenInput.write("coverslip: \(problem.sentence)\n", to: terminal)
      } else if try typed("Again: ", terminal) == passphrase {
        return passphrase
      } else {
        HiddenInput.write("coverslip: these were two different passphrases\n", to: terminal)
      }
    }
    throw CommandFailure(.noInput, "no passphrase was chosen; nothing was changed")
  }
}
