import Casework

/// Somebody to whom is spoken line by line, and who answers so.
package struct Speech {
  /// What came of waiting for a line.
  package enum Heard: Equatable {
    case line(String)
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
  /// Asks for the passphrase of a reader; what was typed or pasted before counts for nothing.
  package var secret: (_ name: String) -> Secret

  package init(
    say: @escaping (_ line: String) -> Void, hear: @escaping (_ milliseconds: Int) -> Heard,
    settle: @escaping () -> Void = {}, secret: @escaping (_ name: String) -> Secret
  ) {
    self.say = say
    self.hear = hear
    self.settle = settle
    self.secret = secret
  }
}
