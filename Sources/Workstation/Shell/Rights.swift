import Casework

/// Whether whoever reads here may sign: asked when a dialog that leads to a signature opens, and said before a
/// passphrase is asked. The rule itself is held where the claim and the entry are written.
extension WorkstationState {
  /// Whoever is retired, or gets another role, while they read a case loses it, and whoever has asked for one does not
  /// get it: they are told why.
  func followRights() -> [Effect] {
    guard let reading, reading.claimedAt != nil || reading.asked != nil, !reading.file.readerMay(.takeUp) else {
      return []
    }
    return [.checkRight(caseID: reading.file.id, .takeUp)]
  }

  /// Where whoever reads here may not do it, no dialog opens: why not is asked for, to be said. `nil` where they may.
  mutating func refuse(_ right: ReviewerRight, of file: CaseFile) -> [Effect]? {
    guard !file.readerMay(right) else { return nil }
    refusedCase = file.id
    return [.checkRight(caseID: file.id, right)]
  }

  /// They may not. A sign-off stays open for its draft, and goes no further; what keeps no draft is closed.
  mutating func rightRefused(_ caseID: String, _ problem: Problem) -> [Effect] {
    if popup == nil, refusedCase == caseID {
      refusedCase = nil
      return show(problem)
    }
    switch popup {
    case .signOff(var dialog) where dialog.caseID == caseID:
      dialog.bar(problem.detail)
      popup = .signOff(dialog)
      return []
    case .firstRead(let dialog) where dialog.caseID == caseID:
      popup = nil
      return giveBack() + show(problem)
    case .amend(let dialog) where dialog.caseID == caseID: return close(over: problem)
    case .opinion(let dialog) where dialog.caseID == caseID: return close(over: problem)
    case .label(let dialog) where dialog.caseID == caseID: return close(over: problem)
    case .help, .palette, .themes, .tour, .signOff, .firstRead, .amend, .opinion, .label, .exports, nil: return []
    }
  }

  private mutating func close(over problem: Problem) -> [Effect] {
    popup = nil
    return show(problem)
  }
}
