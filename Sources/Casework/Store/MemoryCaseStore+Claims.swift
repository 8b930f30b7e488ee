/// Who has a case, to score it or to read it, by a lease.
extension MemoryCaseStore {
  package func claim(
    _ caseID: String, for purpose: ClaimPurpose, lease: Int = CaseClaim.usualLease
  ) throws(CaseStoreFailure) -> ClaimAnswer {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      let key = ClaimKey(caseID: caseID, purpose: purpose)
      let time = self.seconds
      if let claim = state.claims[key], abs(time - claim.renewed) < claim.lease { return .held(by: claim.holder) }
      state.claimCount += 1
      let token = "claim \(state.claimCount)"
      state.claims[key] = Claim(
        token: token, holder: ClaimHolder(name: self.actor, process: 0, since: self.now()), lease: lease, renewed: time)
      return .taken(
        CaseClaim(caseID: caseID, purpose: purpose, token: token), self.told(file, state))
    }
  }

  package func renew(_ claim: CaseClaim) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      try Self.require(claim, state)
      state.claims[ClaimKey(caseID: claim.caseID, purpose: claim.purpose)]?.renewed = self.seconds
    }
  }

  package func release(_ claim: CaseClaim) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      let key = ClaimKey(caseID: claim.caseID, purpose: claim.purpose)
      if state.claims[key]?.token == claim.token { state.claims[key] = nil }
    }
  }

  @discardableResult
  package func record(_ finding: Finding, under claim: CaseClaim) throws(CaseStoreFailure) -> CaseFile {
    try change { state throws(CaseStoreFailure) in
      try Self.require(claim, state)
      state.claims[ClaimKey(caseID: claim.caseID, purpose: claim.purpose)] = nil
      let file = try self.append(.scored(finding), to: claim.caseID, &state)
      return self.told(file, state)
    }
  }

  private static func require(_ claim: CaseClaim, _ state: State) throws(CaseStoreFailure) {
    let held = state.claims[ClaimKey(caseID: claim.caseID, purpose: claim.purpose)]
    guard held?.token == claim.token else { throw .conflict(.claimLost(id: claim.caseID)) }
  }

  /// Seconds since the epoch; 0 where the clock tells no time.
  var seconds: Int { Timestamp(now())?.seconds ?? 0 }
}
