import CasebookStore
import Casework
import FeatureFiles
import Microscopy
import NeuralNetworks
import SlideReading
import SlideWriting
import Themes

/// The user's words for an error of any module, or `nil` for errors that the argument parser words itself.
///
/// Modules throw data; the sentences are made here and in the files beside, so that they agree in tone: what failed, on
/// what, why, what to do next.
func words(for error: any Error) -> CommandFailure? {
  switch error {
  case let failure as CommandFailure: failure
  case let failure as CasebookFailure: failure.words
  case let failure as SlideOpenFailure: failure.words
  case let failure as FeatureFileFailure: failure.words
  case let failure as BundleFailure: failure.words
  case let failure as TrainingFailure: failure.words
  case let failure as SlideWriteFailure: failure.words
  case let failure as ThemeFailure: failure.words
  default: nil
  }
}

/// A type of error that has words.
protocol Worded: Error {
  var words: CommandFailure { get }
}
