import Foundation

/// Lines typed at the terminal that it does not show.
///
/// What was typed ahead counts for nothing. Whatever ends the program meanwhile gives the terminal its echo back first;
/// Ctrl-Z does nothing, since a shell would get the terminal without.
enum HiddenInput {
  /// The controlling terminal, open for reading and writing; `nil` where there is none.
  static func terminal() -> Int32? {
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    return descriptor >= 0 ? descriptor : nil
  }

  /// One line without its end, typed after `prompt`; `nil` where it ends before that.
  static func line(_ prompt: String, on descriptor: Int32) -> [UInt8]? {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    var hidden = modes
    hidden.c_lflag &= ~tcflag_t(ECHO)
    hidden.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
    EchoRestorer.arm(descriptor, modes)
    defer { EchoRestorer.disarm() }
    guard tcsetattr(descriptor, TCSAFLUSH, &hidden) == 0 else { return nil }
    defer { tcsetattr(descriptor, TCSAFLUSH, &modes) }
    write(prompt, to: descriptor)
    return LineReader(descriptor).next()
  }

  /// Puts a text on the terminal.
  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// Reads lines from a descriptor, byte for byte: what comes after a line is left to whoever reads next.
struct LineReader {
  private let descriptor: Int32

  /// The longest line, bytes.
  private static let longest = 4096

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its end; `nil` where there is none, and where it is too long.
  func next() -> [UInt8]? {
    var line: [UInt8] = []
    line.reserveCapacity(Self.longest)
    while line.count < Self.longest {
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return line.isEmpty ? nil : line }
      if byte == UInt8(ascii: "\n") { return line }
      line.append(byte)
    }
    return nil
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
