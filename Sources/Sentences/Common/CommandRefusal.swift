import Basics

/// What a command line is refused for before its options are looked at.
package enum CommandRefusal: Worded, Hashable {
  /// An argument, its bad bytes replaced: it would be read as another one than was given.
  case notUTF8(String)
  /// A first word that is not a command, and the commands that may have been meant.
  case unknownCommand(String, nearest: [String])

  /// Looks at the arguments of a program that does something without a command too: what begins with a hyphen is left
  /// to it.
  ///
  /// - Parameters:
  ///   - arguments: those of the process, its own name first.
  ///   - notUTF8: the first argument that is not UTF-8, its bad bytes replaced.
  ///   - commands: the names of all commands.
  /// - Throws: why the command line is refused.
  package static func check(
    _ arguments: [String], notUTF8: String?, among commands: [String]
  ) throws(CommandRefusal) {
    if let notUTF8 { throw .notUTF8(notUTF8) }
    guard let word = arguments.dropFirst().first, !word.hasPrefix("-"), !(commands + ["help"]).contains(word) else {
      return
    }
    throw .unknownCommand(word, nearest: NearestNames.nearest(to: word, among: commands))
  }

  package var words: CommandFailure {
    switch self {
    case .notUTF8(let argument):
      return CommandFailure(
        .usage, "\(argument): this is not UTF-8, and would be read as something else; rename it")
    case .unknownCommand(let word, let nearest):
      let remedy =
        nearest.isEmpty ? "coverslip --help names them all" : "did you mean \(nearest.joined(separator: " or "))?"
      return CommandFailure(.usage, "\"\(word.printable)\" is not a command; \(remedy)")
    }
  }
}
