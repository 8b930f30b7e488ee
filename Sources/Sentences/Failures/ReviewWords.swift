import Basics
import Casework
import UseCases
import Workstation

extension ReviewFailure {
  /// For the reviewer: what failed, why, and what to do.
  package var problem: Problem {
    switch self {
    case .notSigned(let error, let place):
      Problem(title: "Not signed", detail: sentence(of: error), remedy: place.remedy)
    case .signatureRefused(let error): Self.refusedSignature(error)
    case .notSupplemented(let error):
      Problem(
        title: "Not signed", detail: sentence(of: error), remedy: "Nothing was added or changed; the dialog stays open."
      )
    case .notPermitted(let error):
      Problem(
        title: Self.title(ofRefused: error), detail: sentence(of: error),
        remedy: "Nothing was signed; you can go on looking.")
    case .notTakenUp(let error):
      Problem(
        title: "You cannot take this case up", detail: sentence(of: error),
        remedy: "You can go on looking. Who may sign starts coverslip review --reviewer NAME.")
    case .notHandedOver(let error):
      Problem(title: "The case is still yours", detail: sentence(of: error), remedy: "Go on with it: sign off.")
    case .draftNotSaved(let error, let place):
      Problem(
        title: "The draft is not in the casebook", detail: sentence(of: error), remedy: place?.remedy ?? "Try again.")
    case .notClaimed(let error):
      Problem(
        title: "Another reviewer is reading this case", detail: sentence(of: error),
        remedy: "Nothing was signed; a draft is kept. Sign off again when it was given back.")
    case .firstCallNotKept(let error):
      Problem(
        title: "The first call is not in the ledger", detail: sentence(of: error),
        remedy: "Nothing was committed, and nothing is shown yet. Try again.")
    case .notScored(let error):
      Problem(title: "Not scored", detail: sentence(of: error), remedy: "Nothing was recorded.")
    case .markNotKept(let error):
      Problem(title: "The mark is not kept", detail: sentence(of: error), remedy: "Nothing was changed.")
    case .noAnswer(let error): Self.unanswered(error)
    case .themeNotSaved(let error):
      Problem(title: "The theme is not kept", detail: sentence(of: error), remedy: "It stays until you leave.")
    case .listsNotRead(let error):
      Problem(
        title: "Your columns and lists are not read", detail: sentence(of: error),
        remedy: "The usual ones are shown. Correct the file, or take it away.")
    case .listsNotSaved(let error):
      Problem(
        title: "Your columns and lists are not kept", detail: sentence(of: error), remedy: "They stay until you leave.")
    case .notTried(let error):
      Problem(
        title: "Not tried without the region", detail: sentence(of: error),
        remedy: "The finding stands as it is. Start with the model that made it, or score the case again.")
    case .notExported(let error):
      Problem(title: "Not exported", detail: sentence(of: error), remedy: "No file stands there in part. Try again.")
    }
  }

  /// The same for whoever reads line by line, and presses no keys.
  package var spokenProblem: Problem {
    var spoken = problem
    guard case .noAnswer(let error) = self else { return spoken }
    spoken.remedy = "Type quit, and start again."
    if case .noSuchCase? = error as? CaseStoreFailure {
      (spoken.title, spoken.remedy) = ("That case is not in the casebook", "Choose one of the queue.")
    }
    return spoken
  }

  private static func refusedSignature(_ error: any Error) -> Problem {
    guard case .identity(.notOpened)? = error as? CaseStoreFailure else {
      return Problem(title: "Not signed", detail: sentence(of: error), remedy: DraftPlace.casebook.remedy)
    }
    return Problem(
      title: "Not signed", detail: "your passphrase, or your key, was changed meanwhile; sign again",
      remedy: DraftPlace.casebook.remedy)
  }

  private static func title(ofRefused error: any Error) -> String {
    guard case .identity(.noRight(let right, _))? = error as? CaseStoreFailure else {
      return "You cannot sign in this casebook"
    }
    return switch right {
    case .askOpinion: "You cannot ask for an opinion"
    case .giveOpinion: "You cannot give an opinion"
    case .sign, .amend, .admit, .seeIdentities, .exportIdentities, .takeUp, .recordOutcome: "You cannot sign this"
    }
  }

  private static func unanswered(_ error: any Error) -> Problem {
    if case .unavailable(.replaced)? = error as? CaseStoreFailure {
      return Problem(
        title: "This is not the casebook that was opened", detail: sentence(of: error),
        remedy: "Leave with q, and start Coverslip again.")
    }
    return Problem(
      title: "The casebook did not answer", detail: sentence(of: error), remedy: "Press r to try again.")
  }
}

extension ReviewEnd {
  /// What is told once the screen is gone.
  package var sentences: [String] { news + unsigned.map(\.words.sentence) }
}

extension UnsignedCase {
  /// What is said of it after the workstation: that it is not signed, why, and where the draft is.
  package var words: CommandFailure {
    CommandFailure(.tryAgain, "case \(caseID.printable) is not signed: \(why)")
  }

  private var why: String {
    switch reason {
    case .ended: "the workstation was ended while z could withdraw it; the draft is kept"
    case .untried: "the workstation was left while the passphrase was tried; the draft is kept"
    case .refused(let problem): "\(problem.detail). \(problem.remedy)"
    }
  }
}

extension DraftPlace {
  /// Where the draft is, and what to do.
  fileprivate var remedy: String {
    switch self {
    case .casebook: "Nothing was signed; the draft is kept."
    case .file(let path):
      "Nothing was signed. The draft is kept in \(path.printable) until the casebook can take it."
    case .screen:
      "Nothing was signed. The draft is on this screen alone: make room or a place for it before you leave."
    }
  }
}
