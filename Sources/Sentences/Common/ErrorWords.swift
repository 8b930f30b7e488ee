import Basics

/// The user's words for an error of any module, or `nil` for errors that the argument parser words itself.
///
/// Modules throw data; the sentences are made here and in the files beside, so that they agree in tone: what failed, on
/// what, why, what to do next.
package func words(for error: any Error) -> CommandFailure? {
  switch error {
  case let failure as CommandFailure: failure
  case let failure as any Worded: failure.words
  default: nil
  }
}

/// A type of error that has words.
package protocol Worded: Error {
  var words: CommandFailure { get }
}

/// The words of an error, or what the language says of it.
package func sentence(of error: any Error) -> String { words(for: error)?.sentence ?? "\(error)".printable }
