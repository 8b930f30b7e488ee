import Files
import UseCases

extension GivenFileFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .unreadable(let path): CommandFailure(.noInput, "\(path): there is no such file, or it may not be read")
    case .tooLong(let path, let limit):
      CommandFailure(.badData, "\(path): longer than the \(limit >> 20) MiB that such a file may have")
    case .noFolder(let path, let folder):
      CommandFailure(.cannotWrite, "cannot write \(path): there is no folder \(folder); make it first")
    case .irreplaceable(let path, let content):
      CommandFailure(.cannotWrite, "\(path): \(content.sentence), and would be lost; name another file")
    case .unwritable(let failure): CommandFailure(.cannotWrite, failure.words.sentence)
    }
  }
}

extension KeptContent {
  fileprivate var sentence: String {
    switch self {
    case .database: "a casebook or another database is there"
    case .journal: "what was written last of the casebook or database beside it is there"
    case .slide: "a slide is there"
    case .tensors: "findings, features or weights of a model are there"
    case .companion: "what belongs to a casebook is kept there"
    case .key: "the private key of a log is there"
    }
  }
}
