import Casework
import Workstation

/// What the workstation asks of the casebook, answered one after the other.
struct CaseDesk: Sendable {
  let store: any CaseStore
  let reviewer: String
  let drafts: any DraftShelf
  let slides: SlideAccess

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
      let changes = try await store.changes(since: entry, limit: Self.mostChanges)
      return changes.caseIDs.isEmpty ? nil : .casesChanged(changes)
    case .readCase(let id): return .caseRead(try await store.caseFile(id))
    case .openReview(let id): return .caseRead(try await open(id))
    case .saveDraft(let id, let draft):
      try await store.saveDraft(id, draft)
      drafts.forget(id)
      return .draftSaved(caseID: id)
    case .sign(let id, let findingID, let draft): return .signed(caseID: id, try await sign(id, findingID, draft))
    case .loadTiles, .drawPicture, .cancelPicture, .saveTheme, .suspend, .quit: return nil
    }
  }

  /// More changes than these are told as many: what is shown is read anew then.
  private static let mostChanges = 100

  private func sign(_ id: String, _ findingID: String, _ draft: SignOffDraft) async throws -> SignOff {
    try requireRegistered(try await store.caseFile(id))
    let signOff = try await store.sign(id, draft, reviewer: reviewer, findingID: findingID)
    drafts.forget(id)
    return signOff
  }

  /// Throws where another file lies under the path of a slide: what would be signed is not what was scored. A file that
  /// is gone is not another file.
  private func requireRegistered(_ file: CaseFile) throws {
    for slide in file.slides where slides.stamp(slide.path) != nil { try slides.requireRegistered(slide) }
  }

  /// Takes the case up. A case that cannot be signed, because it has no finding or is signed, is only looked at.
  private func open(_ id: String) async throws -> CaseFile {
    do {
      _ = try await store.openReview(id, reviewer: reviewer)
    } catch CaseStoreFailure.signOff(.notScored), CaseStoreFailure.conflict(.alreadySigned) {}
    return try await withKeptDraft(try await store.caseFile(id))
  }

  /// The case with the draft that the casebook could not take when it was made, now taken.
  private func withKeptDraft(_ file: CaseFile) async throws -> CaseFile {
    guard file.signOff == nil, let draft = drafts.draft(of: file.id) else { return file }
    try await store.saveDraft(file.id, draft)
    drafts.forget(file.id)
    var file = file
    file.draft = draft
    return file
  }
}
