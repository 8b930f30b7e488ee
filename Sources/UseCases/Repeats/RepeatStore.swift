import Casework
import ReadingQuality
import Synchronization

/// A casebook as it is told to somebody who reads again what they have read: it lists the cases that are due, each as
/// it was registered, and takes the call that is repeated. It keeps nothing else.
///
/// Which cases it lists is drawn once, when it is asked first; what falls due meanwhile comes in, what was read again
/// goes.
package struct RepeatStore: CaseStore {
  private let store: any CaseStore
  private let reviewer: String
  private let clock: WallClock
  private let drawn: Drawn
  /// Whether it is told to the program, which compares files and shows nothing.
  private let isProgram: Bool

  /// - Parameters:
  ///   - store: the casebook.
  ///   - reviewer: printed name of whoever reads again.
  package init(_ store: any CaseStore, reviewer: String, clock: WallClock) {
    self.init(store, reviewer: reviewer, clock: clock, drawn: Drawn(), isProgram: false)
  }

  private init(_ store: any CaseStore, reviewer: String, clock: WallClock, drawn: Drawn, isProgram: Bool) {
    self.store = store
    self.reviewer = Reviewer.name(reviewer)
    self.clock = clock
    self.drawn = drawn
    self.isProgram = isProgram
  }

  private final class Drawn: Sendable {
    let plan = Mutex<RepeatabilityPlan?>(nil)
  }

  /// Nobody is told more by being somebody else: whoever is at the keyboard repeats.
  package func opened(for audience: Audience) -> RepeatStore {
    let isProgram =
      switch audience {
      case .program: true
      case .anybody, .reviewer, .repeating: false
      }
    return RepeatStore(store, reviewer: reviewer, clock: clock, drawn: drawn, isProgram: isProgram)
  }

  private var told: any CaseStore { store.opened(for: isProgram ? .program : .repeating(reviewer)) }

  private func plan() async throws(CaseStoreFailure) -> RepeatabilityPlan {
    if let plan = drawn.plan.withLock({ $0 }) { return plan }
    let plan = RepeatabilityPlan(of: try await store.repeatableCases(of: reviewer))
    return drawn.plan.withLock { known in
      known = known ?? plan
      return known ?? plan
    }
  }

  /// The cases that are due now and were not read again yet.
  private func due() async throws(CaseStoreFailure) -> [CaseFile] {
    let (told, program) = (told, store.opened(for: .program))
    var files: [CaseFile] = []
    for item in try await plan().due(at: clock.seconds()) {
      let file = try await program.caseFile(item.caseID)
      guard file.repetition(of: reviewer) == nil else { continue }
      files.append(try await told.caseFile(item.caseID))
    }
    return files
  }
}

// MARK: - Lists

extension RepeatStore {
  package func page(
    _ query: CaseQuery, after place: CasePlace?, limit: Int
  ) async throws(CaseStoreFailure) -> CasePage {
    let entry = try await store.page(CaseQuery(), after: nil, limit: 1).entry
    return CaseListing(try await due(), query).page(after: place, limit: limit, entry: entry)
  }

  package func count(
    _ query: CaseQuery, before place: CasePlace?
  ) async throws(CaseStoreFailure) -> (all: Int, before: Int) {
    let listing = CaseListing(try await due(), query)
    return (listing.cases.count, place.map { listing.count(before: $0) } ?? 0)
  }

  package func place(of caseID: String, in query: CaseQuery) async throws(CaseStoreFailure) -> CasePlace? {
    try await due().first { $0.id == caseID && query.holds($0) }.map { CasePlace(of: $0, by: query.key) }
  }

  package func counts() async throws(CaseStoreFailure) -> CaseCounts { CaseCounts(of: try await due()) }

  /// The case as it was registered; as one that is done with where the reader has read it again already.
  ///
  /// - Throws: `repetition` where they cannot read it again, so that nobody gives a call which is refused.
  package func caseFile(_ caseID: String) async throws(CaseStoreFailure) -> CaseFile {
    var file = try await told.caseFile(caseID)
    guard !isProgram else { return file }
    let whole = try await store.whole(caseID)
    guard whole.repetition(of: reviewer) == nil else {
      file.status = .signed
      return file
    }
    try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
      try whole.requireRepeatable(by: reviewer, at: Timestamp(seconds: clock.seconds()))
    }
    return file
  }

  package func changes(since entry: Int, limit: Int) async throws(CaseStoreFailure) -> CaseChanges {
    let names = Set(try await plan().items.map(\.caseID))
    let changes = try await store.changes(since: entry, limit: limit)
    return CaseChanges(
      caseIDs: changes.caseIDs.filter(names.contains), isPartial: changes.isPartial, entry: changes.entry)
  }
}

// MARK: - What is kept

extension RepeatStore {
  /// - Throws: `identity` where the reader may not take a case up; `repetition` where they cannot read it again.
  ///   Nothing is claimed: the case is closed.
  @discardableResult
  package func openReview(_ caseID: String, reviewer: String) async throws(CaseStoreFailure) -> CaseFile {
    try await store.roster().requireMayTakeUp(self.reviewer)
    return try await caseFile(caseID)
  }

  package func closeReview(_ caseID: String, reviewer: String) async throws(CaseStoreFailure) {}

  @discardableResult
  package func repeatReading(
    _ caseID: String, _ draft: RepeatDraft, reviewer: String, signer: EntrySigner?
  ) async throws(CaseStoreFailure) -> RepeatedRead {
    try await store.repeatReading(caseID, draft, reviewer: reviewer, signer: signer)
  }

  /// Nothing is signed, so that no draft is kept, and none is shown.
  package func saveDraft(_ caseID: String, _ draft: SignOffDraft?) async throws(CaseStoreFailure) {}
}

// MARK: - As always

extension RepeatStore {
  package func houseProtocol() async throws(CaseStoreFailure) -> ReadingProtocol { try await store.houseProtocol() }

  package func verify(
    resultDigest: (@Sendable (String) -> String?)?
  ) async throws(CaseStoreFailure) -> LedgerVerification { try await store.verify(resultDigest: resultDigest) }

  package func roster() async throws(CaseStoreFailure) -> Roster { try await store.roster() }

  package func sealedKey(of name: String) async throws(CaseStoreFailure) -> SealedKey? {
    try await store.sealedKey(of: name)
  }

  package func noteSignIn(_ name: String, opened: Bool) async throws(CaseStoreFailure) {
    try await store.noteSignIn(name, opened: opened)
  }
}
