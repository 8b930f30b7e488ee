import Basics
import Casework
import Labels

extension CaseFilterMistake: Worded {
  package var words: CommandFailure {
    CommandFailure(.usage, "the filter, at character \(place + 1): \(phrase.printable)")
  }
}
