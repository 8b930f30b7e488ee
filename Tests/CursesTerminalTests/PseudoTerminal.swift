import Glibc
import TerminalKit
import Testing

/// The two ends of a terminal that nobody sits at.
final class PseudoTerminal {
  private(set) var user: Int32
  let program: Int32

  init(columns: UInt16 = 40, rows: UInt16 = 10) throws {
    // What posix_openpt(3), unlockpt(3) and ptsname(3) do, which are not imported.
    user = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var locked: Int32 = 0
    var number: UInt32 = 0
    try #require(user >= 0 && ioctl(user, 0x4004_5431, &locked) == 0 && ioctl(user, 0x8004_5430, &number) == 0)
    program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(program >= 0)
    _ = fcntl(user, F_SETFL, O_NONBLOCK)
    resize(columns, rows)
  }

  deinit {
    hangUp()
    close(program)
  }

  /// The end that a user sits at goes away.
  func hangUp() {
    if user >= 0 { close(user) }
    user = -1
  }

  /// To the process: the threads that tests run on have their signals blocked.
  static func send(_ signal: Int32) { kill(getpid(), signal) }

  /// - Parameter cell: what a cell has in pixels; 0 where the terminal does not say.
  func resize(_ columns: UInt16, _ rows: UInt16, cell: (width: UInt16, height: UInt16) = (0, 0)) {
    var size = winsize(
      ws_row: rows, ws_col: columns, ws_xpixel: columns * cell.width, ws_ypixel: rows * cell.height)
    _ = ioctl(user, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(user, bytes, bytes.count)
  }

  /// What the program wrote since the last call, `␛` for escape.
  func shown() -> String {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var taken: [UInt8] = []
    while true {
      let count = read(user, &buffer, buffer.count)
      guard count > 0 else { break }
      taken += buffer[..<count]
    }
    return String(decoding: taken, as: UTF8.self).replacing("\u{1B}", with: "␛")
  }

  var modes: termios {
    var modes = termios()
    tcgetattr(program, &modes)
    return modes
  }
}
