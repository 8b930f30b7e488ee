/// The casebook as the application knows it, wherever it lies.
///
/// Whoever opens a store says who they are: their name stands in every entry that they write, and drafts are their own.
/// A call may block or suspend: it is never made on the thread that owns the terminal. Every call sees all that was
/// written before it, and all or nothing of any other.
///
/// Every call throws `unavailable` where the casebook does not answer or cannot be written. A call about one case
/// throws `noSuchCase` where there is none of that name.
public protocol CaseStore: ReviewerStore {
  /// The same casebook, told as far as `audience` may know it: see ``CaseFile/disclosed(to:among:)``. One that was just
  /// opened tells what anybody may know. A reviewer finds their own drafts.
  func opened(for audience: Audience) -> Self

  // MARK: Lists

  /// The cases of `query` that come after `place`, at most `limit`; the first ones where there is no place.
  ///
  /// The order is that of the query's key, ties by the bytes of the cases' names in UTF-8, cases without a value last;
  /// of a reversed query all of that is turned round, so that cases without a value come first. A place need not be a
  /// case any more: pages that follow one another hold each case once as long as nothing changes.
  func page(_ query: CaseQuery, after place: CasePlace?, limit: Int) async throws(CaseStoreFailure) -> CasePage

  /// How many cases of `query` there are, and how many of them come before `place`.
  func count(_ query: CaseQuery, before place: CasePlace?) async throws(CaseStoreFailure) -> (all: Int, before: Int)

  /// Where a case stands in the list of `query`, whichever way round; `nil` where it is not listed.
  func place(of caseID: String, in query: CaseQuery) async throws(CaseStoreFailure) -> CasePlace?

  /// How many cases there are by stage; kept, not counted. Those that wait for the reviewer whom the store is opened
  /// for are counted along an index.
  func counts() async throws(CaseStoreFailure) -> CaseCounts

  /// One case as it stands, with the draft of whoever asks.
  func caseFile(_ caseID: String) async throws(CaseStoreFailure) -> CaseFile

  /// The cases that changed after entry `entry`, at most `limit`, the one whose last change is oldest first.
  ///
  /// A draft that was saved or taken away is no entry and not told.
  func changes(since entry: Int, limit: Int) async throws(CaseStoreFailure) -> CaseChanges

  // MARK: Writing

  /// Registers cases, all or none.
  ///
  /// - Throws: `caseExists` for the first name that is taken; `refused` for a name that is none, for a case without
  ///   slides, and for one too large for the ledger.
  func register(_ cases: [Case]) async throws(CaseStoreFailure)

  /// Adds a finding. It becomes the case's finding, or stands beside the signed one.
  @discardableResult
  func record(_ finding: Finding, for caseID: String) async throws(CaseStoreFailure) -> CaseFile

  /// Says that `reviewer` reads the case, to sign it: it is claimed for them for ``ReadingClaim/lease`` seconds by the
  /// store's clock, or until their process ends. Said again it begins the lease anew. What another reviewer had taken
  /// up and claims no more passes to them; nothing is added to the ledger where they have it already.
  ///
  /// - Throws: `identity` with `retired`, `noSuchReviewer` or `noRight` where they may not take a case up: nothing is
  ///   claimed or written then; `signOff` with `notScored` or `noReviewer`, with `readAlready` where they have signed
  ///   their reading and another one decides next, `conflict` with `alreadySigned`: such a case is only looked at;
  ///   `conflict` with `claimedBy` where another reviewer is reading it.
  @discardableResult
  func openReview(_ caseID: String, reviewer: String) async throws(CaseStoreFailure) -> CaseFile

  /// Gives back the case that `reviewer` claimed to read, and takes back what they asked of another reader; does
  /// nothing where their claim is another process's, lapsed, or was never made.
  func closeReview(_ caseID: String, reviewer: String) async throws(CaseStoreFailure)

  /// Asks whoever is reading the case to hand it over: ``ReadingClaim/request`` tells them. It lapses with the claim
  /// and with the asker's process; asked again after an answer it is a new one. Does nothing where nobody else reads
  /// the case.
  ///
  /// - Throws: `identity` where whoever asks may not take a case up; `conflict` with `askedBy` where a colleague has
  ///   asked already and has no answer yet; `signOff` with `noReviewer`, with `readAlready` where whoever asks has
  ///   signed their reading.
  func askForReview(_ caseID: String, reviewer: String) async throws(CaseStoreFailure)

  /// Answers for `reviewer`, who reads the case: gives it to whoever asks for it, who reads it from then on, or keeps
  /// it. The drafts of both stay theirs. Does nothing where nobody asks any more.
  ///
  /// - Throws: `identity` where it is given and the asker may not take a case up any more: it stays `reviewer`'s.
  func answerRequest(_ caseID: String, reviewer: String, gives: Bool) async throws(CaseStoreFailure)

  /// Commits what `read` says of the case: its reader's first call, which is theirs alone and never changed. The case
  /// is claimed for them as by ``openReview(_:reviewer:)``; the time is the store's.
  ///
  /// - Returns: the case with all that is shown to them now.
  /// - Throws: `signOff` with `firstCallNotAsked` where the case is not read so, `firstCallStands` where they gave one,
  ///   `noSuchGrade`; and as ``openReview(_:reviewer:)``.
  @discardableResult
  func commit(_ read: FirstRead, to caseID: String) async throws(CaseStoreFailure) -> CaseFile

  /// Keeps the draft of whoever asks; `nil` takes it away. Drafts are in no ledger, and last through a crash.
  func saveDraft(_ caseID: String, _ draft: SignOffDraft?) async throws(CaseStoreFailure)

  /// Signs a case, and takes the draft of whoever asks away; those of others are their own words and stay.
  ///
  /// Where several readers sign, the case is closed by the one whose call is that of those before, or by the one who
  /// decides.
  ///
  /// A case that is scored and that nobody has opened is opened for review at the same time.
  ///
  /// - Parameters:
  ///   - draft: what is to be signed.
  ///   - reviewer: printed name.
  ///   - findingID: the finding that the reviewer saw.
  ///   - signer: the reviewer's key. Only a casebook to which nobody was ever admitted takes a sign-off without.
  /// - Returns: the sign-off with the digest of its entry.
  /// - Throws: `signOff` with the rule that the draft breaks; `label` with `unresolved` where a slide's label is not
  ///   the case's; `conflict` with `alreadySigned`, with `claimedBy` where another reviewer is reading the case, with
  ///   `inReviewBy` where they took it over, with `findingChanged` where it was scored again; `identity` where the key
  ///   may not sign, or is another one's than the name's.
  @discardableResult
  func sign(
    _ caseID: String, _ draft: SignOffDraft, reviewer: String, findingID: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> SignOff

  /// Adds to a closed case, or changes what it says; what was signed before stays beside.
  ///
  /// - Parameters:
  ///   - draft: what is to be signed.
  ///   - reviewer: printed name.
  ///   - signer: the reviewer's key. Only a casebook to which nobody was ever admitted takes a supplement without.
  /// - Returns: the supplement with the digest of its entry.
  /// - Throws: `amendment` or `signOff` with the rule that the draft breaks; `conflict` with `readingChanged` where it
  ///   was amended since, with `findingChanged` where the finding is none that it may rest upon; `identity` where the
  ///   key may not amend, or is another one's than the name's.
  @discardableResult
  func supplement(
    _ caseID: String, _ draft: SupplementDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> Supplement

  /// Resolves that the label of a slide does not say what is expected: for that content of the slide and these texts.
  /// It claims nothing, and changes neither the status nor the call of the case.
  ///
  /// - Parameters:
  ///   - draft: what is to be signed.
  ///   - reviewer: printed name.
  ///   - signer: the reviewer's key. Only a casebook to which nobody was ever admitted takes it without.
  /// - Returns: the resolution with the digest of its entry.
  /// - Throws: `label` with the rule that the draft breaks; `signOff` with `notScored`; `identity` where the key may
  ///   not sign, or is another one's than the name's.
  @discardableResult
  func resolveLabel(
    _ caseID: String, _ draft: LabelResolutionDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> LabelResolution

  /// Records what became of the patient of a closed case. It claims nothing, and changes neither the status nor the
  /// call of the case; of several outcomes the last one counts, and all stay.
  ///
  /// - Parameters:
  ///   - draft: what is to be signed.
  ///   - reviewer: printed name.
  ///   - signer: the reviewer's key. Only a casebook to which nobody was ever admitted takes it without.
  /// - Returns: the outcome with the digest of its entry.
  /// - Throws: `outcome` with the rule that the draft breaks; `identity` where the key may not record outcomes, or is
  ///   another one's than the name's.
  @discardableResult
  func recordOutcome(
    _ caseID: String, _ draft: OutcomeDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> RecordedOutcome

  /// Keeps what a reader of a closed case says of it now, told nothing of what was said before. It claims nothing, and
  /// changes neither the status nor the call of the case.
  ///
  /// - Parameters:
  ///   - draft: what the reader says.
  ///   - reviewer: printed name.
  ///   - signer: the reader's key; `nil` at the workstation, where it stands under their name alone, as a first call.
  /// - Returns: the repeated reading with the digest of its entry.
  /// - Throws: `repetition` with what keeps them from it; `signOff` with `noReviewer` or `noSuchGrade`; `identity`
  ///   where they may not take a case up, or the key is another one's than the name's.
  @discardableResult
  func repeatReading(
    _ caseID: String, _ draft: RepeatDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> RepeatedRead

  // MARK: Second opinions

  /// Asks for a second opinion, gives one, or takes a question back. It claims nothing, and changes neither the status
  /// nor the call of the case.
  ///
  /// - Parameters:
  ///   - draft: what is to be signed.
  ///   - reviewer: printed name.
  ///   - signer: the reviewer's key. Only a casebook to which nobody was ever admitted takes it without.
  /// - Returns: the question with what became of it by now.
  /// - Throws: `opinion` with the rule that the draft breaks; `conflict` with `alreadySigned` where the case is closed;
  ///   `identity` where the key may not do it, is another one's than the name's, or the colleague may not answer.
  @discardableResult
  func opine(
    _ caseID: String, _ draft: OpinionDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> SecondOpinion

  /// Notes that `reviewer` has read the answer to their question `number`.
  ///
  /// - Returns: the case as it stands.
  /// - Throws: `opinion` where another one has asked, or there is no answer that was not read.
  @discardableResult
  func noteRead(
    _ caseID: String, opinion number: Int, reviewer: String
  ) async throws(CaseStoreFailure) -> CaseFile

  // MARK: Marks

  /// Keeps what `reviewer` marks on slides of the case: a mark of an identity that is new is added, one of their own is
  /// replaced, all or none. Time and name are the store's; marks are in no ledger, claim nothing, and can be made on a
  /// closed case.
  ///
  /// - Returns: the case as it stands, with the draft of whoever asks.
  /// - Throws: `mark` with the rule that one of them breaks; `identity` where `reviewer` may not take a case up.
  @discardableResult
  func keep(_ marks: [SlideMark], on caseID: String, reviewer: String) async throws(CaseStoreFailure) -> CaseFile

  /// Takes a mark of `reviewer`'s own away.
  ///
  /// - Returns: the case as it stands, with the draft of whoever asks.
  /// - Throws: `mark` with `noSuchMark` or `notOwn`; `identity` where `reviewer` may not take a case up.
  @discardableResult
  func removeMark(_ id: String, from caseID: String, reviewer: String) async throws(CaseStoreFailure) -> CaseFile

  // MARK: Protocols

  /// How cases are read that have no protocol of their own.
  func houseProtocol() async throws(CaseStoreFailure) -> ReadingProtocol

  /// Sets how the case `caseID` is read from now on; without a case how all are that are not closed and have no
  /// protocol of their own.
  ///
  /// - Parameter signer: the key of `setting`'s reviewer. Only a casebook to which nobody was ever admitted takes it
  ///   without.
  /// - Throws: `conflict` with `alreadySigned`, or with `halfRead` where one of several readers has signed it;
  ///   `identity` where the key may not admit, or is another one's.
  func set(_ setting: ProtocolSetting, for caseID: String?, signer: EntrySigner?) async throws(CaseStoreFailure)

  // MARK: Claims

  /// Claims a case for `lease` seconds by the store's clock, so that of several processes one does the work.
  func claim(
    _ caseID: String, for purpose: ClaimPurpose, lease: Int
  ) async throws(CaseStoreFailure) -> ClaimAnswer

  /// Says that the work goes on: the lease begins anew.
  ///
  /// - Throws: `conflict` with `claimLost` where another process has the case by now.
  func renew(_ claim: CaseClaim) async throws(CaseStoreFailure)

  /// Gives the case back; does nothing where the claim was lost.
  func release(_ claim: CaseClaim) async throws(CaseStoreFailure)

  /// Adds a finding and gives the case back, at once.
  ///
  /// - Throws: `conflict` with `claimLost` where another process took the case meanwhile: nothing is recorded then.
  @discardableResult
  func record(_ finding: Finding, under claim: CaseClaim) async throws(CaseStoreFailure) -> CaseFile

  // MARK: The ledger

  /// The entries of the ledger that come after entry `entry`, at most `limit`, byte for byte as stored: to export a
  /// ledger of any length, page by page.
  func entries(after entry: Int, limit: Int) async throws(CaseStoreFailure) -> [LedgerEntry]

  /// Checks everything; see ``LedgerVerification``.
  ///
  /// - Parameter resultDigest: SHA-256 of the file at a path, 64 hexadecimal digits, `nil` where it cannot be read.
  ///   Asked for the files of the listed findings; without it no file is checked.
  func verify(resultDigest: (@Sendable (String) -> String?)?) async throws(CaseStoreFailure) -> LedgerVerification
}

extension CaseStore {
  /// Calls `body` with every entry of the ledger, in their order, until it answers `false`; no more than some hundred
  /// are held at once.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func forEachEntry(_ body: (LedgerEntry) -> Bool) async throws(CaseStoreFailure) {
    var last = 0
    while true {
      let entries = try await entries(after: last, limit: 256)
      guard let end = entries.last else { return }
      for entry in entries { guard body(entry) else { return } }
      last = end.sequence
    }
  }
}
