import Casework
import Labels
import Prognosis
import TerminalKit

/// What a line says at each step.
extension ReadingDialogue {
  mutating func answer(_ line: String) {
    switch step {
    case .offered: takeUp(line)
    case .place:
      guard let place = chosen(places, line, place) else { return }
      self.place = place
      dialog?.diagnosisRead = place
      keep()
      goOn()
    case .firstCall: sayFirst(line)
    case .confidence:
      guard let confidence = chosen(confidences, line, first.confidence) else { return }
      first.confidence = confidence
      goOn()
    case .firstGrade:
      guard let grade = chosenGrade(line, first.grade) else { return }
      first.grade = grade.value
      goOn()
    case .commit: commit(line)
    case .call: decide(line)
    case .reason:
      guard let reason = chosen(reasons, line, dialog?.reason) else { return }
      dialog?.reason = reason
      keep()
      goOn()
    case .grade:
      guard let grade = chosenGrade(line, dialog?.ownGrade) else { return }
      dialog?.ownGrade = grade.value
      keep()
      goOn()
    case .comment: comment(line)
    case .summary:
      if line.lowercased() == "sign" { proceed() } else { misunderstood() }
    case .held:
      if line.lowercased() == "z" { withdraw() } else { say(question) }
    case .opening, .claiming, .committing, .passphrase, .checking, .signing, .ended: break
    }
  }

  // MARK: Steps

  mutating func go(to next: Step) {
    step = next
    say(question)
  }

  mutating func goOn() {
    guard let index = path.firstIndex(of: step), index + 1 < path.count else { return }
    go(to: path[index + 1])
  }

  mutating func goBack() {
    switch step {
    case .held: say(["It is signed: z withdraws it."] + question)
    case .opening, .offered, .claiming, .place, .firstCall, .confidence, .firstGrade, .commit, .committing, .call,
      .reason, .grade, .comment, .summary, .passphrase, .checking, .signing, .ended:
      guard let index = path.firstIndex(of: step), index > 0 else {
        say(["There is no question before this one."] + question)
        return
      }
      go(to: path[index - 1])
    }
  }

  /// What can be withdrawn is neither hastened nor taken back by leaving: `z` does that.
  mutating func quit() {
    if case .held = step { return say(question) }
    keep()
    say([dialog?.kept == nil ? "Left; nothing was signed." : "Left; nothing was signed, and your draft is kept."])
    end()
  }

  mutating func end() {
    giveBack()
    want(.leaveFiles)
    step = .ended
  }

  /// Has the draft kept where it changed.
  mutating func keep() { route(dialog?.keep() ?? []) }

  private mutating func perform(_ command: SignOffCommand) {
    let slides = slides
    route(dialog?.perform(command, slides) ?? [])
  }

  private mutating func route(_ outcomes: [SignOffOutcome]) {
    for case .keep(let draft) in outcomes { want(.saveDraft(caseID: caseID, draft)) }
  }

  private mutating func misunderstood() { say(["That is no answer here; help says what can be typed."] + question) }

  /// What `line` chooses, or what was said before where it is empty; where neither is anything, that is said.
  private mutating func chosen<Value>(_ choice: SpokenChoice<Value>, _ line: String, _ said: Value?) -> Value? {
    if let value = line.isEmpty ? said : choice.value(line) { return value }
    misunderstood()
    return nil
  }

  /// A grade, or that there is none.
  private mutating func chosenGrade(_ line: String, _ said: Int?) -> (value: Int?, isGiven: Bool)? {
    if line.isNone { return (nil, true) }
    if line.isEmpty { return (said, true) }
    return chosen(grades, line, said).map { ($0, true) }
  }

  // MARK: Taking the case up

  /// To hear a case is free; to read it claims it, where its reader may.
  private mutating func takeUp(_ line: String) {
    if line.lowercased() == "report" { return say(report + question) }
    guard "read".hasPrefix(line.lowercased()), !line.isEmpty else { return misunderstood() }
    guard standsAgainst == nil, let file else { return say(question) }
    guard file.readerMay(.takeUp) else { return want(.checkRight(caseID: caseID, .takeUp)) }
    guard file.withheld != nil || file.readerMay(.sign) else { return want(.checkRight(caseID: caseID, .sign)) }
    step = .claiming
    want(.checkRight(caseID: caseID, nil))
    claim()
  }

  // MARK: The first call

  private mutating func sayFirst(_ line: String) {
    guard let call = chosen(firstCalls, line, first.call) else { return }
    guard !call.needsPicture || place.isElsewhere else {
      say([Self.placeRefusal + " Type unsure, or back to say where you looked."])
      return
    }
    first.call = call
    goOn()
  }

  private mutating func commit(_ line: String) {
    guard line.lowercased() == "commit", let call = first.call, let confidence = first.confidence else {
      return misunderstood()
    }
    guard !call.needsPicture || place.isElsewhere else { return go(to: .place) }
    step = .committing
    guard !(file?.isToRepeat ?? false) else {
      let draft = RepeatDraft(call: call, confidence: confidence, grade: first.grade, diagnosisRead: place)
      return want(.repeatReading(caseID: caseID, draft))
    }
    want(
      .commitFirstRead(
        caseID: caseID,
        FirstRead(reviewer: setting.reader, call: call, confidence: confidence, grade: first.grade, readAt: "")))
  }

  // MARK: The sign-off

  private mutating func decide(_ line: String) {
    if !line.isEmpty || dialog?.decision == nil {
      guard let command = decisions.value(line) else { return misunderstood() }
      perform(command)
    }
    if requirePlace() { goOn() }
  }

  /// Where what was decided can rest on no slide that was looked at, the question after that.
  ///
  /// - Returns: whether it can.
  private mutating func requirePlace() -> Bool {
    guard dialog?.decision?.needsPicture ?? true, let refusal = slides.signingRefusal else { return true }
    say([refusal + " Say where, or defer or reject after it."])
    go(to: .place)
    return false
  }

  private mutating func comment(_ line: String) {
    if !line.isEmpty {
      var field = TextField("", limit: SignOff.commentLimit)
      if !line.isNone, let refusal = field.insert(line) { return say([refusal.sentence(of: "comment")] + question) }
      dialog?.comment = field
    }
    keep()
    goOn()
  }

  /// On to the passphrase, or to what is missing before.
  private mutating func proceed() {
    guard requirePlace() else { return }
    if let dialog, dialog.decision?.needsLabels ?? true, let first = dialog.openLabels.first {
      let command = "coverslip label \(caseID)\(setting.casebook?.option ?? "")"
      return say(["The label of \(first) is not this case's: \(command) says more. A wrong slide is rejected."])
    }
    perform(.proceed)
    guard let complaint = dialog?.complaint else { return go(to: .passphrase) }
    let missing = dialog?.problem?.step ?? .call
    dialog?.go(to: .choice)
    dialog?.complaint = nil
    say([complaint])
    go(to: missing)
  }

  /// Nothing was signed: the reader is before the passphrase again.
  mutating func fail(_ words: [String]) {
    notSigned(words)
    go(to: .summary)
  }

  mutating func notSigned(_ words: [String]) {
    held = nil
    dialog?.go(to: .choice)
    say(words + ["Nothing was signed; your draft is kept."])
  }

  mutating func sign(_ passphrase: Passphrase) {
    guard let dialog else { return }
    let signature = HeldSignature(
      caseID: caseID, findingID: dialog.finding.id, draft: dialog.signed(slides), passphrase: passphrase)
    self.dialog?.go(to: .checking)
    guard setting.withdrawal > 0 else {
      step = .signing
      return want(signature.effect)
    }
    held = signature
    step = .checking
    want(.checkPassphrase(caseID: caseID, draft: signature.draft, passphrase))
  }

  private mutating func withdraw() {
    held = nil
    dialog?.withdraw()
    dialog?.complaint = nil
    say(["Withdrawn: nothing was signed. Your draft is kept."])
    go(to: .summary)
  }

  /// What cannot be withdrawn any more goes to the casebook.
  mutating func sendHeld() {
    guard let signature = held else { return }
    held = nil
    step = .signing
    want(signature.effect)
  }
}

extension String {
  /// Whether it says that there is nothing: a hyphen, or the word with which the question says so.
  fileprivate var isNone: Bool { self == "-" || lowercased() == "none" }
}

extension SignOffProblem {
  /// Where what is missing is asked for.
  fileprivate var step: ReadingDialogue.Step {
    switch self {
    case .noComment, .commentTooLong: .comment
    case .noReason, .otherReason: .reason
    case .noDecision, .noFinalCall, .otherCall, .sameCall, .noModelCall, .modelCallStands, .changedFiles, .noReviewer,
      .notScored, .notInReview, .firstCallAwaited, .firstCallNotAsked, .firstCallStands, .readAlready, .noSuchGrade,
      .needsWorkstation, .otherReading:
      .call
    }
  }
}
