import Casework
import Foundation

/// Where passphrases come from: the terminal, which does not show them, or a file descriptor, one per line. Never an
/// argument or the environment, which others on the machine can read.
public enum PassphraseSource: Sendable, Hashable {
  case terminal
  case descriptor(Int32)

  /// Whether there is a terminal at which somebody can be asked.
  public static var canAsk: Bool {
    guard isatty(STDIN_FILENO) == 1, let terminal = HiddenInput.terminal() else { return false }
    close(terminal)
    return true
  }

  /// Whether it can be read: a descriptor may be closed.
  public var isOpen: Bool {
    switch self {
    case .terminal: true
    case .descriptor(let number): number >= 0 && fcntl(number, F_GETFD) >= 0
    }
  }

  /// The passphrase that opens the key of `name`.
  ///
  /// - Throws: that there is none, or that it is not UTF-8.
  public func passphrase(of name: String) throws(PassphraseFailure) -> Passphrase {
    switch self {
    case .terminal: try HiddenInput.asking { terminal throws(PassphraseFailure) in try terminal.passphrase(of: name) }
    case .descriptor(let number): try Self.line(of: number, for: name)
    }
  }

  /// The passphrase that opens the key of `name`, typed at the terminal by itself: nothing that was typed or pasted
  /// before it was asked for counts, and no paste of several lines.
  ///
  /// - Throws: that there is none, or that it is not UTF-8.
  public static func typedAlone(for name: String) throws(PassphraseFailure) -> Passphrase {
    try HiddenInput.asking { terminal throws(PassphraseFailure) in try terminal.passphraseAlone(of: name) }
  }

  /// A passphrase that `name` is choosing: typed twice at a terminal, and again where it breaks a rule.
  ///
  /// - Parameter explain: the sentence about a rule that it breaks.
  /// - Throws: that there is none, or that it is not UTF-8.
  public func newPassphrase(
    of name: String, explain: (PassphraseProblem) -> String
  ) throws(PassphraseFailure) -> Passphrase {
    switch self {
    case .terminal:
      try HiddenInput.asking { terminal throws(PassphraseFailure) in
        try terminal.newPassphrase(of: name, explain: explain)
      }
    case .descriptor(let number): try Self.line(of: number, for: name)
    }
  }

  private static func line(of descriptor: Int32, for name: String) throws(PassphraseFailure) -> Passphrase {
    guard let line = LineReader(descriptor).next() else { throw .nothing(descriptor: descriptor, name: name) }
    guard let passphrase = Passphrase(utf8: line) else { throw .notUTF8 }
    return passphrase
  }
}

/// Why there is no passphrase.
public enum PassphraseFailure: Error, Hashable, Sendable {
  /// There is nobody who could be asked.
  case noTerminal
  /// Nothing was typed.
  case notTyped
  /// Several lines came at once, as from a paste.
  case crowded
  /// None of those that were typed could be taken.
  case notChosen
  /// The descriptor holds no line for `name`.
  case nothing(descriptor: Int32, name: String)
  case notUTF8
}
