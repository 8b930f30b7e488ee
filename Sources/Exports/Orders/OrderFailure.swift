import Basics
import Casework
import Documents
import Files
import Sentences
import UseCases

/// Why a folder's orders are not taken; what was taken before it stands.
package enum OrderFailure: Error, Sendable {
  /// There is no such folder of orders.
  case noFolder(path: String)
  /// There is no such folder for answers: a share may be gone.
  case noAnswers(path: String)
  /// Answers would lie among the orders, and be taken for some.
  case answersAmongOrders(path: String)
  /// There is no such folder of slides.
  case noSlides(path: String)
  /// A folder cannot be made, or what is kept of orders cannot be read or written.
  case file(FileFailure)
  /// What is kept of orders cannot be understood.
  case badBook(path: String)
  /// The casebook does not answer.
  case store(CaseStoreFailure)
  /// An answer cannot be written.
  case answer(FileFailure)
}

extension OrderFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noFolder(let path): CommandFailure(.noInput, "\(path.printable): there is no such folder of orders")
    case .noAnswers(let path):
      CommandFailure(.noInput, "\(path.printable): there is no such folder for answers; make it, or mount its share")
    case .answersAmongOrders(let path):
      CommandFailure(.usage, "\(path.printable): answers cannot lie among the orders; name another folder by --answers")
    case .noSlides(let path):
      CommandFailure(.noInput, "\(path.printable): there is no such folder of slides, so that no case was registered")
    case .file(let failure): failure.words
    case .badBook(let path):
      CommandFailure(
        .badData, "\(path.printable): this is not what coverslip keeps of orders; put it aside or restore it")
    case .store(let failure): failure.words
    case .answer(let failure): CommandFailure(.cannotWrite, failure.words.sentence)
    }
  }
}
