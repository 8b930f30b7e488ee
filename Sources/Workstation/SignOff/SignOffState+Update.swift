import Casework
import Prognosis
import TerminalKit

extension SignOffState {
  /// What a key does at the present step.
  ///
  /// - Parameters:
  ///   - slides: what of the case was on the screen.
  ///   - now: seconds since the epoch.
  mutating func press(_ key: Key, _ keys: SignOffKeys, slides: SlidesSeen, now: Int = 0) -> [SignOffOutcome] {
    guard !awaitsQuiet else { return [] }
    complaint = nil
    switch step {
    case .checking, .signing: return []
    case .held, .signed: return keys.signed.command(for: key).map { perform($0, slides) } ?? []
    case .choice: return pressInChoice(key, keys, slides, now)
    case .comment:
      if let command = keys.comment.command(for: key) { return perform(command, slides) }
      type(key, now)
      return []
    case .passphrase:
      if let command = keys.passphrase.command(for: key) { return perform(command, slides) }
      _ = passphrase.press(key)
      return []
    }
  }

  private mutating func pressInChoice(
    _ key: Key, _ keys: SignOffKeys, _ slides: SlidesSeen, _ now: Int
  ) -> [SignOffOutcome] {
    let command = (asksReason ? keys.reason : keys.choice).command(for: key)
    guard counts(key, isKnown: command != nil || keys.reasons.contains(key), now: now) else {
      asksToDiscard = false
      if asksReason { complaint = "That is not a key here: choose a reason by its key, or Tab goes back to the call." }
      return keep()
    }
    if asksToDiscard {
      asksToDiscard = false
      return command == .discardDraft ? discard() : []
    }
    if let index = keys.reason(of: key, count: offered.count) {
      reason = offered[index]
      return keep()
    }
    return command.map { perform($0, slides) } ?? []
  }

  private mutating func type(_ key: Key, _ now: Int) {
    guard case .character(let character) = key else {
      if comment.press(key) { typedAt = now }
      return
    }
    refuse(comment.insert(String(character)), now)
  }

  private mutating func refuse(_ refusal: TextField.Refusal?, _ now: Int) {
    complaint = refusal?.sentence(of: "comment")
    if refusal == nil { typedAt = now }
  }

  /// Pasted text is comment or passphrase, and never a key; line breaks in a comment are blanks.
  mutating func paste(_ text: String, now: Int = 0) -> [SignOffOutcome] {
    guard !awaitsQuiet else { return [] }
    complaint = nil
    switch step {
    case .comment: refuse(comment.insert(text), now)
    case .passphrase:
      if !passphrase.insert(text) { complaint = "A passphrase is one line: nothing of the pasted text was taken." }
    case .choice, .checking, .held, .signing, .signed:
      complaint = "Pasted text is taken only in the comment and as passphrase."
    }
    return []
  }

  /// Time goes by: the draft is kept where the comment was left alone for a moment.
  mutating func tick(_ now: Int) -> [SignOffOutcome] {
    guard let typedAt, now - typedAt >= Self.pause else { return [] }
    return keep()
  }

  /// Seconds without a key after which what was typed is kept.
  static let pause = 2

  /// Does what a key asked for.
  mutating func perform(_ command: SignOffCommand, _ slides: SlidesSeen) -> [SignOffOutcome] {
    switch command {
    case .callHigh: return decide(with: .high)
    case .callLow: return decide(with: .low)
    case .acknowledge: return acknowledge()
    case .defer: return decide(.defer)
    case .reject: return decide(.reject)
    case .reasonDown: return moveReason(by: 1)
    case .reasonUp: return moveReason(by: -1)
    case .comment:
      go(to: .comment)
      return []
    case .diagnosis: return sayWhereRead()
    case .grade: return giveNextGrade()
    case .proceed: return proceed(slides)
    case .sign: return sign(slides)
    case .stepBack:
      go(to: .choice)
      return keep()
    case .keepDraft: return keep() + [.close(keepsDraft: kept.map { $0 != blank } ?? false)]
    case .discardDraft:
      asksToDiscard = draft != blank
      return []
    case .withdraw: return [.withdraw]
    case .next: return [.next]
    case .export: return [.exports]
    case .close: return [.close(keepsDraft: false)]
    }
  }

  /// Has the draft kept where it changed.
  mutating func keep() -> [SignOffOutcome] {
    typedAt = nil
    let draft = draft == SignOffDraft() ? nil : draft
    guard step.isOpen, kept != draft else { return [] }
    kept = draft
    return [.keep(draft)]
  }

  private mutating func discard() -> [SignOffOutcome] {
    let (isKept, barred, left) = (kept != nil, barred, judgedTiles == nil ? nil : blank)
    self = SignOffState(
      record: record, identitiesWithheld: identitiesWithheld, finding: finding, firstRead: firstRead, between: between,
      openLabels: openLabels,
      reasons: reasons, combined: combined, draft: left)
    if let barred { bar(barred) }
    return isKept ? [.keep(left)] : []
  }

  // MARK: The decision

  private mutating func decide(with call: Call) -> [SignOffOutcome] {
    ownCall = call
    return decide(Decision(ownCall: call, modelCall: modelCall))
  }

  private mutating func acknowledge() -> [SignOffOutcome] {
    guard !modelCall.isAnswer else {
      complaint = "The model makes a call here: give your own, or defer or reject."
      return []
    }
    return decide(.acknowledge)
  }

  private mutating func decide(_ next: Decision) -> [SignOffOutcome] {
    decision = next
    if !next.needsOwnCall { ownCall = nil }
    reason = reason.flatMap { offered.contains($0) ? $0 : nil }
    return keep()
  }

  private mutating func moveReason(by step: Int) -> [SignOffOutcome] {
    guard let last = offered.indices.last else { return [] }
    let index = reason.flatMap { offered.firstIndex(of: $0) }
    reason = offered[index.map { min(max(0, $0 + step), last) } ?? (step > 0 ? 0 : last)]
    return keep()
  }

  // MARK: What need not be said

  private mutating func sayWhereRead() -> [SignOffOutcome] {
    diagnosisRead =
      switch diagnosisRead {
      case nil, .notStated?: .glass
      case .glass?: .pacs
      case .pacs?: .thisScreen
      case .thisScreen?: nil
      }
    return keep()
  }

  /// The next grade; behind the last one none, which leaves that of the first call.
  private mutating func giveNextGrade() -> [SignOffOutcome] {
    let next = ownGrade.map { $0 + 1 } ?? FirstRead.grades.lowerBound
    ownGrade = FirstRead.grades.contains(next) ? next : nil
    return keep()
  }

  // MARK: Steps

  /// On to the passphrase, or to what is missing before.
  private mutating func proceed(_ slides: SlidesSeen) -> [SignOffOutcome] {
    guard barred == nil else {
      complaint = barred
      return keep()
    }
    let problem = problem
    complaint = problem?.dialogSentence(of: self) ?? refusal(slides)
    if complaint == nil { go(to: .passphrase) }
    switch problem {
    case .noComment, .commentTooLong: go(to: .comment)
    case .noDecision, .noFinalCall, .otherCall, .sameCall, .noModelCall, .modelCallStands, .noReason, .otherReason:
      go(to: .choice)
      asksReason = problem?.isOfReason ?? false
    case .changedFiles, .noReviewer, .notScored, .notInReview, .firstCallAwaited, .firstCallNotAsked, .firstCallStands,
      .readAlready, .noSuchGrade, .needsWorkstation, .otherReading, nil:
      break
    }
    return keep()
  }

  /// Why it cannot be signed of what was on the screen, upon the slides' files, and of what the labels say.
  private func refusal(_ slides: SlidesSeen) -> String? {
    (decision?.needsPicture ?? true ? slides.signingRefusal : nil) ?? labelRefusal
  }

  /// Why no call can be signed of these slides, with the key that mends it.
  var labelRefusal: String? { decision?.needsLabels ?? true ? openLabels.labelRefusal(labelKey) : nil }

  private mutating func sign(_ slides: SlidesSeen) -> [SignOffOutcome] {
    complaint = problem?.dialogSentence(of: self) ?? refusal(slides)
    if complaint == nil, passphrase.isEmpty { complaint = "Type your passphrase, then Enter." }
    guard complaint == nil else { return [] }
    let signed = signed(slides)
    let secret = Passphrase(passphrase.secret)
    let kept = keep()
    go(to: .checking)
    return kept + [.sign(findingID: finding.id, signed, secret)]
  }

  // MARK: Input that does not count

  mutating func unsettle() { if step.asksForPassphrase { isSettled = false } }

  /// Whether a key counts that came together with others: text does, but no key that leads elsewhere or chooses.
  func isTakenInCrowd(_ key: Key, _ keys: SignOffKeys) -> Bool {
    switch step {
    case .choice: key.isTakenInCrowd
    case .comment: keys.comment.command(for: key) == nil
    case .passphrase: keys.passphrase.command(for: key) == nil
    case .checking, .held, .signing, .signed: true
    }
  }

  // MARK: Answers

  /// The passphrase is the reader's: the signature can be withdrawn for a moment.
  mutating func hold() { go(to: .held) }

  /// It goes to the casebook now.
  mutating func send() { go(to: .signing) }

  /// It is in the casebook.
  mutating func receive(_ signOff: SignOff) { go(to: .signed(signOff)) }

  /// Nothing was signed: the dialog is where the passphrase is typed, and empty of it.
  mutating func fail(_ words: String? = nil) {
    go(to: .passphrase)
    complaint = words
  }

  /// The signature was taken back: the draft is as it was.
  mutating func withdraw() {
    go(to: .choice)
    complaint = "Withdrawn: nothing was signed."
  }
}

extension SignOffProblem {
  /// Whether a decision is there, and only its reason is missing.
  fileprivate var isOfReason: Bool {
    switch self {
    case .noReason, .otherReason: true
    case .noDecision, .noFinalCall, .otherCall, .sameCall, .noModelCall, .modelCallStands, .noComment, .commentTooLong,
      .changedFiles, .noReviewer, .notScored, .notInReview, .firstCallAwaited, .firstCallNotAsked, .firstCallStands,
      .readAlready, .noSuchGrade, .needsWorkstation, .otherReading:
      false
    }
  }

  /// What is missing, and the keys that give it.
  fileprivate func dialogSentence(of dialog: SignOffState) -> String {
    switch self {
    case .noDecision, .noFinalCall, .otherCall, .sameCall, .noModelCall, .modelCallStands:
      dialog.modelCall.isAnswer
        ? "Give your own call first: h high, l low; or d defer, r reject."
        : "Choose first: a acknowledge; h high or l low as your own; d defer, r reject."
    case .noReason, .otherReason: "Choose a reason by its key."
    case .noComment: "This reason needs a comment that explains it."
    case .commentTooLong(let length, let limit): "The comment has \(length) characters, \(limit) fit: shorten it."
    case .changedFiles(let slides):
      "\(slides.joined(separator: ", ")) changed since it was scored: put that file back, or score the case again."
    case .noReviewer, .notScored, .notInReview, .firstCallAwaited, .firstCallNotAsked, .firstCallStands, .readAlready,
      .noSuchGrade, .needsWorkstation, .otherReading:
      "It cannot be signed now: close the dialog and open the case again."
    }
  }
}
