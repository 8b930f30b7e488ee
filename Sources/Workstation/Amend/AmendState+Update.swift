import Casework
import Prognosis
import TerminalKit

extension AmendState {
  /// What a key does at the present step.
  ///
  /// - Parameters:
  ///   - slides: what of the case was on the screen.
  ///   - now: seconds since the epoch.
  mutating func press(_ key: Key, _ keys: AmendKeys, slides: SlidesSeen, now: Int) -> [AmendOutcome] {
    guard !awaitsQuiet, let table = keys.table(of: step) else { return [] }
    complaint = nil
    let command = table.command(for: key)
    if asksToClose {
      asksToClose = false
      return command == .close ? [.close] : []
    }
    if let command { return perform(command, slides, now) }
    take(key, keys)
    return []
  }

  /// A key that is no command: a choice by its number, or text.
  private mutating func take(_ key: Key, _ keys: AmendKeys) {
    switch step {
    case .kind: if let index = keys.classes.firstIndex(of: key) { kind = AmendmentClass.allCases[index] }
    case .reading:
      if let index = keys.reasons.prefix(offered.count).firstIndex(of: key) { reason = offered[index] }
    case .text: edit(\.text, key)
    case .told: edit(\.told, key)
    case .toldAt: edit(\.toldAt, key)
    case .passphrase: _ = passphrase.press(key)
    case .signing, .signed: break
    }
  }

  private mutating func edit(_ field: WritableKeyPath<AmendState, TextField>, _ key: Key) {
    guard case .character(let character) = key else {
      _ = self[keyPath: field].press(key)
      return
    }
    complaint = self[keyPath: field].insert(String(character))?.sentence(of: "text")
  }

  /// Pasted text is text or passphrase, and never a key; line breaks in a text are blanks.
  mutating func paste(_ pasted: String) {
    guard !awaitsQuiet else { return }
    complaint = nil
    switch step {
    case .text: complaint = text.insert(pasted)?.sentence(of: "text")
    case .told: complaint = told.insert(pasted)?.sentence(of: "text")
    case .toldAt: complaint = toldAt.insert(pasted)?.sentence(of: "time")
    case .passphrase:
      if !passphrase.insert(pasted) { complaint = "A passphrase is one line: nothing of the pasted text was taken." }
    case .kind, .reading, .signing, .signed:
      complaint = "Pasted text is taken only where text is typed."
    }
  }

  private mutating func perform(_ command: AmendCommand, _ slides: SlidesSeen, _ now: Int) -> [AmendOutcome] {
    switch command {
    case .callHigh: decide(with: .high)
    case .callLow: decide(with: .low)
    case .acknowledge:
      if finding?.call.isAnswer ?? true {
        complaint = "The model makes a call here: give your own, or reject the slide."
      } else {
        decide(.acknowledge)
      }
    case .reject: decide(.reject)
    case .unchanged: keepDecision()
    case .otherFinding: switchFinding()
    case .proceed: proceed(slides, now)
    case .stepBack: goBack()
    case .sign: return sign(slides, now)
    case .close:
      guard holdsWords else { return [.close] }
      asksToClose = true
    }
    return []
  }

  // MARK: What stands from now on

  private mutating func decide(with call: Call) {
    guard let finding else { return }
    ownCall = call
    decide(Decision(ownCall: call, modelCall: finding.call))
  }

  private mutating func decide(_ next: Decision) {
    decision = next
    if !next.needsOwnCall { ownCall = nil }
    reason = reason.flatMap { offered.contains($0) ? $0 : nil }
  }

  /// The call stays; upon another finding it may be another act, and want a reason.
  private mutating func keepDecision() {
    guard let standing = file.standing else { return }
    reason = standing.reason
    if standing.decision.needsOwnCall, let call = standing.finalCall {
      decide(with: call)
    } else {
      decide(standing.decision)
    }
  }

  private mutating func switchFinding() {
    guard file.newerFinding != nil else {
      complaint = "The model has not scored the case again since it was signed."
      return
    }
    isUponNewest.toggle()
    (decision, ownCall, reason) = (nil, nil, nil)
  }

  // MARK: Steps

  private mutating func proceed(_ slides: SlidesSeen, _ now: Int) {
    switch step {
    case .kind: if kind == nil { complaint = "Say where the error lay: 1 to 4." }
    case .reading: complaint = missing(slides)
    case .text:
      if text.text.allSatisfy(\.isWhitespace) {
        complaint = purpose == .addendum ? "Type what is added." : "Type why it is amended."
      }
    case .told: if toldAt.text.isEmpty { toldAt = TextField(Timestamp(seconds: now).text, limit: toldAt.limit) }
    case .toldAt: complaint = problem(now)
    case .passphrase, .signing, .signed: break
    }
    if complaint == nil { goOn() }
  }

  /// What is missing in the reading.
  private func missing(_ slides: SlidesSeen) -> String? {
    guard let decision else { return "Choose what stands from now on: your own call, r rejects, u leaves it." }
    if decision.needsReason, reason == nil { return "Choose a reason by its key." }
    return decision.needsPicture ? slides.refusal : nil
  }

  /// Which rule keeps it from being signed.
  private func problem(_ now: Int) -> String? {
    do throws(TransitionProblem) {
      _ = try file.supplement(draft(shown: nil), reviewer: "-", now: Timestamp(seconds: now).text)
      return nil
    } catch { return error.dialogSentence }
  }

  private mutating func sign(_ slides: SlidesSeen, _ now: Int) -> [AmendOutcome] {
    complaint = problem(now) ?? (purpose == .amendment ? missing(slides) : nil)
    if complaint == nil, passphrase.isEmpty { complaint = "Type your passphrase, then Enter." }
    guard complaint == nil else { return [] }
    let secret = Passphrase(passphrase.secret)
    go(to: .signing)
    return [.sign(draft(shown: slides.shown), secret)]
  }
}

extension TransitionProblem {
  /// What is missing, and the keys that give it.
  fileprivate var dialogSentence: String {
    switch self {
    case .amendment(let problem): problem.dialogSentence
    case .signOff: "What stands from now on is not whole: Tab goes back to it."
    case .unknownCase, .alreadyRegistered, .badName, .noSlides, .notFinite, .misplaced, .tooLarge, .identity, .conflict,
      .opinion:
      "It cannot be signed now: close the dialog and open the case again."
    }
  }
}

extension AmendmentProblem {
  fileprivate var dialogSentence: String {
    switch self {
    case .notClosed: "Nothing is signed here yet: close the dialog, and s signs."
    case .noText, .noReason: "The text is missing: Tab goes back to it."
    case .textTooLong(let length, let limit): "The text has \(length) characters, \(limit) fit: shorten it."
    case .noClass: "The class is missing: Tab goes back to it."
    case .staysOpen: "An amendment cannot defer: Tab goes back to the call."
    case .noPerson: "Say who was told, or leave it empty."
    case .badTime: "Write the time as 2026-11-02T11:20:00Z, in UTC."
    case .toldLater: "Nobody can have been told after now."
    }
  }
}
