/// The exit codes of `sysexits.h` that Coverslip uses.
package enum Exit: Int32, Sendable {
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case ourFault = 70
  case cannotWrite = 73
  case tryAgain = 75
  case notPermitted = 77
}

/// A failure in the user's words: what failed, on what, why, what to do next; and the exit code.
package struct CommandFailure: Error, Hashable, CustomStringConvertible {
  package let sentence: String
  package let exit: Exit

  package init(_ exit: Exit, _ sentence: String) {
    self.exit = exit
    self.sentence = sentence
  }

  /// The sentence: what the argument parser says of a failure that a check of options throws.
  package var description: String { sentence }
}
