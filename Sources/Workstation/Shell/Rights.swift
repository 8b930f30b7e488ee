import Casework

/// Whether whoever reads here may sign: asked when a dialog that leads to a signature opens, and said before a
/// passphrase is asked. The rule itself is held where the claim and the entry are written.
extension WorkstationState {
  /// Whoever is retired, or gets another role, while they read a case loses it, and whoever has asked for one does not
  /// get it: they are told why.
  func followRights() -> [Effect] {
    guard let reading, reading.claimedAt != nil || reading.asked != nil else { return [] }
    guard !reading.file.readerMay(.takeUp) else { return [] }
    return [.checkRight(caseID: reading.file.id, .takeUp)]
  }

  /// They may not. A sign-off stays open for its draft, and goes no further; what keeps no draft is closed.
  mutating func rightRefused(_ caseID: String, _ problem: Problem) -> [Effect] {
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
    case .help, .palette, .themes, .signOff, .firstRead, .amend, .opinion, .label, nil: return []
    }
  }

  private mutating func close(over problem: Problem) -> [Effect] {
    popup = nil
    return show(problem)
  }
}
