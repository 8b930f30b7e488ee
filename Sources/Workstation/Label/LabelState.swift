import Casework
import TerminalKit

/// The dialog that resolves that the label of a slide does not say what is expected.
public struct LabelState: SteppedDialog, Equatable, Sendable {
  /// Where in the dialog the keys go.
  enum Step: DialogStep, Sendable {
    /// Why the slide may be read.
    case reason
    /// The reader's own words; may be empty.
    case comment
    case passphrase
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(LabelResolution)
  }

  var step = Step.reason
  var isSettled = false
  /// The case as it stood when the dialog was opened.
  let file: CaseFile
  /// Index of the slide whose label it is.
  let slide: Int
  /// The content whose label it is, and the two texts.
  private let mismatch: LabelResolutionDraft
  /// Never preset.
  var reason: LabelReason?
  var comment = TextField(limit: SignOff.commentLimit)
  var typing: Typing<LabelReason?>?
  var passphrase = SecretField()
  var complaint: String?
  var asksToClose = false

  /// The dialog over the mismatch of that slide; `nil` where its label has none.
  init?(_ file: CaseFile, slide: Int) {
    guard let mismatch = file.openMismatch(of: slide) else { return nil }
    self.file = file
    self.slide = slide
    self.mismatch = mismatch
  }

  /// The two texts.
  var check: LabelCheck { mismatch.check }

  var caseID: String { file.id }

  var choices: LabelReason? {
    get { reason }
    set { reason = newValue }
  }

  /// What would be signed.
  var draft: LabelResolutionDraft {
    LabelResolutionDraft(
      slide: slide, slideDigest: mismatch.slideDigest, check: check, reason: reason, comment: comment.text)
  }

  var steps: [Step] { [.reason, .comment, .passphrase] }

  var field: WritableKeyPath<LabelState, TextField>? {
    switch step {
    case .comment: \.comment
    case .reason, .passphrase, .signing, .signed: nil
    }
  }

  var holdsWords: Bool { step.isOpen && !comment.text.isEmpty }

  /// It is in the casebook.
  mutating func receive(_ resolution: LabelResolution) { go(to: .signed(resolution)) }
}

extension LabelState {
  /// A reason, by its number.
  mutating func choose(by key: Key, _ keys: LabelKeys) {
    guard let index = keys.reasons.firstIndex(of: key), LabelReason.allCases.indices.contains(index) else { return }
    reason = LabelReason.allCases[index]
  }

  mutating func perform(_ command: LabelCommand, _ moment: DialogMoment) -> SigningOutcome<LabelResolutionDraft>? {
    switch command {
    case .proceed: proceed()
    case .stepBack: goBack()
    case .sign: return sign(draft)
    case .close: return close()
    }
    return nil
  }

  private mutating func proceed() {
    guard reason != nil else { return complaint = "Choose why the slide may be read: 1 to 3." }
    goOn()
  }
}

extension LabelState.Step {
  var input: DialogInput {
    switch self {
    case .reason: .choice
    case .comment: .text
    case .passphrase: .passphrase
    case .signing, .signed: .nothing
    }
  }
}
