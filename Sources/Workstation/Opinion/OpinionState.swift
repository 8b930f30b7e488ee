import Casework
import TerminalKit

/// The dialog of a second opinion: it is asked for, given, or the question is taken back.
public struct OpinionState: SteppedDialog, Equatable, Sendable {
  /// What is signed in the end.
  enum Purpose: Equatable, Sendable {
    /// A question about this place.
    case question(SlidePlace)
    /// The answer to it.
    case answer(SecondOpinion)
    /// That it is taken back.
    case withdrawal(SecondOpinion)
  }

  /// Where in the dialog the keys go.
  enum Step: DialogStep, Sendable {
    /// What is asked, or answered.
    case text
    /// Whom it is put to.
    case colleague
    /// The colleague's own call, where they give one.
    case call
    case passphrase
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(SecondOpinion)
  }

  var step: Step
  var isSettled = false
  let purpose: Purpose
  /// The case as it stood when the dialog was opened.
  let file: CaseFile
  /// Those who may be asked; `nil` where the casebook has not told yet.
  var colleagues: [Reviewer]?
  /// Of ``colleagues``; `nil`: anybody.
  var chosen: Int?
  var call: FirstCall?
  var text = TextField(limit: SignOff.commentLimit)
  var typing: Typing<Choices>?
  var passphrase = SecretField()
  var complaint: String?
  var asksToClose = false

  init(_ purpose: Purpose, of file: CaseFile) {
    self.purpose = purpose
    self.file = file
    step = purpose.steps[0]
  }

  var caseID: String { file.id }

  /// What keys choose.
  struct Choices: Equatable, Sendable {
    var chosen: Int?
    var call: FirstCall?
  }

  var choices: Choices {
    get { Choices(chosen: chosen, call: call) }
    set { (chosen, call) = (newValue.chosen, newValue.call) }
  }

  /// Printed name of whoever is asked; `nil`: anybody.
  var colleague: String? {
    guard let colleagues, let chosen, colleagues.indices.contains(chosen) else { return nil }
    return colleagues[chosen].name
  }

  /// What would be signed.
  var draft: OpinionDraft {
    switch purpose {
    case .question(let place): .question(place: place, text: text.text, colleague: colleague)
    case .answer(let opinion):
      .answer(number: opinion.id, to: opinion.request.entryDigest ?? "", text: text.text, call: call)
    case .withdrawal(let opinion): .withdrawal(number: opinion.id, to: opinion.request.entryDigest ?? "")
    }
  }

  var steps: [Step] { purpose.steps }

  var field: WritableKeyPath<OpinionState, TextField>? {
    switch step {
    case .text: \.text
    case .colleague, .call, .passphrase, .signing, .signed: nil
    }
  }

  var holdsWords: Bool { step.isOpen && !text.text.isEmpty }

  /// It is in the casebook.
  mutating func receive(_ opinion: SecondOpinion) { go(to: .signed(opinion)) }
}

extension OpinionState.Purpose {
  fileprivate var steps: [OpinionState.Step] {
    switch self {
    case .question: [.text, .colleague, .passphrase]
    case .answer: [.text, .call, .passphrase]
    case .withdrawal: [.passphrase]
    }
  }
}

extension OpinionState.Step {
  var input: DialogInput {
    switch self {
    case .text: .text
    case .colleague, .call: .choice
    case .passphrase: .passphrase
    case .signing, .signed: .nothing
    }
  }
}
