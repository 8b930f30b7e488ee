import Files
import UseCases

extension GivenFileFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .unreadable(let path): CommandFailure(.noInput, "\(path): there is no such file, or it may not be read")
    case .noFolder(let path, let folder):
      CommandFailure(.cannotWrite, "cannot write \(path): there is no folder \(folder); make it first")
    case .unwritable(let failure): CommandFailure(.cannotWrite, failure.words.sentence)
    }
  }
}
