import Casework
import Labels
import ReadingQuality
import Workstation

/// What the workstation asks of the casebook, answered one after the other.
struct CaseDesk: Sendable {
  let store: any CaseStore
  let reviewer: String
  let keys: KeyCraft
  let drafts: any DraftShelf
  let slides: SlideAccess
  /// What reads the files of the open case.
  let files: FileWatch
  let pattern: LabelPattern?
  /// What is told that something was signed; `nil` where nothing leaves by itself.
  let outbox: OutboxDesk?
  private let labels: LabelChecking

  /// - Parameter pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  init(
    store: any CaseStore, reviewer: String, keys: KeyCraft, drafts: any DraftShelf, slides: SlideAccess,
    files: FileWatch, pattern: LabelPattern?, outbox: OutboxDesk? = nil
  ) {
    self.store = store
    self.reviewer = reviewer
    self.keys = keys
    self.drafts = drafts
    self.slides = slides
    self.files = files
    self.pattern = pattern
    self.outbox = outbox
    labels = LabelChecking(slides, pattern: pattern)
  }

  /// The answer to `effect`; `nil` where nothing is to be said, or where it is not a question to the casebook.
  ///
  /// - Throws: why the casebook did not do it, or ``SlideFailure`` where another file lies under the path of a slide.
  func answer(to effect: Effect) async throws -> Action? {
    switch effect {
    case .listCases(let request):
      return .casesListed(
        request, try await store.window(request.query, at: request.anchor, limit: request.limit))
    case .loadPage(let request):
      return .pageLoaded(request, try await store.page(request.query, after: request.place, limit: request.limit))
    case .lookForChanges(let entry):
      files.look()
      let changes = try await store.changes(since: entry, limit: Self.mostChanges)
      return changes.caseIDs.isEmpty ? nil : .casesChanged(changes)
    case .readCase(let id): return .caseRead(try await withKeptDraft(try await store.caseFile(id)))
    case .openReview(let id): return .caseRead(try await open(id))
    case .closeReview(let id):
      try await store.closeReview(id, reviewer: reviewer)
      return nil
    case .askForCase(let id):
      do { try await store.askForReview(id, reviewer: reviewer) } catch .conflict(.askedBy) {
        // The case that is read says who asked before.
      }
      return .caseRead(try await withKeptDraft(try await store.caseFile(id)))
    case .answerRequest(let id, let gives):
      try await store.answerRequest(id, reviewer: reviewer, gives: gives)
      return .caseRead(try await withKeptDraft(try await store.caseFile(id)))
    case .commitFirstRead(let id, var read):
      read.reviewer = reviewer
      read.nonce = keys.nonce()
      return .firstCallCommitted(try await withKeptDraft(try await store.commit(read, to: id)))
    case .repeatReading(let id, let draft):
      try await store.repeatReading(id, draft, reviewer: reviewer, signer: nil)
      return .firstCallCommitted(try await store.caseFile(id))
    case .saveDraft(let id, let draft):
      try await store.saveDraft(id, draft)
      drafts.forget(id)
      return .draftSaved(caseID: id)
    case .checkPassphrase(let id, let draft, let passphrase):
      try await signing.check(id, draft, reviewer: reviewer, passphrase: passphrase)
      return .passphraseAccepted(caseID: id)
    case .unlock(let passphrase): return try await unlock(passphrase)
    case .sign(let id, let findingID, let draft, let passphrase):
      let signOff = try await sign(id, draft, findingID, passphrase)
      drafts.forget(id)
      outbox?.send()
      return .signed(caseID: id, signOff)
    case .supplement(let id, let draft, let passphrase):
      let supplement = SupplementCase(
        store: store, keys: keys, slides: slides, wholes: files.wholes, pattern: pattern)
      let signed = try await supplement.sign(id, draft, reviewer: reviewer, passphrase: passphrase)
      outbox?.send()
      return .supplemented(caseID: id, signed)
    case .checkRight(_, .takeUp?):
      try await store.roster().requireMayTakeUp(reviewer)
      return nil
    case .checkRight(_, let right):
      try await store.requireNoRefusal(of: right, to: reviewer)
      return nil
    case .listColleagues(let id): return .colleaguesListed(caseID: id, try await opinions.colleagues(of: reviewer))
    case .opine(let id, let draft, let passphrase):
      return .opined(
        caseID: id, try await opinions.sign(id, draft, reviewer: reviewer, passphrase: passphrase))
    case .resolveLabel(let id, let draft, let passphrase):
      let resolve = ResolveLabel(store: store, keys: keys, slides: slides, pattern: pattern)
      return .labelResolved(
        caseID: id, try await resolve.sign(id, draft, reviewer: reviewer, passphrase: passphrase))
    case .noteRead(let id, let number):
      do { _ = try await store.noteRead(id, opinion: number, reviewer: reviewer) } catch .opinion(.nothingToRead) {
        // Another workstation of the same reader was faster.
      }
      return .caseRead(try await withKeptDraft(try await store.caseFile(id)))
    case .nameCases(let query): return .casesNamed(query, try await names(of: query))
    case .countReadings: return .readingsCounted(QualitySections(try await figures()))
    case .keepMark(let id, var mark):
      if mark.id.isEmpty { mark.id = SlideMark.identity(of: keys.nonce()) }
      try await store.keep([mark], on: id, reviewer: reviewer)
      return .caseRead(try await withKeptDraft(try await store.caseFile(id)))
    case .removeMark(let id, let mark):
      try await store.removeMark(mark, from: id, reviewer: reviewer)
      return .caseRead(try await withKeptDraft(try await store.caseFile(id)))
    case .findNuclei, .leaveOut, .scoreCase, .stopScoring, .watchFiles, .leaveFiles, .loadTiles, .drawPicture,
      .cancelPicture, .readAhead,
      .saveTheme, .saveLists, .export, .suspend, .quit:
      return nil
    }
  }

  /// The figures of the casebook's readings, as far as the reader is told of them.
  private func figures() async throws -> QualityFigures {
    QualityFigures(
      try await store.readCases(), for: QualityScope(of: .reviewer(reviewer), among: try await store.roster()))
  }

  /// The names of all cases of `query`, page by page.
  private func names(of query: CaseQuery) async throws -> [String] {
    var (names, place) = ([String](), CasePlace?.none)
    repeat {
      let page = try await store.page(query, after: place, limit: Self.pageLimit)
      names += page.cases.map(\.id)
      place = page.cases.count < Self.pageLimit ? nil : page.places.last
    } while place != nil
    return names
  }

  /// Cases that are read at once.
  private static let pageLimit = 256

  /// More changes than these are told as many: what is shown is read anew then.
  private static let mostChanges = 100

  private var opinions: GiveOpinion { GiveOpinion(store: store, keys: keys) }

  private var signing: SignCase {
    SignCase(store: store, keys: keys, slides: slides, wholes: files.wholes, pattern: pattern)
  }

  /// Signs the case. Whoever was retired, or got another role, since they took it up is told that.
  private func sign(
    _ id: String, _ draft: SignOffDraft, _ findingID: String, _ passphrase: Passphrase
  ) async throws -> SignOff {
    do {
      return try await signing.sign(id, draft, findingID: findingID, reviewer: reviewer, passphrase: passphrase)
    } catch CaseStoreFailure.identity(.notOpened) {
      try await store.roster().requireMayTakeUp(reviewer)
      throw CaseStoreFailure.identity(.notOpened)
    }
  }

  /// A casebook without reviewers has no passphrase that could keep anybody out.
  private func unlock(_ passphrase: Passphrase) async throws -> Action {
    do { _ = try await KeyRing(store: store, keys: keys).open(reviewer, passphrase) } catch .identity(.nobodyAdmitted) {
    }
    return .unlocked
  }

  /// Takes the case up. A case that cannot be signed, because it has no finding or is signed, is only looked at.
  private func open(_ id: String) async throws -> CaseFile {
    do {
      _ = try await store.openReview(id, reviewer: reviewer)
    } catch CaseStoreFailure.signOff(.notScored), CaseStoreFailure.conflict(.alreadySigned) {}
    return try await withKeptDraft(try await store.caseFile(id))
  }

  /// The case with what its labels say now, and with the draft that the casebook could not take when it was made, now
  /// taken. A slide that cannot be opened is said where its picture would be, and refused where the case is signed.
  private func withKeptDraft(_ file: CaseFile) async throws -> CaseFile {
    var file = (try? labels.checked(file)) ?? file
    guard file.closingSignOff == nil, let draft = drafts.draft(of: file.id) else { return file }
    try await store.saveDraft(file.id, draft)
    drafts.forget(file.id)
    file.draft = draft
    return file
  }
}
