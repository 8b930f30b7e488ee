import Casework
import Labels
import TerminalKit

/// Mismatches between labels and the case: what the dialog asks for, and what comes back.
extension WorkstationState {
  mutating func openLabel(_ file: CaseFile, slide: Int) -> [Effect] {
    guard let dialog = LabelState(file, slide: slide) else { return [] }
    if let refusal = refuse(.sign, of: file) { return refusal }
    popup = .label(dialog)
    return [.checkRight(caseID: file.id, .sign)]
  }

  mutating func press(_ key: Key, in dialog: LabelState) -> [Effect] {
    var dialog = dialog
    let outcome = dialog.press(key, keys.label, dialogMoment)
    popup = .label(dialog)
    return follow(outcome) { .resolveLabel(caseID: dialog.caseID, $0, passphrase: $1) }
  }

  /// It is in the casebook: the case is read anew, with what keeps it from being signed by now.
  mutating func receive(_ resolution: LabelResolution, of caseID: String) -> [Effect] {
    withLabel(of: caseID) { $0.receive(resolution) }
    return [.readCase(caseID: caseID)] + inQueue { $0.lookForChanges(in: $1) }
  }

  /// Changes the dialog, where it is open over that case; over any where none is named.
  mutating func withLabel(of caseID: String? = nil, _ change: (inout LabelState) -> Void) {
    guard case .label(var dialog) = popup, caseID == nil || dialog.caseID == caseID else { return }
    change(&dialog)
    popup = .label(dialog)
  }
}
