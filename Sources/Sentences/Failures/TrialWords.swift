import Labels
import UseCases

extension TrialFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noModel: CommandFailure(.noInput, "no model is loaded that could be asked again")
    case .otherModel(let name, let version):
      CommandFailure(
        .badData,
        "the finding was made by \(name.printable) \(version.printable), which is not the model that is loaded")
    case .noFeatures(let error):
      CommandFailure(.badData, "the finding keeps no features of its tiles: \(sentence(of: error))")
    case .notReproduced:
      CommandFailure(.badData, "what the finding keeps of its tiles does not give its score again")
    case .noAnswer(let error): CommandFailure(.badData, sentence(of: error))
    }
  }
}
