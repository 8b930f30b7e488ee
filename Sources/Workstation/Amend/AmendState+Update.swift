import Casework
import Prognosis
import TerminalKit

extension AmendState {
  /// A class or a reason, by its number.
  mutating func choose(by key: Key, _ keys: AmendKeys) {
    switch step {
    case .kind: if let index = keys.classes.firstIndex(of: key) { kind = AmendmentClass.allCases[index] }
    case .reading:
      if let index = keys.reasons.prefix(offered.count).firstIndex(of: key) { reason = offered[index] }
    case .text, .told, .toldAt, .passphrase, .signing, .signed: break
    }
  }

  mutating func perform(_ command: AmendCommand, _ moment: DialogMoment) -> SigningOutcome<SupplementDraft>? {
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
    case .proceed: proceed(moment.slides, moment.now)
    case .stepBack: goBack()
    case .sign:
      complaint = problem(moment.now) ?? (purpose == .amendment ? missing(moment.slides) : nil)
      return complaint == nil ? sign(draft(shown: moment.slides.shown)) : nil
    case .export: return .exports
    case .close: return close()
    }
    return nil
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
    let refusal = isUponNewest ? slides.refusal : slides.callRefusal
    return (decision.needsPicture ? refusal : nil)
      ?? (decision.needsLabels ? file.openLabelNames(upon: finding?.id).labelRefusal(labelKey) : nil)
  }

  /// Which rule keeps it from being signed.
  private func problem(_ now: Int) -> String? {
    do throws(TransitionProblem) {
      _ = try file.supplement(draft(shown: nil), reviewer: "-", now: Timestamp(seconds: now).text)
      return nil
    } catch { return error.dialogSentence(labelKey) }
  }
}

extension TransitionProblem {
  /// What is missing, and the keys that give it; `label` resolves one in the open case.
  fileprivate func dialogSentence(_ label: Key) -> String {
    switch self {
    case .amendment(let problem): problem.dialogSentence
    case .signOff: "What stands from now on is not whole: Tab goes back to it."
    case .label(let problem): problem.dialogSentence(label) ?? Self.reopening
    case .unknownCase, .alreadyRegistered, .badName, .noSlides, .notFinite, .misplaced, .tooLarge, .identity, .conflict,
      .opinion, .outcome, .repetition:
      Self.reopening
    }
  }

  private static let reopening = "It cannot be signed now: close the dialog and open the case again."
}

extension LabelProblem {
  /// Why no call is signed, with the key that mends it; `nil` where the case must be read anew.
  fileprivate func dialogSentence(_ key: Key) -> String? {
    switch self {
    case .unresolved(let slides): slides.labelRefusal(key)
    case .noSuchSlide, .noMismatch, .severalSlides, .noReason, .resolved, .commentTooLong, .otherSlide: nil
    }
  }
}

extension AmendmentProblem {
  fileprivate var dialogSentence: String {
    switch self {
    case .notClosed: "Nothing is signed here yet: close the dialog, and sign off."
    case .noText, .noReason: "The text is missing: Tab goes back to it."
    case .textTooLong(let length, let limit): "The text has \(length) characters, \(limit) fit: shorten it."
    case .noClass: "The class is missing: Tab goes back to it."
    case .staysOpen: "An amendment cannot defer: Tab goes back to the call."
    case .noPerson: "Say who was told, or leave it empty."
    case .badTime: "Write the time as 2026-11-02T11:20:00Z, in UTC."
    case .toldLater: "Nobody can have been told after now."
    case .toldEarlier(_, let signedAt): "Nobody can have been told before it was signed, at \(signedAt)."
    }
  }
}
