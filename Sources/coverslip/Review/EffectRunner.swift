import Basics
import Sentences
import Casework
import CasebookStore
import Foundation
import Synchronization
import TerminalKit
import Workstation

/// Carries out what the workstation wants, off the screen's thread; every answer is an action in the mailbox.
///
/// The casebook is asked on one serial queue, so that a draft and the sign-off after it keep their order; each picture
/// slot has a queue of its own, where a request that is no longer the newest is dropped before it costs anything.
final class EffectRunner: Sendable {
  private let casebook: Casebook?
  private let drafts: DraftKeeper?
  private let reviewer: String
  private let mailbox: Mailbox
  private let pictures: PictureDesk
  private let saveTheme: @Sendable (String) throws -> Void
  private let records = DispatchQueue(label: "casebook")
  private let memory = Mutex(Memory())

  /// What was read last.
  private struct Memory {
    /// The last entry of the casebook then.
    var entry = 0
    /// Why it could not be read, as told: what goes on is told once.
    var trouble: CasebookFailure?
  }

  init(
    casebook: Casebook?, reviewer: String, mailbox: Mailbox, depth: ColorDepth,
    saveTheme: @escaping @Sendable (String) throws -> Void
  ) {
    self.casebook = casebook
    drafts = casebook.map { DraftKeeper(path: $0.path, folder: Places.current.state + "/drafts", actor: $0.actor) }
    self.reviewer = reviewer
    self.mailbox = mailbox
    self.saveTheme = saveTheme
    pictures = PictureDesk(mailbox: mailbox, depth: depth)
  }

  /// Starts `effect` and returns at once. Suspending and leaving belong to the loop and are not for here.
  func run(_ effect: Effect) {
    switch effect {
    case .drawPicture(let request): pictures.draw(request)
    case .cancelPicture(let slot): pictures.cancel(slot)
    case .loadTiles(let caseID, let file): pictures.loadTiles(caseID: caseID, file: file)
    case .suspend, .quit: break
    case .loadQueue, .refreshQueue, .openReview, .saveDraft, .sign, .saveTheme: records.async { self.record(effect) }
    }
  }

  /// Waits until what was asked of the casebook is written.
  func finish() { records.sync {} }

  private func record(_ effect: Effect) {
    do {
      if let answer = try answer(to: effect) { mailbox.post(answer) }
    } catch {
      guard effect != .refreshQueue || isNews(error) else { return }
      mailbox.post(failure(of: effect, error))
    }
  }

  private func isNews(_ error: any Error) -> Bool {
    memory.withLock { memory in
      defer { memory.trouble = error as? CasebookFailure }
      return memory.trouble == nil || memory.trouble != error as? CasebookFailure
    }
  }

  private func answer(to effect: Effect) throws -> Action? {
    if case .saveTheme(let name) = effect {
      try saveTheme(name)
      return nil
    }
    return try casebook.flatMap { try answer(to: effect, of: $0) }
  }

  private func answer(to effect: Effect, of casebook: Casebook) throws -> Action? {
    switch effect {
    case .loadQueue: return .queueLoaded(try changes(since: 0, in: casebook))
    case .refreshQueue:
      let changed = try changes(since: memory.withLock { $0.entry }, in: casebook)
      return changed.isEmpty ? nil : .casesChanged(changed)
    case .openReview(let id):
      return .caseOpened(try open(id, in: casebook))
    case .saveDraft(let id, let draft):
      try casebook.saveDraft(id, draft)
      drafts?.forget(id)
      return .draftSaved(caseID: id)
    case .sign(let id, let findingID, let draft):
      try Self.requireRegistered(try casebook.caseFile(id))
      let signOff = try casebook.sign(id, draft, reviewer: reviewer, findingID: findingID)
      drafts?.forget(id)
      return .signed(caseID: id, signOff)
    default: return nil
    }
  }

  /// Throws where another file lies under the path of a slide: what would be signed is not what was scored. A file that
  /// is gone is no other file.
  private static func requireRegistered(_ file: CaseFile) throws {
    for slide in file.slides where isFile(slide.path) { try SlideOpening.requireRegistered(slide) }
  }

  /// Takes the case up. A case that cannot be signed, for want of a finding or because it is signed, is only looked at.
  private func open(_ id: String, in casebook: Casebook) throws -> CaseFile {
    do {
      try casebook.openReview(id, reviewer: reviewer)
    } catch CasebookFailure.signOff(.notScored), CasebookFailure.signOff(.alreadySigned) {}
    return try withKeptDraft(try casebook.caseFile(id), in: casebook)
  }

  /// The case with the draft that the casebook could not take when it was made, now taken.
  private func withKeptDraft(_ file: CaseFile, in casebook: Casebook) throws -> CaseFile {
    guard file.signOff == nil, let draft = drafts?.draft(of: file.id) else { return file }
    try casebook.saveDraft(file.id, draft)
    drafts?.forget(file.id)
    var file = file
    file.draft = draft
    return file
  }

  /// Reads only what changed after `entry`.
  private func changes(since entry: Int, in casebook: Casebook) throws -> [CaseFile] {
    let (files, last) = try casebook.changes(since: entry)
    memory.withLock { $0 = Memory(entry: last) }
    return files
  }

  private func failure(of effect: Effect, _ error: any Error) -> Action {
    let sentence = words(for: error)?.sentence ?? "\(error)".printable
    switch effect {
    case .sign(let id, _, let draft):
      let problem = Problem(title: "Not signed", detail: sentence, remedy: remedy(for: draft, of: id, error))
      return .signingFailed(caseID: id, problem)
    case .saveDraft(let id, let draft):
      return .failed(
        Problem(
          title: "The draft is not in the casebook", detail: sentence,
          remedy: draft.map { remedy(for: $0, of: id, error) } ?? "Try again."))
    default:
      let isReplaced = if case CasebookFailure.replaced? = error as? CasebookFailure { true } else { false }
      return .failed(
        isReplaced
          ? Problem(
            title: "This is not the casebook that was opened", detail: sentence,
            remedy: "Leave with q, and start Coverslip again.")
          : Problem(title: "The casebook did not answer", detail: sentence, remedy: "Press r to try again."))
    }
  }

  /// Where the draft is by now, and what to do. The casebook keeps it where only a rule was broken; else a file does.
  private func remedy(for draft: SignOffDraft, of caseID: String, _ error: any Error) -> String {
    if case CasebookFailure.signOff? = error as? CasebookFailure { return "Nothing was signed; the draft is kept." }
    guard let place = drafts?.keep(draft, of: caseID) else {
      return "Nothing was signed. The draft is on this screen alone: make room or a place for it before you leave."
    }
    return "Nothing was signed. The draft is kept in \(place.printable), and is there when you open the case again."
  }
}
