/// Who has a case, to score it or to read it, by a lease.
extension MemoryCaseStore {
  package func claim(
    _ caseID: String, for purpose: ClaimPurpose, lease: Int = CaseClaim.usualLease
  ) throws(CaseStoreFailure) -> ClaimAnswer {
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      if purpose.isTakingUp { try state.projection.roster.requireMayTakeUp(self.actor) }
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

// MARK: - Asked for

extension MemoryCaseStore {
  /// Who reads the case now; `nil` where nobody does, the claim has lapsed, or whoever has it may not any more.
  func standingClaim(of caseID: String, _ state: State) -> ReadingClaim? {
    let roster = state.projection.roster
    guard let claim = state.claims[ClaimKey(caseID: caseID, purpose: .reading)],
      abs(seconds - claim.renewed) < claim.lease, roster.mayTakeUp(claim.holder.name)
    else { return nil }
    let asked = request(of: claim.holder, caseID, state)
    return ReadingClaim(
      reviewer: claim.holder.name, since: claim.holder.since,
      until: Timestamp(seconds: claim.renewed + claim.lease).text,
      request: asked.flatMap { roster.mayTakeUp($0.asker) ? $0 : nil })
  }

  private func request(of holder: ClaimHolder, _ caseID: String, _ state: State) -> HandOverRequest? {
    guard let request = state.requests[caseID], request.holder == holder.name, request.since == holder.since
    else { return nil }
    return request.asked
  }

  package func askForReview(_ caseID: String, reviewer: String) throws(CaseStoreFailure) {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    try change { state throws(CaseStoreFailure) in
      let file = try Self.known(caseID, state)
      try state.projection.roster.requireMayTakeUp(name)
      try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in try file.requireUnread(by: name) }
      guard let claim = self.standingClaim(of: caseID, state), try claim.isToBeAsked(by: name) else { return }
      state.requests[caseID] = Request(
        holder: claim.reviewer, since: claim.since, asked: HandOverRequest(asker: name, at: self.now()))
    }
  }

  package func answerRequest(_ caseID: String, reviewer: String, gives: Bool) throws(CaseStoreFailure) {
    let name = Reviewer.name(reviewer)
    let key = ClaimKey(caseID: caseID, purpose: .reading)
    try change { state throws(CaseStoreFailure) in
      guard self.standingClaim(of: caseID, state)?.reviewer == name, let claim = state.claims[key],
        let request = self.request(of: claim.holder, caseID, state)
      else { return }
      state.requests[caseID]?.asked.isKept = true
      guard gives else { return }
      (state.claims[key], state.requests[caseID]) = (nil, nil)
      _ = try self.open(caseID, request.asker, &state)
    }
  }
}
