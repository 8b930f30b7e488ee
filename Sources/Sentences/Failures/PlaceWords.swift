import Casework
import Labels
import UseCases

extension PlaceFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .store(let failure): failure.words
    case .notThere(let text, let problem): CommandFailure(.noInput, "\(text): \(problem.sentence)")
    case .malformed(let text, let caseID):
      CommandFailure(
        .usage,
        "\"\(text)\" is not a place of the case \"\(caseID)\"; write one as \(caseID)@12000,8000,20x: its middle in px "
          + "of level 0 from the upper left corner, and the power (\(caseID)@2:12000,8000,2.5x: on the second slide)")
    }
  }
}

extension PlaceProblem {
  /// What is wrong with the place, and what to do.
  package var sentence: String {
    switch self {
    case .otherCase(let id): "this is a place of the case \"\(id)\""
    case .noSlideNamed(let count):
      "the case has \(count.counted("slide")); name one of them from 1 to \(count) before the place, as in "
        + "CASE@1:12000,8000,20x"
    case .noSuchSlide(let number, let count):
      "there is no slide \(number); the case has \(count == 1 ? "one slide" : "\(count) slides")"
    case .besideSlide(let width, let height):
      "the place lies beside the slide, which has \(width) x \(height) px at level 0"
    }
  }
}

extension OpinionProblem {
  /// What keeps an opinion from being asked for, given or taken back, and what to do.
  package var sentence: String {
    switch self {
    case .noQuestion: "a question asks something; give its text"
    case .noAnswer: "an answer says something; give its text"
    case .textTooLong(let length, let limit): "the text has \(length) characters, \(limit) fit; shorten it"
    case .place(let problem): problem.sentence
    case .ownQuestion: "a second opinion is another one's: nobody is asked by themself, or answers their own question"
    case .askedOf(let colleague): "\(colleague) was asked, and answers"
    case .noSuchQuestion(let number): "the case has no question \(number) as it was shown; open it again"
    case .answered(let name): "the question was answered by \(name) already"
    case .withdrawn: "the question was taken back"
    case .nothingToRead: "there is no answer that was not read"
    case .askedBy(let asker): "\(asker) has asked: nobody else reads the answer for them, or takes the question back"
    case .otherBlinding: "the case is read in another way since you opened it; open it again"
    }
  }
}
