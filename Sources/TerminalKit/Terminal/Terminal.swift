/// What a terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  /// What the terminal can do: the first event of all, and again whenever more is found out.
  case capabilities(TerminalCapabilities)
  /// A key was pressed.
  case key(Key)
  /// Text that the terminal says was pasted, told whole once it has ended, with its line breaks as line feeds.
  case pasted(String)
  /// The terminal has another size now.
  case resized(TerminalSize)
  /// A press of the left button (or the wheel, with `wheel` -1 up, 1 down), cells from the upper left corner.
  case mouse(column: Int, row: Int, wheel: Int)
  /// The mouse moved to that cell while its left button was pressed.
  case dragged(column: Int, row: Int)
  /// The left button was let go.
  case released
  /// The program came back from being suspended: everything must be painted anew.
  case resumed
  /// The terminal answered ``Terminal/askStatus()``: what was painted before stands on it, and what was typed before
  /// has been told.
  case answered
  /// The terminal or the session is going away: save and leave.
  case hangup
}

/// A terminal: the real one through ncurses, or one in memory for tests. All calls from one thread, except ``waker``.
///
/// Every implementation passes one contract suite, `TerminalContractTests`.
public protocol Terminal: AnyObject {
  /// Columns and rows, as of the last `resized` or `resumed` event.
  var size: TerminalSize { get }
  /// Ends a waiting ``nextEvent(milliseconds:)``; may be called from any thread, also after the terminal is gone.
  var waker: @Sendable () -> Void { get }
  /// Waits up to `milliseconds` for the next event; `nil` if none came, or after ``waker``.
  func nextEvent(milliseconds: Int) -> TerminalEvent?
  /// Shows `frame`, writing only what changed since the last one, in one write. A picture that is not in `frame` any
  /// more goes away with what is kept of it.
  func paint(_ frame: TerminalFrame)
  /// Asks the terminal for a sign of life: `answered` comes when it has taken all that was painted before. There are
  /// terminals that never answer.
  func askStatus()
  /// Gives the terminal back, stops the process (Ctrl-Z), and takes the terminal again on return; the next event says
  /// that it was resumed.
  func suspend()
  /// Gives the terminal back as it was. Safe to call twice.
  func restore()
}

extension Terminal {
  /// Shows `screen` without a picture.
  public func paint(_ screen: Screen) { paint(TerminalFrame(screen)) }
}
