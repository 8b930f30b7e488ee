import Basics
import UseCases

extension SigningInputFailure: Worded {
  package var words: CommandFailure { CommandFailure(.usage, sentence) }

  private var sentence: String {
    switch self {
    case .takesNoCall(let decision):
      "\(decision.rawValue) takes no call of your own; leave out --call, or choose another decision"
    case .unclean(.comment):
      "the comment holds control characters, line breaks or marks that turn the direction; leave them out"
    case .unclean(.text):
      "the text holds control characters, line breaks or marks that turn the direction; leave them out"
    case .unknownReason(let code, let decision, let offered, let nearest):
      "\(code.printable) is not a reason to \(decision.rawValue); "
        + (nearest.isEmpty ? "" : "did you mean \(nearest.joined(separator: " or "))? ")
        + (offered.isEmpty ? "this decision takes no reason" : "the codes are \(offered.joined(separator: ", "))")
    }
  }
}

extension SeveralAdmitters: Worded {
  package var words: CommandFailure {
    CommandFailure(
      .usage,
      "several reviewers may admit and retire; name one of them with --by: \(names.joined(separator: ", "))".printable)
  }
}
