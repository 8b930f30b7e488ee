import Casework
import Workstation

/// Somebody to whom is spoken line by line, and who answers so.
package struct Speech {
  /// What came of waiting for a line.
  package enum Heard: Equatable {
    case line(String)
    /// A line of which nothing is taken.
    case lost(LostLine)
    /// Nothing was typed in that time.
    case silence
    /// Nobody types any more.
    case end
  }

  /// What came of asking for a passphrase.
  package enum Secret {
    case typed(Passphrase)
    /// There is none, in words.
    case refused(String)
  }

  /// Says one whole line.
  package var say: (_ line: String) -> Void
  /// Waits at most so long for the next line, milliseconds.
  package var hear: (_ milliseconds: Int) -> Heard
  /// Drops what was typed or pasted so far, until nothing comes any more.
  package var settle: () -> Void
  /// What is told where a signal ends the program from now on: that this case is not signed; `nil`: nothing.
  package var lastWords: (_ unsigned: UnsignedCase?) -> Void
  /// Asks for the passphrase of a reader; what was typed or pasted before counts for nothing.
  package var secret: (_ name: String) -> Secret

  package init(
    say: @escaping (_ line: String) -> Void, hear: @escaping (_ milliseconds: Int) -> Heard,
    settle: @escaping () -> Void = {}, lastWords: @escaping (_ unsigned: UnsignedCase?) -> Void = { _ in },
    secret: @escaping (_ name: String) -> Secret
  ) {
    self.say = say
    self.hear = hear
    self.settle = settle
    self.lastWords = lastWords
    self.secret = secret
  }
}
