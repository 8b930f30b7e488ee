import Basics
import Foundation
import TerminalKit

/// The standard streams, with text from outside made safe for a terminal.
public enum Standard {
  /// A line on stdout.
  public static func output(_ text: String) { write(text + "\n", to: .standardOutput) }

  /// A line on stderr, after the program's name.
  public static func error(_ text: String) { write("coverslip: \(text.printable)\n", to: .standardError) }

  /// Bytes on stdout as they are.
  public static func output(bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

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

  /// The size of a picture that is printed: the terminal's, with a row left for the prompt; 80 x 24 where stdout is not
  /// a terminal.
  public static var pictureSize: TerminalSize {
    guard let size = terminal, size.columns > 0, size.rows > 1 else { return TerminalSize(columns: 80, rows: 24) }
    return TerminalSize(columns: size.columns, rows: size.rows - 1)
  }

  /// Whether a screen can be shown: both stdin and stdout are the terminal.
  public static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }

  private static func write(_ text: String, to handle: FileHandle) { write(Data(text.utf8), to: handle) }

  /// A reader that went away (`coverslip queue | head`) is not an error of ours.
  private static func write(_ data: Data, to handle: FileHandle) { try? handle.write(contentsOf: data) }
}
