import Casework
import Labels
import UseCases

extension ReadingsFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .nobodyAsks:
      CommandFailure(
        .usage, "readings are told to readers of their own, and to quality of all; say with --reviewer who asks")
    case .notTold(let role):
      CommandFailure(
        .notPermitted,
        "readings are told to readers of their own, and to quality of all; "
          + "the role \(role.label) is told of nobody's")
    case .singlesOut(let name):
      CommandFailure(
        .notPermitted,
        "by:\(name.quoted) asks for a colleague by name: a reader is told of colleagues together, without names; "
          + "by:me and filters without by: are taken")
    }
  }
}
