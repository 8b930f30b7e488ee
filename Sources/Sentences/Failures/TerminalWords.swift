import CursesTerminal

extension TerminalFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .notATerminal: CommandFailure(.usage, "review needs a terminal; coverslip queue lists the cases for a script")
    case .unknown(let term):
      CommandFailure(.usage, "the terminal \"\(term)\" is not known here; try TERM=xterm-256color coverslip")
    case .noCursorAddressing(let term):
      CommandFailure(.usage, "the terminal \"\(term)\" cannot place its cursor; try TERM=xterm-256color coverslip")
    case .system(let call, let code): CommandFailure(.ourFault, "the terminal: \(call) failed (\(systemWord(code)))")
    }
  }
}
