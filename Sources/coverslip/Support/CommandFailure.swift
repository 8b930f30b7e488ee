import ArgumentParser

/// The exit codes of `sysexits.h` that Coverslip uses.
enum Exit: Int32 {
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case ourFault = 70
  case cannotWrite = 73
  case tryAgain = 75
  case notPermitted = 77

  var code: ExitCode { ExitCode(rawValue) }
}

/// A failure in the user's words: what failed, on what, why, what to do next; and the exit code.
struct CommandFailure: Error {
  let sentence: String
  let exit: Exit

  init(_ exit: Exit, _ sentence: String) {
    self.exit = exit
    self.sentence = sentence
  }
}
