/// Modes that ncurses knows nothing of, as bytes for the terminal.
enum TerminalModes {
  /// Presses of the mouse and its motion while a button is pressed (1000 and 1002) in SGR form (1006), which does not
  /// end at column 223.
  static let mouse: StaticString = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
  /// Bracketed paste (2004): so that a line feed in pasted text is not taken for the Enter key.
  static let paste: StaticString = "\u{1B}[?2004h"
  /// Undoes both, ends a frame that was cut short, puts pen and cursor back, and blanks the screen: after a change of
  /// width tmux would wrap its full lines and push them onto the main screen.
  static let leave: StaticString =
    "\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[0m\u{1B}[r\u{1B}[H\u{1B}[J\u{1B}[?25h"
  /// For a crash, when ncurses cannot be asked: the main screen too.
  static let leaveAtOnce: StaticString = """
    \u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[0m\u{1B}[r\u{1B}[H\u{1B}[J\
    \u{1B}[?1l\u{1B}>\u{1B}[?25h\u{1B}[?1049l\r
    """
}

extension StaticString {
  /// Writes the text to `descriptor`. Safe in a signal handler.
  func write(to descriptor: Int32) {
    writeAll(utf8Start, utf8CodeUnitCount, to: descriptor)
  }
}
