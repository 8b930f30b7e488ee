import Casework

/// Who reads a case, to sign it: to look at one is free, to give one's own call claims it.
extension WorkstationState {
  /// Seconds after which the casebook is told again that the case is read here.
  private static let renewal = 60

  /// Claims the case that is open.
  mutating func claim() -> [Effect] {
    guard let caseID = reading?.file.id else { return [] }
    reading?.claimedAt = now
    return [.openReview(caseID: caseID)]
  }

  /// Gives the open case back where it was claimed, and takes back what was asked. A signature that can still be
  /// withdrawn keeps its claim.
  mutating func giveBack() -> [Effect] {
    guard let reading, held?.caseID != reading.file.id else { return [] }
    guard reading.claimedAt != nil || reading.asked != nil else { return [] }
    self.reading?.claimedAt = nil
    self.reading?.asked = nil
    handOver = nil
    return [.closeReview(caseID: reading.file.id)]
  }

  /// The reading goes on. Behind the lock it does not: the claim lapses there.
  mutating func tickClaim() -> [Effect] {
    guard lock == nil, let claimedAt = reading?.claimedAt, now - claimedAt >= Self.renewal else { return [] }
    return claim()
  }

  /// What others did to the open case is read as often as what they did to the list.
  mutating func follow() -> [Effect] {
    guard !mayAskLater else { return [] }
    let asked = inQueue { $0.tick(in: $1) }
    guard !asked.isEmpty, lock == nil, let caseID = reading?.file.id else { return asked }
    return asked + [.readCase(caseID: caseID)]
  }

  /// Another reviewer has it, or whoever reads here may not take a case up: the dialog closes, its draft is kept, and
  /// the case can still be looked at. A signature of it that could be withdrawn is not made, which comes first.
  mutating func claimRefused(_ caseID: String, _ problem: Problem) -> [Effect] {
    let isLost = held?.caseID == caseID
    if isLost {
      held = nil
      exports.drop(caseID)
    }
    let lost = isLost ? signatureFell(caseID, .unsigned(problem.detail)) : []
    guard reading?.file.id == caseID else { return lost }
    reading?.claimedAt = nil
    reading?.asked = nil
    notice = nil
    if case .signOff(let dialog) = popup, dialog.caseID == caseID { popup = nil }
    if case .firstRead(let dialog) = popup, dialog.caseID == caseID { popup = nil }
    return (isLost ? [] : show(problem)) + [.readCase(caseID: caseID)]
  }
}

extension ReadingClaim {
  /// For the last line.
  var refusal: String { "\(reviewer) reads this case, to sign it. \(terms)" }

  /// Since when, and until when at most.
  var terms: String { "Since \(Self.minute(since)), until it is given back or \(Self.minute(until))." }

  /// `11:02 UTC` of a time of the ledger.
  private static func minute(_ time: String) -> String { "\(time.dropFirst(11).prefix(5)) UTC" }
}
