import Casework

/// What was seen of a case is kept while others are open, until it is signed.
extension WorkstationState {
  /// The open case is left.
  mutating func parkTrace() {
    guard let reading else { return }
    traces[reading.file.id] = reading.trace.parked
  }

  /// The case is signed: what is seen of it from now on belongs to another reading.
  mutating func forgetTrace(of caseID: String) {
    traces[caseID] = nil
    guard let trace = reading?.trace.begunAnew, reading?.file.id == caseID else { return }
    reading?.trace = trace
  }

  /// The dialog that signs `file` upon `finding`.
  func signOffDialog(_ file: CaseFile, _ finding: Finding) -> SignOffState {
    var dialog = SignOffState(
      file: file, finding: finding, reasons: reasons, reader: reviewer,
      combined: model.flatMap { $0.digest == finding.model.digest ? $0.prognosis : nil })
    dialog.labelKey = keyChanges.reading("v")
    return dialog
  }
}
