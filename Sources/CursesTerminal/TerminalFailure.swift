/// Why no terminal could be had.
public enum TerminalFailure: Error, Hashable, Sendable {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// ncurses knows neither `term` (the value of `TERM`) nor anything in its place.
  case unknown(term: String)
  /// The terminal cannot place its cursor, so no screen can be drawn.
  case noCursorAddressing(term: String)
  /// The system refused what the terminal needs: the call and its `errno`.
  case system(call: String, code: Int32)
}
