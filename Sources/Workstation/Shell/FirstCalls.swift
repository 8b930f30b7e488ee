import Casework

/// The first call of a case that is read blinded: to give one claims the case; what is withheld is shown after it.
extension WorkstationState {
  mutating func openFirstRead(_ file: CaseFile) -> [Effect] {
    if let claim = file.claim, claim.reviewer != Reviewer.name(reviewer) { return say(claim.refusal) }
    guard file.readerMay(.takeUp) else { return [.checkRight(caseID: file.id, .takeUp)] }
    popup = .firstRead(FirstReadState(file: file))
    return claim() + [.checkRight(caseID: file.id, nil)]
  }

  mutating func route(_ outcomes: [FirstReadOutcome], of caseID: String) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .commit(let call, let confidence, let grade):
        guard !(reading?.file.isToRepeat ?? false) else {
          let place: DiagnosisSource? = dialogMoment.slides.refusal == nil ? .thisScreen : nil
          let draft = RepeatDraft(call: call, confidence: confidence, grade: grade, diagnosisRead: place)
          return [.repeatReading(caseID: caseID, draft)]
        }
        let read = FirstRead(reviewer: reviewer, call: call, confidence: confidence, grade: grade, readAt: "")
        return [.commitFirstRead(caseID: caseID, read)]
      case .close:
        popup = nil
        return giveBack()
      }
    }
  }

  /// The first call is in the ledger: all is shown, and the reader decides.
  mutating func firstCallCommitted(_ file: CaseFile) -> [Effect] {
    let effects = receive(file)
    guard case .firstRead(let dialog) = popup, dialog.caseID == file.id else { return effects }
    popup = nil
    guard !file.isToRepeat else { return effects + openNextToRepeat(after: file.id) }
    guard let finding = file.finding, let open = reading?.file else { return effects }
    popup = .signOff(signOffDialog(open, finding))
    return effects + [.checkRight(caseID: file.id, .sign)]
  }

  /// The repeated call is in the ledger: on to the next case that is due, of which there is none at last.
  private mutating func openNextToRepeat(after caseID: String) -> [Effect] {
    let around = surroundings
    guard let outcomes = queue.openNextUnread(after: caseID, in: around) else {
      return closeCase() + say("\(caseID) is read again, and no other case is due. It validates no viewer.")
    }
    return route(outcomes) + [.lookForChanges(since: queue.list.entry)]
      + say("\(caseID) is read again: it measures repeatability, and validates no viewer.")
  }

  /// Where the case is told now, without a first call being on its way: it was set to be read otherwise.
  mutating func closeFirstRead(_ file: CaseFile) {
    guard file.withheld == nil, case .firstRead(let dialog) = popup, dialog.caseID == file.id, !dialog.isCommitting
    else { return }
    popup = nil
    notice = "The case is read otherwise now: no first call is asked for, and all is shown."
  }

  /// Nothing was committed: the dialog is where it was, the problem above it.
  mutating func firstCallRefused(_ caseID: String, _ problem: Problem) -> [Effect] {
    if case .firstRead(var dialog) = popup, dialog.caseID == caseID {
      dialog.fail()
      popup = .firstRead(dialog)
    }
    return show(problem)
  }
}
