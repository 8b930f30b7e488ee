import Casework
import Dispatch
import Microscopy
import Synchronization
import Workstation

/// Carries out what the workstation wants, off the screen's thread; every answer is an action in the mailbox.
///
/// What is asked of the casebook is done in order on one task, so that a draft and the sign-off after it keep their
/// order; pictures have their own queues, and readings are counted beside, since a long casebook takes a while.
package final class EffectRunner: Sendable {
  private let effects: AsyncStream<Effect>.Continuation
  private let pictures: PictureWork
  private let scoring: ScoringWork
  private let files: FileWatch?
  private let worker: EffectWorker
  private let trials: TrialWork
  private let exports: ExportWork
  private let outbox: OutboxDesk?
  private let isDone = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - desk: what answers for the casebook; `nil` where nothing is reviewed.
  ///   - scoring: what scores cases in the background.
  ///   - exports: what makes files of cases.
  ///   - problem: a failure in words for the reviewer.
  init(
    desk: CaseDesk?, mailbox: Mailbox, pictures: PictureWork, scoring: ScoringWork, trials: TrialWork,
    exports: ExportWork, saveTheme: @escaping @Sendable (_ name: String) throws -> Void, lists: ListShelf,
    problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    self.pictures = pictures
    self.scoring = scoring
    self.trials = trials
    self.exports = exports
    files = desk?.files
    outbox = desk?.outbox
    let (stream, continuation) = AsyncStream.makeStream(of: Effect.self)
    effects = continuation
    worker = EffectWorker(desk: desk, mailbox: mailbox, saveTheme: saveTheme, lists: lists, problem: problem)
    Task.detached(priority: .userInitiated) { [worker, isDone] in
      for await effect in stream {
        // It begins behind what was asked of the casebook before, and keeps nothing behind it waiting.
        if case .export(let caseID, let format) = effect { exports.begin(WantedExport(caseID: caseID, format)) }
        await worker.carryOut(effect)
      }
      isDone.signal()
    }
  }

  /// Starts `effect` and returns at once. Suspending and leaving belong to the loop and are not for here.
  package func run(_ effect: Effect) {
    switch effect {
    case .drawPicture(let request): pictures.draw(request)
    case .cancelPicture(let slot): pictures.cancel(slot)
    case .readAhead(let requests): pictures.readAhead(requests)
    case .loadTiles(let caseID, let file): pictures.loadTiles(caseID, file)
    case .findNuclei(let request): pictures.findNuclei(request)
    case .watchFiles(let caseID): files?.begin(caseID)
    case .leaveFiles: files?.end()
    case .scoreCase(let caseID, let again): scoring.score(caseID, again)
    case .stopScoring: scoring.stop()
    case .leaveOut(let caseID, let request): trials.begin(request, of: caseID)
    case .countReadings: Task.detached(priority: .utility) { [worker] in await worker.carryOut(effect) }
    case .listCases, .loadPage, .lookForChanges, .readCase, .openReview, .closeReview, .askForCase, .answerRequest,
      .commitFirstRead, .repeatReading, .saveDraft, .checkPassphrase, .unlock, .sign, .supplement, .checkRight,
      .listColleagues, .opine, .resolveLabel, .noteRead, .keepMark, .removeMark, .nameCases, .export, .saveTheme,
      .saveLists, .suspend, .quit:
      effects.yield(effect)
    }
  }

  /// Sends what was signed before and waits.
  func begin() { outbox?.send() }

  /// Somebody types, or uses the mouse: what is read for later gives way.
  func giveWay() { pictures.readAhead([]) }

  /// Stops what is being scored, and waits until what was asked of the casebook is written, and the files that were
  /// wanted are there; nothing can be asked for afterwards.
  package func finish() {
    files?.end()
    giveWay()
    scoring.finish()
    effects.finish()
    isDone.wait()
    exports.finish()
    outbox?.finish()
  }
}

/// What the one task does with each effect.
struct EffectWorker: Sendable {
  let desk: CaseDesk?
  let mailbox: Mailbox
  let saveTheme: @Sendable (String) throws -> Void
  let lists: ListShelf
  let problem: @Sendable (ReviewFailure) -> Problem
  /// Why the casebook could not be read, as told: what goes on is told once.
  private let trouble = Trouble()

  init(
    desk: CaseDesk?, mailbox: Mailbox, saveTheme: @escaping @Sendable (String) throws -> Void, lists: ListShelf,
    problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    self.desk = desk
    self.mailbox = mailbox
    self.saveTheme = saveTheme
    self.lists = lists
    self.problem = problem
  }

  func carryOut(_ effect: Effect) async {
    if case .saveTheme(let name) = effect { return save(theme: name) }
    if case .saveLists(let settings) = effect { return save(settings) }
    if let answer = await answer(to: effect) { mailbox.post(answer) }
  }

  /// What the casebook answers, or why it does not; `nil` where there is nothing to say.
  func answer(to effect: Effect) async -> Action? {
    guard let desk else { return nil }
    do {
      let answer = try await desk.answer(to: effect)
      trouble.isOver()
      return answer
    } catch {
      let isNews = trouble.isNews(error)
      return effect.isRepeated && !isNews ? nil : failure(of: effect, error, desk.drafts)
    }
  }

  private func save(theme: String) {
    do { try saveTheme(theme) } catch { mailbox.post(.failed(problem(.themeNotSaved(error)))) }
  }

  private func save(_ settings: ListSettings) {
    do { try lists.save(settings) } catch { mailbox.post(.failed(problem(.listsNotSaved(error)))) }
  }

  private func failure(of effect: Effect, _ error: any Error, _ drafts: any DraftShelf) -> Action {
    if case .identity? = error as? CaseStoreFailure, let refusal = refusal(of: effect, error) { return refusal }
    switch effect {
    case .checkPassphrase(let id, let draft, _), .sign(let id, _, let draft, _):
      return .signingFailed(caseID: id, problem(.notSigned(error, place(of: draft, id, error, drafts))))
    case .supplement(let id, _, _), .opine(let id, _, _), .resolveLabel(let id, _, _):
      return .signingFailed(caseID: id, problem(.notSupplemented(error)))
    case .saveDraft(let id, let draft):
      return .failed(problem(.draftNotSaved(error, draft.map { place(of: $0, id, error, drafts) })))
    case .listCases(let request): return .listingFailed(id: request.id, problem(.noAnswer(error)))
    case .loadPage(let request): return .listingFailed(id: request.id, problem(.noAnswer(error)))
    case .openReview(let id):
      guard case .conflict(.claimedBy)? = error as? CaseStoreFailure else { return .failed(problem(.noAnswer(error))) }
      return .claimRefused(caseID: id, problem(.notClaimed(error)))
    case .commitFirstRead(let id, _), .repeatReading(let id, _):
      return .firstCallRefused(caseID: id, problem(.firstCallNotKept(error)))
    case .answerRequest(let id, _): return .handOverRefused(caseID: id, problem(.notHandedOver(error)))
    case .keepMark, .removeMark: return .failed(problem(.markNotKept(error)))
    case .countReadings: return .readingsNotCounted(problem(.noAnswer(error)))
    case .lookForChanges, .readCase, .closeReview, .askForCase, .unlock, .checkRight, .listColleagues, .noteRead,
      .findNuclei, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture, .cancelPicture, .readAhead,
      .saveTheme,
      .saveLists,
      .nameCases, .scoreCase, .stopScoring, .export, .suspend, .quit:
      return .failed(problem(.noAnswer(error)))
    }
  }

  /// What is said where the passphrase, or whoever it belongs to, is the matter.
  private func refusal(of effect: Effect, _ error: any Error) -> Action? {
    let words = problem(.notSigned(error, .casebook)).detail
    switch effect {
    case .checkPassphrase(let id, _, _), .supplement(let id, _, _), .opine(let id, _, _), .resolveLabel(let id, _, _):
      return .passphraseRefused(caseID: id, words)
    case .sign(let id, _, _, _): return .passphraseRefused(caseID: id, words, problem(.signatureRefused(error)))
    case .unlock: return .unlockRefused(words)
    case .checkRight(let id, .takeUp?), .openReview(let id), .commitFirstRead(let id, _), .repeatReading(let id, _),
      .askForCase(let id):
      return .claimRefused(caseID: id, problem(.notTakenUp(error)))
    case .answerRequest(let id, _): return .handOverRefused(caseID: id, problem(.notHandedOver(error)))
    case .checkRight(let id, _): return .rightRefused(caseID: id, problem(.notPermitted(error)))
    case .listCases, .loadPage, .lookForChanges, .readCase, .closeReview, .saveDraft, .listColleagues, .noteRead,
      .keepMark, .removeMark, .findNuclei, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture,
      .cancelPicture, .readAhead,
      .saveTheme, .saveLists, .nameCases, .countReadings, .scoreCase, .stopScoring, .export, .suspend, .quit:
      return nil
    }
  }

  /// Where the draft is by now. The casebook keeps it where only a rule was broken, or a slide's file is another one;
  /// else a file does.
  private func place(
    of draft: SignOffDraft, _ caseID: String, _ error: any Error, _ drafts: any DraftShelf
  ) -> DraftPlace {
    if error is SlideOpenFailure { return .casebook }
    return switch error as? CaseStoreFailure {
    case .signOff, .withheld, .conflict, .identity, .amendment, .opinion, .label, .outcome, .repetition, .mark:
      .casebook
    case .noSuchCase, .caseExists, .refused, .unavailable, nil:
      drafts.keep(draft, of: caseID).map { DraftPlace.file($0) } ?? .screen
    }
  }
}

extension Effect {
  /// Whether it is asked for time and again: what keeps it from being answered is told once.
  fileprivate var isRepeated: Bool {
    switch self {
    case .lookForChanges, .readCase: true
    case .listCases, .loadPage, .openReview, .closeReview, .askForCase, .answerRequest, .commitFirstRead,
      .repeatReading, .saveDraft, .checkPassphrase, .unlock, .sign, .supplement, .checkRight, .listColleagues, .opine,
      .resolveLabel, .noteRead,
      .keepMark, .removeMark, .findNuclei, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture,
      .cancelPicture, .readAhead,
      .saveTheme, .saveLists, .nameCases, .countReadings, .scoreCase, .stopScoring, .export, .suspend, .quit:
      false
    }
  }
}

/// The failure that was told last.
private final class Trouble: Sendable {
  private let told = Mutex<CaseStoreFailure?>(nil)

  func isOver() { told.withLock { $0 = nil } }

  func isNews(_ error: any Error) -> Bool {
    told.withLock { told in
      defer { told = error as? CaseStoreFailure }
      return told == nil || told != error as? CaseStoreFailure
    }
  }
}
