import Casework

/// What is not done while cases are read again.
extension RepeatStore {
  private static var refusal: CaseStoreFailure { .repetition(.callsAlone) }

  package func register(_ cases: [Case]) async throws(CaseStoreFailure) { throw Self.refusal }

  @discardableResult
  package func record(_ finding: Finding, for caseID: String) async throws(CaseStoreFailure) -> CaseFile {
    throw Self.refusal
  }

  package func askForReview(_ caseID: String, reviewer: String) async throws(CaseStoreFailure) { throw Self.refusal }

  package func answerRequest(_ caseID: String, reviewer: String, gives: Bool) async throws(CaseStoreFailure) {
    throw Self.refusal
  }

  @discardableResult
  package func commit(_ read: FirstRead, to caseID: String) async throws(CaseStoreFailure) -> CaseFile {
    throw Self.refusal
  }

  @discardableResult
  package func sign(
    _ caseID: String, _ draft: SignOffDraft, reviewer: String, findingID: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> SignOff { throw Self.refusal }

  @discardableResult
  package func supplement(
    _ caseID: String, _ draft: SupplementDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> Supplement { throw Self.refusal }

  @discardableResult
  package func resolveLabel(
    _ caseID: String, _ draft: LabelResolutionDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> LabelResolution { throw Self.refusal }

  @discardableResult
  package func recordOutcome(
    _ caseID: String, _ draft: OutcomeDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> RecordedOutcome { throw Self.refusal }

  @discardableResult
  package func opine(
    _ caseID: String, _ draft: OpinionDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> SecondOpinion { throw Self.refusal }

  @discardableResult
  package func noteRead(
    _ caseID: String, opinion number: Int, reviewer: String
  ) async throws(CaseStoreFailure) -> CaseFile { throw Self.refusal }

  @discardableResult
  package func keep(
    _ marks: [SlideMark], on caseID: String, reviewer: String
  ) async throws(CaseStoreFailure) -> CaseFile { throw Self.refusal }

  @discardableResult
  package func removeMark(
    _ id: String, from caseID: String, reviewer: String
  ) async throws(CaseStoreFailure) -> CaseFile { throw Self.refusal }

  package func set(
    _ setting: ProtocolSetting, for caseID: String?, signer: EntrySigner?
  ) async throws(CaseStoreFailure) { throw Self.refusal }

  package func claim(
    _ caseID: String, for purpose: ClaimPurpose, lease: Int
  ) async throws(CaseStoreFailure) -> ClaimAnswer { throw Self.refusal }

  package func renew(_ claim: CaseClaim) async throws(CaseStoreFailure) { throw Self.refusal }

  package func release(_ claim: CaseClaim) async throws(CaseStoreFailure) { throw Self.refusal }

  @discardableResult
  package func record(_ finding: Finding, under claim: CaseClaim) async throws(CaseStoreFailure) -> CaseFile {
    throw Self.refusal
  }

  /// Entries tell what was called.
  package func entries(after entry: Int, limit: Int) async throws(CaseStoreFailure) -> [LedgerEntry] {
    throw Self.refusal
  }

  package func admit(_ new: NewReviewer, signer: EntrySigner) async throws(CaseStoreFailure) -> Reviewer {
    throw Self.refusal
  }

  package func retire(_ name: String, signer: EntrySigner) async throws(CaseStoreFailure) -> Reviewer {
    throw Self.refusal
  }

  package func reseal(_ sealed: SealedKey, signer: EntrySigner) async throws(CaseStoreFailure) { throw Self.refusal }
}
