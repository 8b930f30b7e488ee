import Basics

/// What a command line is refused for before its options are looked at.
package enum CommandRefusal: Worded, Hashable {
  /// An argument, its bad bytes replaced: it would be read as another one than was given.
  case notUTF8(String)
  /// A word in the place of a command, the command whose own it would be, and those that may have been meant.
  case unknownCommand(String, of: String? = nil, nearest: [String])

  /// Looks at the arguments of a program that does something without a command too: what begins with a hyphen is left
  /// to it.
  ///
  /// - Parameters:
  ///   - arguments: those of the process, its own name first.
  ///   - notUTF8: the first argument that is not UTF-8, its bad bytes replaced.
  ///   - commands: the names of all commands, each with those of its own commands.
  /// - Throws: why the command line is refused.
  package static func check(
    _ arguments: [String], notUTF8: String?, among commands: [String: [String]]
  ) throws(CommandRefusal) {
    if let notUTF8 { throw .notUTF8(notUTF8) }
    let words = arguments.dropFirst().first == "help" ? arguments.dropFirst(2) : arguments.dropFirst()
    guard let word = words.first, !word.hasPrefix("-"), word != "help" else { return }
    guard let own = commands[word] else {
      throw .unknownCommand(word, nearest: NearestNames.nearest(to: word, among: commands.keys.sorted()))
    }
    guard !own.isEmpty, let second = words.dropFirst().first, !second.hasPrefix("-"), !own.contains(second) else {
      return
    }
    throw .unknownCommand(second, of: word, nearest: NearestNames.nearest(to: second, among: own))
  }

  package var words: CommandFailure {
    switch self {
    case .notUTF8(let argument):
      return CommandFailure(
        .usage, "\(argument.shortened): this is not UTF-8, and would be read as something else; rename it")
    case .unknownCommand(let word, let command, let nearest):
      let before = command.map { "\($0) " } ?? ""
      let meant = nearest.map { before + $0 }.joined(separator: " or ")
      let remedy = nearest.isEmpty ? "coverslip \(before)--help names them all" : "did you mean \(meant)?"
      return CommandFailure(.usage, "\((before + word).quoted) is not a command; \(remedy)")
    }
  }
}
