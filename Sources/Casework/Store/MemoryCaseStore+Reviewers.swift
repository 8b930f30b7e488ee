extension MemoryCaseStore {
  package func roster() throws(CaseStoreFailure) -> Roster { try look { $0.projection.roster } }

  @discardableResult
  package func admit(_ new: NewReviewer, signer: EntrySigner) throws(CaseStoreFailure) -> Reviewer {
    try change { state throws(CaseStoreFailure) in
      let admission: ReviewerAdmission
      do throws(IdentityProblem) {
        admission = try state.projection.roster.admission(of: new, signer: signer, digest: self.digest)
      } catch {
        throw .identity(error)
      }
      try self.append(.reviewerAdmitted(admission), signer: signer, &state)
      if let former = admission.replaces { state.sealedKeys[former] = nil }
      state.sealedKeys[admission.fingerprint] = new.sealed
      state.tries[admission.name] = nil
      return try Self.reviewer(admission.fingerprint, state)
    }
  }

  @discardableResult
  package func retire(_ name: String, signer: EntrySigner) throws(CaseStoreFailure) -> Reviewer {
    try change { state throws(CaseStoreFailure) in
      let reviewer: Reviewer
      do throws(IdentityProblem) { reviewer = try state.projection.roster.requireActive(named: name) } catch {
        throw .identity(error)
      }
      try self.append(.reviewerRetired(ReviewerKeyNote(reviewer)), signer: signer, &state)
      state.sealedKeys[reviewer.fingerprint] = nil
      return try Self.reviewer(reviewer.fingerprint, state)
    }
  }

  package func reseal(_ sealed: SealedKey, signer: EntrySigner) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      let resealing: KeyResealing
      do throws(IdentityProblem) {
        resealing = try state.projection.roster.resealing(sealed, digest: self.digest)
      } catch {
        throw .identity(error)
      }
      try self.append(.passphraseChanged(resealing), signer: signer, &state)
      state.sealedKeys[sealed.fingerprint] = sealed
    }
  }

  package func sealedKey(of name: String) throws(CaseStoreFailure) -> SealedKey? {
    try look { state throws(CaseStoreFailure) in
      let name = Reviewer.name(name)
      if let seconds = state.tries[name]?.wait(at: self.seconds) { throw .identity(.mustWait(seconds: seconds)) }
      return state.projection.roster.active(named: name).flatMap { state.sealedKeys[$0.fingerprint] }
    }
  }

  package func noteSignIn(_ name: String, opened: Bool) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      let name = Reviewer.name(name)
      guard !opened else { return state.tries[name] = nil }
      let tries = (state.tries[name] ?? SignInTries()).failing(at: self.seconds)
      state.tries[name] = tries
      guard tries.isLocked, let reviewer = state.projection.roster.active(named: name) else { return }
      try self.append(.reviewerLocked(ReviewerKeyNote(reviewer)), signer: nil, &state)
    }
  }

  private static func reviewer(_ fingerprint: String, _ state: State) throws(CaseStoreFailure) -> Reviewer {
    guard let reviewer = state.projection.roster.reviewer(fingerprint) else { throw .identity(.unknownKey) }
    return reviewer
  }
}
