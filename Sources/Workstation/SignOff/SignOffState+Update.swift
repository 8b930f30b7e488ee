import Casework
import Prognosis
import TerminalKit

extension SignOffState {
  /// What a key does at the present step. `unseen` says why the case cannot be said to have been reviewed.
  mutating func press(_ key: Key, _ keys: SignOffKeys, unseen: String?) -> [SignOffOutcome] {
    guard !awaitsQuiet else { return [] }
    complaint = nil
    switch step {
    case .signing: return []
    case .signed: return keys.signed.command(for: key).map { perform($0, unseen: unseen) } ?? []
    case .comment: return pressInComment(key, keys.comment, unseen: unseen)
    case .override:
      if let reason = keys.reason(of: key) {
        reasonIndex = reason
        return keep()
      }
      return keys.override.command(for: key).map { perform($0, unseen: unseen) } ?? []
    case .decision: return keys.decision.command(for: key).map { perform($0, unseen: unseen) } ?? []
    case .signature: return pressInSignature(key, keys.signature, unseen: unseen)
    }
  }

  private mutating func pressInComment(
    _ key: Key, _ keys: KeyTable<SignOffCommand>, unseen: String?
  ) -> [SignOffOutcome] {
    if let command = keys.command(for: key) { return perform(command, unseen: unseen) }
    return comment.press(key) ? keep() : []
  }

  private mutating func pressInSignature(
    _ key: Key, _ keys: KeyTable<SignOffCommand>, unseen: String?
  ) -> [SignOffOutcome] {
    if let command = keys.command(for: key) { return perform(command, unseen: unseen) }
    if key == .enter { complaint = "Enter does not sign: \(keys.label(of: .sign)) does." }
    return []
  }

  /// Pasted text is comment and nothing else, its line breaks blanks.
  mutating func paste(_ text: String) -> [SignOffOutcome] {
    guard !awaitsQuiet else { return [] }
    switch step {
    case .comment:
      let left = comment.insert(text)
      complaint = left == 0 ? nil : "\(left) characters did not fit: a comment has \(SignOff.commentLimit) at most."
      return keep()
    case .decision, .override, .signature, .signing, .signed:
      complaint = "Pasted text is taken only in the comment."
      return []
    }
  }

  /// Does what a key asked for.
  mutating func perform(_ command: SignOffCommand, unseen: String?) -> [SignOffOutcome] {
    switch command {
    case .confirm: return confirm()
    case .override: return override()
    case .reasonDown: return moveReason(by: 1)
    case .reasonUp: return moveReason(by: -1)
    case .otherFinalCall: return switchFinalCall()
    case .proceed: return proceed()
    case .sign: return sign(unseen: unseen)
    case .stepBack: return stepBack()
    case .keepDraft: return keep() + [.close(keepsDraft: kept != nil)]
    case .discardDraft: return discard()
    case .close: return [.close(keepsDraft: false)]
    }
  }

  /// Has the draft kept where it changed.
  private mutating func keep() -> [SignOffOutcome] {
    let draft = draft == SignOffDraft() ? nil : draft
    guard kept != draft else { return [] }
    kept = draft
    return [.keep(draft)]
  }

  private mutating func discard() -> [SignOffOutcome] {
    guard kept != nil else { return [] }
    self = SignOffState(caseID: caseID, finding: finding, draft: nil)
    return [.keep(nil)]
  }

  // MARK: Steps

  private mutating func confirm() -> [SignOffOutcome] {
    decision = .confirm
    go(to: .comment)
    return keep()
  }

  private mutating func override() -> [SignOffOutcome] {
    decision = .override
    go(to: .override)
    let isChosen = finalCall.map { alternatives.contains($0) } ?? false
    if !isChosen { finalCall = likeliestOverride }
    return keep()
  }

  private mutating func proceed() -> [SignOffOutcome] {
    switch step {
    case .decision: proceedFromDecision()
    case .override:
      if finalCall == nil || reason == nil { complaint = missing } else { go(to: .comment) }
    case .comment:
      complaint = missing
      if complaint == nil { go(to: .signature) }
    case .signature, .signing, .signed: complaint = missing
    }
    return []
  }

  private mutating func proceedFromDecision() {
    switch decision {
    case .confirm?: go(to: .comment)
    case .override?: go(to: .override)
    case nil: complaint = missing
    }
  }

  private mutating func stepBack() -> [SignOffOutcome] {
    switch step {
    case .signature: go(to: .comment)
    case .comment: go(to: isOverride ? .override : .decision)
    case .decision, .override: go(to: .decision)
    case .signing, .signed: return []
    }
    return keep()
  }

  private mutating func sign(unseen: String?) -> [SignOffOutcome] {
    complaint = missing ?? unseen
    guard complaint == nil else { return [] }
    go(to: .signing)
    return [.sign(findingID: finding.id, draft)]
  }

  // MARK: The reviewer's own call

  /// The opposite of a call that is made; nothing is suggested where the model declined.
  private var likeliestOverride: Call? {
    switch modelCall {
    case .high: .low
    case .low: .high
    case .noCall: nil
    }
  }

  private mutating func switchFinalCall() -> [SignOffOutcome] {
    let index = finalCall.flatMap { alternatives.firstIndex(of: $0) } ?? -1
    finalCall = alternatives[(index + 1) % alternatives.count]
    return keep()
  }

  private mutating func moveReason(by step: Int) -> [SignOffOutcome] {
    let last = OverrideReason.allCases.count - 1
    reasonIndex = reasonIndex.map { min(max(0, $0 + step), last) } ?? (step > 0 ? 0 : last)
    return keep()
  }

  // MARK: Input that does not count

  /// The dialog was painted, and what had been typed before was dropped.
  mutating func settle() { isSettled = true }

  /// What lay behind a problem is painted and settled anew before it can be signed.
  mutating func unsettle() { if step.asksForSignature { isSettled = false } }

  /// Several keys came at once where one by itself signs.
  mutating func refuseCrowd(_ keys: SignOffKeys) {
    guard step.asksForSignature else { return }
    complaint = "Several keys came at once: none was taken. \(keys.signature.label(of: .sign)) by itself signs."
  }

  // MARK: Answers

  /// It is in the casebook.
  mutating func receive(_ signOff: SignOff) { go(to: .signed(signOff)) }

  /// Nothing was signed: the dialog is where it was.
  mutating func fail() { go(to: .signature) }
}
