/// Second opinions.
extension MemoryCaseStore {
  @discardableResult
  package func opine(
    _ caseID: String, _ draft: OpinionDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> SecondOpinion {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      let act = try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
        try file.opinion(draft, by: reviewer, now: self.now())
      }
      let written = try self.append(.opinion(act), to: caseID, signer: signer, &state)
      guard let opinion = written.opinion(act.number) else { throw .refused(id: caseID, .misplaced) }
      return opinion
    }
  }

  @discardableResult
  package func noteRead(
    _ caseID: String, opinion number: Int, reviewer: String
  ) throws(CaseStoreFailure) -> CaseFile {
    let name = Reviewer.name(reviewer)
    return try change { state throws(CaseStoreFailure) in
      _ = try Self.known(caseID, state)
      let reading = OpinionReading(number: number, reviewer: name, readAt: self.now())
      return self.drafted(try self.append(.opinion(.read(reading)), to: caseID, &state), state)
    }
  }
}
