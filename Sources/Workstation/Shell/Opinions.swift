import Casework
import TerminalKit

/// Second opinions: what the dialog asks for, what comes back, and what was read.
extension WorkstationState {
  /// The queue, and where the workstation was told to begin. The place that was named goes before that of a question.
  mutating func begin() -> [Effect] {
    let queue = inQueue { [file = landing?.file] in $0.load(around: file, in: $1) }
    guard let landing else {
      if showsTour, !isTooSmall { showTour() }
      return queue
    }
    let effects = queue + open(landing.file)
    let around = surroundings
    if let place = landing.place { reading?.land(on: place, in: around) }
    return effects
  }

  mutating func openOpinion(_ purpose: OpinionState.Purpose, of file: CaseFile) -> [Effect] {
    if let refusal = refuse(purpose.right, of: file) { return refusal }
    popup = .opinion(OpinionState(purpose, of: file))
    let check = Effect.checkRight(caseID: file.id, purpose.right)
    switch purpose {
    case .question: return [check, .listColleagues(caseID: file.id)]
    case .answer, .withdrawal: return [check]
    }
  }

  mutating func press(_ key: Key, in dialog: OpinionState) -> [Effect] {
    var dialog = dialog
    let outcome = dialog.press(key, keys.opinion, dialogMoment)
    popup = .opinion(dialog)
    return follow(outcome) { .opine(caseID: dialog.caseID, $0, passphrase: $1) }
  }

  /// What a dialog is told with a key.
  var dialogMoment: DialogMoment { DialogMoment(slides: reading?.slidesSeen(pictures) ?? .all, now: now) }

  /// Does what a dialog asks for.
  mutating func follow<Draft>(
    _ outcome: SigningOutcome<Draft>?, _ signing: (Draft, Passphrase) -> Effect
  ) -> [Effect] {
    switch outcome {
    case .sign(let draft, let passphrase): return [signing(draft, passphrase)]
    case .exports:
      popup = nil
      return openExports()
    case .close:
      popup = nil
      return []
    case nil: return []
    }
  }

  /// Those who may be asked.
  mutating func receive(_ colleagues: [Reviewer], of caseID: String) -> [Effect] {
    withOpinion(of: caseID) { $0.colleagues = colleagues }
    return []
  }

  /// It is in the casebook: the case is read anew, with all that its reader may know.
  mutating func receive(_ opinion: SecondOpinion, of caseID: String) -> [Effect] {
    withOpinion(of: caseID) { $0.receive(opinion) }
    return [.readCase(caseID: caseID)] + inQueue { $0.lookForChanges(in: $1) }
  }

  /// An answer that was on the screen was read: once the casebook has that, it waits for its asker no more.
  mutating func noteAnswers() -> [Effect] {
    guard let file = reading?.file else { return [] }
    let shown = file.unreadAnswers(for: reviewer).filter { !$0.isAnswerWithheld }.map(\.id)
    let new = shown.filter { reading?.answersRead.insert($0).inserted ?? false }
    return new.map { .noteRead(caseID: file.id, opinion: $0) }
  }

  /// Changes the dialog, where it is open over that case; over any where none is named.
  mutating func withOpinion(of caseID: String? = nil, _ change: (inout OpinionState) -> Void) {
    guard case .opinion(var dialog) = popup, caseID == nil || dialog.caseID == caseID else { return }
    change(&dialog)
    popup = .opinion(dialog)
  }
}

extension OpinionState.Purpose {
  /// What whoever signs it must be allowed to do.
  fileprivate var right: ReviewerRight {
    switch self {
    case .question, .withdrawal: .askOpinion
    case .answer: .giveOpinion
    }
  }
}
