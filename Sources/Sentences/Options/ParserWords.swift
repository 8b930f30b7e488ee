import Basics

/// What the argument parser says against a command line, in one sentence that says what to do.
///
/// The parser's errors are known by their texts alone. A text that is none of its own is a sentence already: that of a
/// check of options.
package struct ParserWords {
  private let message: String
  /// The help of the command that was meant: `coverslip queue --help`.
  private let help: String
  private let commands: [String]

  /// - Parameters:
  ///   - message: what is wrong.
  ///   - full: the same with the usage of the command, which says where more is told.
  ///   - commands: the names of all commands.
  package init(_ message: String, full: String, commands: [String]) {
    self.message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    self.commands = commands
    let place = full.split(whereSeparator: \.isNewline).lazy.compactMap { $0.firstMatch(of: #/See '(.*)' for/#) }.last
    help = place.map { String($0.1) } ?? "coverslip --help"
  }

  /// The failure of the command line.
  package var failure: CommandFailure { CommandFailure(.usage, sentence) }

  private var sentence: String { option ?? argument ?? value ?? plain }

  private var see: String { "see \(help)" }

  /// Of a name that is not an option, and of one without its value or with one too many.
  private var option: String? {
    if let match = message.wholeMatch(of: #/Unknown option '(.*?)'(?:\. Did you mean '(.*)'\?)?/#) {
      return "there is no option \(String(match.1).shortened); \(match.2.map { "did you mean \($0)?" } ?? see)"
    }
    if let match = message.wholeMatch(of: #/Missing value for '(\S+)(?: (<.*>))?'/#) {
      return "\(match.1) needs a value\(match.2.map { ": \(match.1) \($0)" } ?? ""); \(see)"
    }
    if let match = message.wholeMatch(of: #/The option '(\S+)' does not take any value, but '(.*)' was specified\./#) {
      return "\(match.1) takes no value; leave \(String(match.2).quoted) out"
    }
    return nil
  }

  /// Of a word too many or too few.
  private var argument: String? {
    if let match = message.wholeMatch(of: #/Missing expected argument '(.*)'/#) {
      return "\(match.1) is missing; \(see)"
    }
    if let match = message.wholeMatch(of: #/Missing one of: (.*)/#) { return "one of \(match.1) is missing; \(see)" }
    if let match = message.wholeMatch(of: #/Unexpected argument '(.*)'/#) {
      return "\(String(match.1).quoted) is one argument too many; \(meant(String(match.1)) ?? see)"
    }
    if let match = message.wholeMatch(of: #/\d+ unexpected arguments: '(.*?)'(?:, .*)?/#) {
      return "\(String(match.1).quoted) and what follows it are too many arguments; \(meant(String(match.1)) ?? see)"
    }
    return nil
  }

  /// Of a value that is not read: what was said of it, what there is to choose from, or that it is not a number.
  private var value: String? {
    guard
      let match = message.wholeMatch(
        of: #/The value '(.*?)' is invalid for '(<.*>|\S+)(?: <.*>)?'(?:: (.*)|\. Please provide one of (.*)\.?)?/#)
    else { return nil }
    if let said = match.3 { return "\(match.2): \(said)" }
    let refused = "\(match.2): \(String(match.1).quoted) is not"
    guard let choices = match.4 else { return "\(refused) a number that it takes; \(see)" }
    let list = choices.trimmingSuffix(".").replacing(#/the following:\s+- /#, with: "").replacing(#/\s+- /#, with: ", ")
    return "\(refused) taken; write \(list.replacing("'", with: ""))"
  }

  private var plain: String { String(message.trimmingSuffix(".")) }

  /// The command that may have been meant by an argument of the workstation, which runs without one.
  private func meant(_ word: String) -> String? {
    guard help == "coverslip review --help" else { return nil }
    let nearest = NearestNames.nearest(to: word, among: commands)
    return nearest.isEmpty
      ? nil : "did you mean \(nearest.map { "coverslip \($0)" }.joined(separator: " or "))?"
  }
}

extension StringProtocol {
  /// The text without `end`, where it ends so.
  fileprivate func trimmingSuffix(_ end: String) -> SubSequence {
    hasSuffix(end) ? dropLast(end.count) : self[startIndex...]
  }
}
