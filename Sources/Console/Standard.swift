import Basics
import Foundation
import Synchronization
import TerminalKit

/// The standard streams, with text from outside made safe for a terminal.
///
/// What cannot be written to stdout is remembered, whichever command wrote it, and told when the program ends: see
/// ``finish()``.
public enum Standard {
  /// The system's error of the first write to stdout that failed, after which nothing more is written there.
  private static let failed = Mutex<Int32?>(nil)

  private static let plain = Mutex(false)

  /// Whether nothing is drawn or overwritten: every line is a whole phrase, for screen readers and braille displays.
  public static var isPlain: Bool { plain.withLock { $0 } }

  /// Draws and overwrites nothing from now on.
  public static func speakPlainly() { plain.withLock { $0 = true } }

  /// Takes the streams over, before anything else is opened. A stream that was closed (`>&-`) is kept from being the
  /// next file that the program opens, into which it would write then; to write there fails.
  public static func begin() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Closes stdout, and says why what was written there is not whole; `nil` where it is, and where its reader went away
  /// (`coverslip queue | head`), which is no error of ours.
  public static func finish() -> OutputFailure? {
    failed.withLock { failed in
      if failed == nil, close(STDOUT_FILENO) != 0 { failed = errno }
      return failed.flatMap { $0 == EPIPE ? nil : OutputFailure(code: $0) }
    }
  }

  /// A line on stdout.
  public static func output(_ text: String) { output(bytes: Array((text + "\n").utf8)) }

  /// Bytes on stdout as they are.
  public static func output(bytes: [UInt8]) {
    failed.withLock { if $0 == nil { $0 = write(bytes, to: STDOUT_FILENO) } }
  }

  /// A line on stderr, after the program's name.
  public static func error(_ text: String) {
    _ = write(Array("coverslip: \(text.printable)\n".utf8), to: STDERR_FILENO)
  }

  /// Whether stderr is shown to somebody.
  public static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal behind stderr, as it is now; 80 where it is not a terminal.
  public static var errorColumns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Size of the terminal behind stdout, in cells; `nil` where that is none.
  public static var terminal: TerminalSize? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// The pixels of a cell of the terminal behind stdout; `nil` where that is none, or the system does not know them.
  public static var terminalCell: CellPixels? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return nil }
    return CellPixels(width: Int(size.ws_xpixel / size.ws_col), height: Int(size.ws_ypixel / size.ws_row))
  }

  /// The size of a picture that is printed: the terminal's, with a row left for the prompt; 80 x 24 where stdout is not
  /// a terminal.
  public static var pictureSize: TerminalSize {
    guard let size = terminal, size.columns > 0, size.rows > 1 else { return TerminalSize(columns: 80, rows: 24) }
    return TerminalSize(columns: size.columns, rows: size.rows - 1)
  }

  /// Whether a screen can be shown: both stdin and stdout are the terminal.
  public static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }

  /// Writes all of `bytes`, and waits where the descriptor would not block.
  ///
  /// - Returns: the system's error of the write that failed; `nil` where none did.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count < 0 else {
        done += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      default: return errno
      }
    }
    return nil
  }
}

/// What was printed is not whole.
public struct OutputFailure: Error, Hashable, Sendable {
  /// The system's error.
  public let code: Int32
}
