/// How cases are read, and what comes after a signature.
extension MemoryCaseStore {
  @discardableResult
  package func supplement(
    _ caseID: String, _ draft: SupplementDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> Supplement {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      let supplement = try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
        try file.supplement(draft, reviewer: reviewer, now: self.now())
      }
      let written = try self.append(LedgerEvent(supplement), to: caseID, signer: signer, &state)
      return written.supplements.last ?? supplement
    }
  }

  @discardableResult
  package func resolveLabel(
    _ caseID: String, _ draft: LabelResolutionDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> LabelResolution {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      let resolution = try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
        try file.resolution(draft, by: reviewer, now: self.now())
      }
      let written = try self.append(.labelResolved(resolution), to: caseID, signer: signer, &state)
      return written.labelResolutions.last ?? resolution
    }
  }

  @discardableResult
  package func recordOutcome(
    _ caseID: String, _ draft: OutcomeDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> RecordedOutcome {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      let outcome = try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
        try file.outcome(draft, by: reviewer, now: self.now())
      }
      let written = try self.append(.outcomeRecorded(outcome), to: caseID, signer: signer, &state)
      return written.outcome ?? outcome
    }
  }

  @discardableResult
  package func repeatReading(
    _ caseID: String, _ draft: RepeatDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> RepeatedRead {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      try state.projection.roster.requireMayTakeUp(Reviewer.name(reviewer))
      let read = try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
        try file.repetition(draft, by: reviewer, now: self.now())
      }
      let written = try self.append(.readingRepeated(read), to: caseID, signer: signer, &state)
      return written.repetition(of: read.reviewer) ?? read
    }
  }

  package func houseProtocol() throws(CaseStoreFailure) -> ReadingProtocol { try look { $0.projection.houseProtocol } }

  package func set(
    _ setting: ProtocolSetting, for caseID: String?, signer: EntrySigner?
  ) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      guard let caseID else { return try self.append(.protocolSet(setting), signer: signer, &state) }
      _ = try Self.known(caseID, state)
      _ = try self.append(.protocolSet(setting), to: caseID, signer: signer, &state)
    }
  }
}
