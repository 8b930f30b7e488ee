import CursesTerminal
import Glibc
import TerminalKit

extension TerminalKnowledge {
  /// What is known of the terminal of this process, which is asked where somebody sits at it: it shows standard output,
  /// or standard error where that goes into a pipe.
  ///
  /// - Parameters:
  ///   - variables: the variables of the process's environment.
  ///   - configuration: what the user wants it to be taken for, and whether it is asked.
  package static func ofProcess(_ variables: [String: String], configuration: TerminalWishes) -> TerminalKnowledge {
    let output = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 }
    let asked = configuration.asks ?? true ? output : nil
    return TerminalKnowledge(
      environment: variables, isTTY: output != nil, configuration: configuration,
      reply: asked.map { TerminalInquiry.ask(environment: variables, output: $0) } ?? .notAsked,
      systemCell: output.flatMap { TerminalInquiry.systemCell($0) })
  }
}
