import Basics
import Synchronization

/// A casebook that lies in memory and is gone with the process: for tests, and wherever nothing is to be kept.
///
/// It has the same ledger, the same rules and the same order of lists as every store.
package final class MemoryCaseStore: CaseStore {
  /// Who is at the keyboard: stands in every entry.
  package let actor: String
  /// For whom cases are told.
  let audience: Audience
  private let book: Book
  let now: @Sendable () -> String
  let digest: Digest
  private let signatures: SignatureCheck

  /// An empty casebook.
  ///
  /// - Parameters:
  ///   - actor: the person or program that writes.
  ///   - now: the time, ISO 8601 with seconds, UTC.
  ///   - digest: SHA-256.
  ///   - signatures: what checks them; default: none holds.
  package init(
    actor: String, now: @escaping @Sendable () -> String, digest: @escaping Digest,
    signatures: @escaping SignatureCheck = { _, _, _ in false }
  ) {
    self.actor = CleanText.cleaned(actor)
    audience = .anybody
    self.now = now
    self.digest = digest
    self.signatures = signatures
    book = Book()
    book.state.withLock { state in
      let created = LedgerEvent.casebookCreated(format: LedgerEvent.format)
      try? Self.append(created, to: "", &state, signer: nil, actor: self.actor, time: now(), digest)
    }
  }

  /// The casebook of `other`, opened by another person or program.
  package convenience init(actor: String, sharing other: MemoryCaseStore) {
    self.init(actor: CleanText.cleaned(actor), audience: .anybody, sharing: other)
  }

  private init(actor: String, audience: Audience, sharing other: MemoryCaseStore) {
    self.actor = actor
    self.audience = audience
    book = other.book
    now = other.now
    digest = other.digest
    signatures = other.signatures
  }

  package func opened(for audience: Audience) -> MemoryCaseStore {
    MemoryCaseStore(actor: actor, audience: audience, sharing: self)
  }

  /// From now on every call throws `failure`, as `unavailable`; `nil` ends that.
  package func fail(with failure: CasebookFailure?) { book.state.withLock { $0.failure = failure } }

  private final class Book: Sendable {
    let state = Mutex(State())
  }

  struct State {
    var entries: [LedgerEntry] = []
    var projection = Projection()
    fileprivate var drafts: [DraftKey: SignOffDraft] = [:]
    /// By case.
    var marks: [String: [SlideMark]] = [:]
    var claims: [ClaimKey: Claim] = [:]
    /// By case.
    var requests: [String: Request] = [:]
    /// By fingerprint.
    var sealedKeys: [String: SealedKey] = [:]
    /// By name.
    var tries: [String: SignInTries] = [:]
    var claimCount = 0
    var failure: CasebookFailure?
  }

  fileprivate struct DraftKey: Hashable {
    let caseID: String
    let actor: String
  }

  struct ClaimKey: Hashable {
    let caseID: String
    let purpose: ClaimPurpose
  }

  /// What is asked of the claim that `holder` has since then.
  struct Request {
    let holder: String
    let since: String
    var asked: HandOverRequest
  }

  struct Claim {
    let token: String
    let holder: ClaimHolder
    let lease: Int
    var renewed: Int
  }
}

// MARK: - Lists

extension MemoryCaseStore {
  package func page(_ query: CaseQuery, after place: CasePlace?, limit: Int) throws(CaseStoreFailure) -> CasePage {
    try look { state in
      let listing = CaseListing(self.searched(state), query)
      let page = listing.page(after: place, limit: limit, entry: state.projection.sequence)
      return CasePage(cases: page.cases.map { self.drafted($0, state) }, places: page.places, entry: page.entry)
    }
  }

  package func count(
    _ query: CaseQuery, before place: CasePlace?
  ) throws(CaseStoreFailure) -> (all: Int, before: Int) {
    try look { state in
      let listing = CaseListing(self.searched(state), query)
      return (listing.cases.count, place.map { listing.count(before: $0) } ?? 0)
    }
  }

  package func place(of caseID: String, in query: CaseQuery) throws(CaseStoreFailure) -> CasePlace? {
    try look { state in
      let withheld = state.projection.roster.withheldIdentities(from: self.audience)
      return state.projection.cases[caseID].map { $0.file.withoutIdentities(withheld) }.flatMap {
        query.holds($0) ? CasePlace(of: $0, by: query.key) : nil
      }
    }
  }

  package func counts() throws(CaseStoreFailure) -> CaseCounts {
    try look { state in
      var counts = CaseCounts(stages: Dictionary(uniqueKeysWithValues: CaseStage.tallied.map { ($0, 0) }))
      let isHeard = state.projection.roster.isHeard(self.audience)
      for file in state.projection.cases.values.map(\.file) {
        counts.stages[.all, default: 0] += 1
        counts.stages[file.status.stage, default: 0] += 1
        if file.finding?.model.demonstration == true { counts.hasDemonstration = true }
        if let reader = self.audience.reader, isHeard, file.hasOpinion(for: reader) { counts.waiting += 1 }
      }
      return counts
    }
  }

  package func caseFile(_ caseID: String) throws(CaseStoreFailure) -> CaseFile {
    try look { state throws(CaseStoreFailure) in
      self.drafted(try Self.known(caseID, state), state)
    }
  }

  package func changes(since entry: Int, limit: Int) throws(CaseStoreFailure) -> CaseChanges {
    try look { state in
      let changed = state.projection.cases.values.filter { $0.sequence > entry }.sorted { $0.sequence < $1.sequence }
      return CaseChanges(
        caseIDs: changed.prefix(max(0, limit)).map(\.file.id), isPartial: changed.count > max(0, limit),
        entry: state.projection.sequence)
    }
  }

  /// The cases as lists look through them: nothing is found by who the patient is where that is not told.
  private func searched(_ state: State) -> [CaseFile] {
    let withheld = state.projection.roster.withheldIdentities(from: audience)
    return state.projection.cases.values.map { $0.file.withoutIdentities(withheld) }
  }

  func drafted(_ file: CaseFile, _ state: State) -> CaseFile {
    var file = file
    file.draft = state.drafts[DraftKey(caseID: file.id, actor: actor)]
    file.claim = standingClaim(of: file.id, state)
    file.marks = state.marks[file.id] ?? []
    return told(file, state)
  }

  /// The case as far as it may be told here.
  func told(_ file: CaseFile, _ state: State) -> CaseFile {
    file.disclosed(to: audience, among: state.projection.roster)
  }
}

// MARK: - Writing

extension MemoryCaseStore {
  package func register(_ cases: [Case]) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      for record in cases { _ = try self.append(.registered(record), to: record.id, &state) }
    }
  }

  @discardableResult
  package func record(_ finding: Finding, for caseID: String) throws(CaseStoreFailure) -> CaseFile {
    try change { state throws(CaseStoreFailure) in
      self.told(try self.append(.scored(finding), to: caseID, &state), state)
    }
  }

  @discardableResult
  package func openReview(_ caseID: String, reviewer: String) throws(CaseStoreFailure) -> CaseFile {
    try change { state throws(CaseStoreFailure) in
      self.told(try self.open(caseID, Reviewer.name(reviewer), &state), state)
    }
  }

  @discardableResult
  package func commit(_ read: FirstRead, to caseID: String) throws(CaseStoreFailure) -> CaseFile {
    var read = read
    read.reviewer = Reviewer.name(read.reviewer)
    read.readAt = now()
    let committed = read
    return try change { state throws(CaseStoreFailure) in
      _ = try self.open(caseID, committed.reviewer, &state)
      return self.drafted(try self.append(.firstRead(committed), to: caseID, &state), state)
    }
  }

  func open(_ caseID: String, _ reviewer: String, _ state: inout State) throws(CaseStoreFailure) -> CaseFile {
    guard !reviewer.isEmpty else { throw .signOff(.noReviewer) }
    let file = try Self.known(caseID, state)
    try state.projection.roster.requireMayTakeUp(reviewer)
    let claim = standingClaim(of: caseID, state)
    try Self.require(claim, of: reviewer)
    var opened = file.isNewTo(reviewer) ? try append(.reviewOpened(reviewer: reviewer), to: caseID, &state) : file
    let key = ClaimKey(caseID: caseID, purpose: .reading)
    let holder = ClaimHolder(name: reviewer, process: 0, since: claim?.since ?? now())
    state.claims[key] = Claim(token: reviewer, holder: holder, lease: ReadingClaim.lease, renewed: seconds)
    opened.claim = standingClaim(of: caseID, state)
    return opened
  }

  package func closeReview(_ caseID: String, reviewer: String) throws(CaseStoreFailure) {
    let name = Reviewer.name(reviewer)
    try change { state throws(CaseStoreFailure) in
      if state.requests[caseID]?.asked.asker == name { state.requests[caseID] = nil }
      guard self.standingClaim(of: caseID, state)?.reviewer == name else { return }
      state.claims[ClaimKey(caseID: caseID, purpose: .reading)] = nil
    }
  }

  private static func require(_ claim: ReadingClaim?, of reviewer: String) throws(CaseStoreFailure) {
    guard let claim, claim.reviewer != reviewer else { return }
    throw .conflict(.claimedBy(claim))
  }

  package func saveDraft(_ caseID: String, _ draft: SignOffDraft?) throws(CaseStoreFailure) {
    try change { state throws(CaseStoreFailure) in
      _ = try Self.known(caseID, state)
      state.drafts[DraftKey(caseID: caseID, actor: self.actor)] = draft
    }
  }

  @discardableResult
  package func sign(
    _ caseID: String, _ draft: SignOffDraft, reviewer: String, findingID: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> SignOff {
    let name = Reviewer.name(reviewer)
    return try change { state throws(CaseStoreFailure) in
      var file = try Self.known(caseID, state)
      try state.projection.roster.requireSigner(signer, under: name)
      try Self.require(self.standingClaim(of: caseID, state), of: name)
      if file.isUnopened { file = try self.open(caseID, name, &state) }
      let signOff = try CaseStoreFailure.refusing(caseID) { [file] () throws(TransitionProblem) in
        try file.signing(draft, reviewer: name, findingID: findingID, now: self.now())
      }
      let signed = try self.append(.signed(signOff), to: caseID, signer: signer, &state).lastSigned(by: name) ?? signOff
      state.drafts[DraftKey(caseID: caseID, actor: self.actor)] = nil
      state.claims[ClaimKey(caseID: caseID, purpose: .reading)] = nil
      return signed
    }
  }
}

// MARK: - The ledger

extension MemoryCaseStore {
  package func entries(after entry: Int, limit: Int) throws(CaseStoreFailure) -> [LedgerEntry] {
    try look { state in Array(state.entries.drop { $0.sequence <= entry }.prefix(max(0, limit))) }
  }

  package func verify(
    resultDigest: (@Sendable (String) -> String?)? = nil
  ) throws(CaseStoreFailure) -> LedgerVerification {
    try look { state in
      do throws(LedgerBreak) {
        var checker = LedgerChecker(digest: self.digest, signatures: self.signatures)
        for entry in state.entries { try checker.check(entry) }
        try checker.projection.roster.checkKeys(state.sealedKeys.values, digest: self.digest)
        if let resultDigest { try checker.projection.checkResultFiles(resultDigest) }
        return .intact(
          entries: state.entries.count, head: checker.last?.digest ?? LedgerEntry.genesis,
          clock: checker.clock.remarks(now: self.now()))
      } catch { return .broken(error) }
    }
  }

  static func known(_ caseID: String, _ state: State) throws(CaseStoreFailure) -> CaseFile {
    guard let file = state.projection.cases[caseID]?.file else { throw unknown(caseID, state) }
    return file
  }

  private static func unknown(_ caseID: String, _ state: State) -> CaseStoreFailure {
    .unknown(caseID, among: names(state))
  }

  private static func names(_ state: State) -> [String] {
    state.projection.cases.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func append(
    _ event: LedgerEvent, to caseID: String, signer: EntrySigner? = nil, _ state: inout State
  ) throws(CaseStoreFailure) -> CaseFile {
    do throws(TransitionProblem) {
      try Self.append(event, to: caseID, &state, signer: signer, actor: actor, time: now(), digest)
    } catch {
      let names = Self.names(state)
      throw CaseStoreFailure(error, of: caseID) { names }
    }
    return try Self.known(caseID, state)
  }

  /// The same of an event that is about no case.
  func append(_ event: LedgerEvent, signer: EntrySigner?, _ state: inout State) throws(CaseStoreFailure) {
    do throws(TransitionProblem) {
      try Self.append(event, to: "", &state, signer: signer, actor: actor, time: now(), digest)
    } catch { throw CaseStoreFailure(error, of: "") { [] } }
  }

  /// The invariant of every write: the next entry, and the case as it makes it.
  private static func append(
    _ event: LedgerEvent, to caseID: String, _ state: inout State, signer: EntrySigner?, actor: String, time: String,
    _ digest: Digest
  ) throws(TransitionProblem) {
    let last = state.entries.last.map { ($0.sequence, $0.digest) }
    let entry = try LedgerEntry.following(
      last, time: time, actor: actor, caseID: caseID, event: event, signer: signer, digest: digest)
    do throws(LedgerBreak) { try state.projection.fold(entry) } catch {
      switch error.fault {
      case .impossible(let problem): throw problem
      case .unsigned: throw .identity(.unsigned)
      case .contentChanged, .linkBroken, .missing, .formatWentBack, .signatureWrong, .fingerprintWrong,
        .sealedKeyChanged, .sealedKeyUnknown, .unreadable, .projectionDiffers, .projectionMissing,
        .projectionUnknown, .resultFileMissing, .resultFileChanged, .schemaChanged, .damaged:
        throw .misplaced
      }
    }
    state.entries.append(entry)
  }

  func look<Answer>(_ body: (State) throws(CaseStoreFailure) -> Answer) throws(CaseStoreFailure) -> Answer {
    let state = book.state.withLock { $0 }
    if let failure = state.failure { throw .unavailable(failure) }
    return try body(state)
  }

  /// All of `body` or nothing.
  func change<Answer: Sendable>(
    _ body: (inout State) throws(CaseStoreFailure) -> Answer
  ) throws(CaseStoreFailure) -> Answer {
    try book.state.withLock { state throws(CaseStoreFailure) in
      if let failure = state.failure { throw .unavailable(failure) }
      var next = state
      let answer = try body(&next)
      state = next
      return answer
    }
  }
}
