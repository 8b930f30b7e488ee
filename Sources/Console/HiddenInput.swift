import Basics
import Casework
import Foundation

/// Lines typed at the terminal that it does not show.
///
/// What was typed ahead counts for nothing. Whatever ends the program meanwhile gives the terminal its echo back first;
/// Ctrl-Z does nothing, since a shell would get the terminal without.
struct HiddenInput {
  private let descriptor: Int32

  /// How often a new passphrase may be typed before that is the end.
  private static let attempts = 3

  /// The controlling terminal, open for reading and writing; `nil` where there is none.
  static func terminal() -> Int32? {
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    return descriptor >= 0 ? descriptor : nil
  }

  /// What `body` makes of the controlling terminal, which is open meanwhile.
  ///
  /// - Throws: `noTerminal`, and what `body` throws.
  static func asking<Answer>(
    _ body: (HiddenInput) throws(PassphraseFailure) -> Answer
  ) throws(PassphraseFailure) -> Answer {
    guard let descriptor = terminal() else { throw .noTerminal }
    defer { close(descriptor) }
    return try body(HiddenInput(descriptor: descriptor))
  }

  /// A passphrase that opens a key.
  func passphrase(of name: String) throws(PassphraseFailure) -> Passphrase {
    try typed("Passphrase of \(name.printable) (not shown): ")
  }

  /// The same, typed by itself after the terminal has fallen silent: what was typed or pasted before counts for
  /// nothing, nor does what comes together with more lines.
  func passphraseAlone(of name: String) throws(PassphraseFailure) -> Passphrase {
    try typed("Passphrase of \(name.printable) (not shown): ", isAlone: true)
  }

  /// A passphrase that is being chosen.
  func newPassphrase(
    of name: String, explain: (PassphraseProblem) -> String
  ) throws(PassphraseFailure) -> Passphrase {
    for _ in 0..<Self.attempts {
      let passphrase = try typed(
        "New passphrase for \(name.printable), at least \(Passphrase.shortest) characters (not shown): ")
      if let problem = passphrase.problem(of: name) {
        write("coverslip: \(explain(problem))\n")
      } else if try typed("Again: ") == passphrase {
        return passphrase
      } else {
        write("coverslip: these were two different passphrases\n")
      }
    }
    throw .notChosen
  }

  private func typed(_ prompt: String, isAlone: Bool = false) throws(PassphraseFailure) -> Passphrase {
    guard let passphrase = Passphrase(utf8: try line(after: prompt, isAlone: isAlone)) else { throw .notUTF8 }
    return passphrase
  }

  /// One line without its end.
  ///
  /// - Throws: `notTyped` where it ends before that, `crowded` where it is to stand alone and does not.
  private func line(after prompt: String, isAlone: Bool) throws(PassphraseFailure) -> [UInt8] {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { throw .notTyped }
    var hidden = modes
    hidden.c_lflag &= ~tcflag_t(ECHO)
    hidden.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
    EchoRestorer.arm(descriptor, modes)
    defer { EchoRestorer.disarm() }
    guard tcsetattr(descriptor, TCSAFLUSH, &hidden) == 0 else { throw .notTyped }
    defer { tcsetattr(descriptor, TCSAFLUSH, &modes) }
    if isAlone { Silence.wait(at: descriptor) }
    write(prompt)
    guard let line = LineReader(descriptor).next() else { throw .notTyped }
    if isAlone, Silence.isBroken(at: descriptor, within: Self.gathering) { throw .crowded }
    return line
  }

  /// How close behind a line another one belongs to the same paste, milliseconds.
  private static let gathering: Int32 = 50

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// Gives the terminal its echo back when a signal ends the program.
private enum EchoRestorer {
  /// What the handler needs: set before it can run, and read by nobody else.
  nonisolated(unsafe) private static var descriptor: Int32 = -1
  nonisolated(unsafe) private static var modes = termios()
  nonisolated(unsafe) private static var before: [(Int32, sigaction)] = []

  private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  static func arm(_ terminal: Int32, _ shown: termios) {
    descriptor = terminal
    modes = shown
    for number in endings { set(number) { EchoRestorer.end($0) } }
    set(SIGTSTP, SIG_IGN)
  }

  static func disarm() {
    for (number, action) in before.reversed() {
      var action = action
      sigaction(number, &action, nil)
    }
    before = []
  }

  private static func set(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    var former = sigaction()
    if sigaction(number, &action, &former) == 0 { before.append((number, former)) }
  }

  /// Runs in a signal handler: tcsetattr(3) may be called there. The default action, put back here, ends the process
  /// when this returns.
  private static func end(_ number: Int32) {
    tcsetattr(descriptor, TCSAFLUSH, &modes)
    signal(number, SIG_DFL)
    raise(number)
  }
}
