import Casework

extension OpinionStanding {
  /// As shown: `waits for an answer`.
  public var label: String {
    switch self {
    case .open: "waits for an answer"
    case .answered: "answered"
    case .read: "answered and read"
    case .withdrawn: "taken back"
    case .lapsed: "closed with the case, without an answer"
    }
  }
}

extension SecondOpinion {
  /// What stands in the place of an answer that is withheld from whoever reads `file`, and until when; `nil` where none
  /// is. That there is one is told by its standing, too; of what it says nothing is.
  public func withheldWords(in file: CaseFile) -> String? {
    guard isAnswerWithheld else { return nil }
    return "There is an answer; it is \(file.withheld?.label ?? "withheld until both readers have signed")."
  }
}

extension OpinionRequest {
  /// `question 1`.
  public var title: String { "question \(number)" }

  /// Whom it is put to.
  public var askedOf: String { colleague ?? "anybody" }

  /// The sentence that the signature stands under.
  public var statement: String { meaning.statement(shown: nil) }
}

extension OpinionAnswer {
  /// The sentence that the signature stands under, and whether its author knew the model's call.
  public var statement: String {
    meaning.statement(shown: nil) + (isBlinded ? " The model's call was withheld from me." : "")
  }
}
