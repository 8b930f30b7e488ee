import Casework
import CasebookStore
import Foundation
import TerminalKit
import Workstation

/// Carries out what the workstation wants, off the screen's thread; every answer is an action in the mailbox.
///
/// The casebook is asked on one serial queue, so that a draft and the sign-off after it keep their order; each picture slot has a
/// queue of its own, where a request that is no longer the newest is dropped before it costs anything.
final class EffectRunner: Sendable {
  private let casebook: Casebook?
  private let reviewer: String
  private let mailbox: Mailbox
  private let pictures: PictureDesk
  private let saveTheme: @Sendable (String) throws -> Void
  private let records = DispatchQueue(label: "casebook")

  init(
    casebook: Casebook?, reviewer: String, mailbox: Mailbox, depth: ColorDepth,
    saveTheme: @escaping @Sendable (String) throws -> Void
  ) {
    self.casebook = casebook
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
    case .loadQueue, .openReview, .saveDraft, .sign, .saveTheme: records.async { self.record(effect) }
    }
  }

  /// Waits until what was asked of the casebook is written.
  func finish() { records.sync {} }

  private func record(_ effect: Effect) {
    do {
      if let answer = try answer(to: effect) { mailbox.post(answer) }
    } catch {
      mailbox.post(failure(of: effect, error))
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
    case .loadQueue: return .queueLoaded(try casebook.caseFiles())
    case .openReview(let id):
      return .caseOpened(try open(id, in: casebook))
    case .saveDraft(let id, let draft):
      try casebook.saveDraft(id, draft)
      return .draftSaved(caseID: id)
    case .sign(let id, let findingID, let draft):
      return .signed(caseID: id, try casebook.sign(id, draft, reviewer: reviewer, findingID: findingID))
    default: return nil
    }
  }

  /// Takes the case up. A case that cannot be signed, for want of a finding or because it is signed, is only looked at.
  private func open(_ id: String, in casebook: Casebook) throws -> CaseFile {
    do {
      try casebook.openReview(id, reviewer: reviewer)
    } catch CasebookFailure.signOff(.notScored), CasebookFailure.signOff(.alreadySigned) {}
    return try casebook.caseFile(id)
  }

  private func failure(of effect: Effect, _ error: any Error) -> Action {
    let sentence = words(for: error)?.sentence ?? "\(error)".printable
    switch effect {
    case .sign(let id, _, _):
      let problem = Problem(
        title: "Not signed", detail: sentence, remedy: "Nothing was written; the draft is kept. Try again.")
      return .signingFailed(caseID: id, problem)
    case .saveDraft:
      return .failed(
        Problem(title: "The draft is not saved", detail: sentence, remedy: "Sign, or free some room and edit again."))
    default:
      return .failed(Problem(title: "The casebook did not answer", detail: sentence, remedy: "Press r to try again."))
    }
  }
}
