import Casework
import TerminalKit

/// What comes after a signature: it is added to the case, or changes what it says.
extension WorkstationState {
  mutating func openSupplement(_ purpose: AmendState.Purpose, of file: CaseFile) -> [Effect] {
    if let refusal = refuse(.amend, of: file) { return refusal }
    var dialog = AmendState(purpose, of: file, reasons: reasons)
    dialog.labelKey = keyChanges.reading("v")
    popup = .amend(dialog)
    return [.checkRight(caseID: file.id, .amend)]
  }

  /// The keys of the dialog; without the export where nothing makes any.
  var amendKeys: AmendKeys { exports.folder == nil ? keys.amend.withoutExport : keys.amend }

  mutating func press(_ key: Key, in dialog: AmendState) -> [Effect] {
    var dialog = dialog
    let outcome = dialog.press(key, amendKeys, dialogMoment)
    popup = .amend(dialog)
    return follow(outcome) { .supplement(caseID: dialog.caseID, $0, passphrase: $1) }
  }

  /// It is in the casebook.
  mutating func receive(_ supplement: Supplement, of caseID: String) -> [Effect] {
    let known = reading.flatMap { $0.file.id == caseID ? $0.file : nil } ?? queue.list.file(caseID)
    if var file = known, !file.supplements.contains(supplement) {
      file.take(supplement)
      queue.list.replace(file)
      if reading?.file.id == caseID { reading?.file = file }
    }
    withSupplement(of: caseID) { $0.receive(supplement) }
    return inQueue { $0.lookForChanges(in: $1) }
  }

  /// Changes the dialog, where it is open over that case; over any where none is named.
  mutating func withSupplement(of caseID: String? = nil, _ change: (inout AmendState) -> Void) {
    guard case .amend(var dialog) = popup, caseID == nil || dialog.caseID == caseID else { return }
    change(&dialog)
    popup = .amend(dialog)
  }
}
