/// A key press as the workstation understands it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right
  case home, end, pageUp, pageDown
  case control(Character)
  case function(Int)
}

/// What a terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Text that the terminal says was pasted, or the next part of it, with its line breaks as line feeds.
  case pasted(String)
  case resized(TerminalSize)
  /// A press of the left button (or the wheel, with `wheel` -1 up, 1 down), cells from the upper left corner.
  case mouse(column: Int, row: Int, wheel: Int)
  /// Came back from being suspended: everything must be painted anew.
  case resumed
  /// The terminal or the session is going away: save and leave.
  case hangup
}

/// How many colours a terminal shows.
public enum ColorDepth: String, Sendable, CaseIterable {
  case trueColor = "truecolor"
  case palette256 = "256"
  case palette16 = "16"
  case monochrome = "mono"
}

/// A terminal: the real one through ncurses, or one in memory for tests. All calls come from one thread, except
/// ``wake()``.
public protocol Terminal: AnyObject {
  var size: TerminalSize { get }
  var depth: ColorDepth { get }
  /// Waits up to `milliseconds` for the next event; `nil` where none came, or after ``wake()``.
  func nextEvent(milliseconds: Int) -> TerminalEvent?
  /// Shows `screen`, writing only what changed since the last one, in one write.
  func paint(_ screen: Screen)
  /// Ends a waiting ``nextEvent(milliseconds:)`` from another thread.
  func wake()
  /// Gives the terminal back, stops the process (Ctrl-Z), and takes the terminal again on return.
  func suspend()
  /// Gives the terminal back as it was. Safe to call twice.
  func restore()
}
