import Casework

/// Signs a case in a reviewer's name: the slides are held against those that were registered, the key is opened for
/// this one act.
package struct SignCase: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing
  private let slides: SlideAccess
  private let labels: LabelChecking

  /// - Parameter pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  package init(store: any CaseStore, keys: KeyCraft, slides: SlideAccess, pattern: LabelPattern? = nil) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
    self.slides = slides
    labels = LabelChecking(slides, pattern: pattern)
  }

  /// What the casebook will say of `draft`, as far as it is known before a passphrase is typed.
  ///
  /// - Throws: the first rule that it breaks.
  package static func check(
    _ draft: SignOffDraft, of file: CaseFile, reviewer: String, now: String
  ) throws(CaseStoreFailure) {
    do throws(TransitionProblem) {
      _ = try file.signing(draft, reviewer: reviewer, findingID: file.finding?.id ?? "", now: now)
    } catch { throw CaseStoreFailure(error, of: file.id) { [] } }
  }

  /// The sign-off that `draft` becomes.
  ///
  /// - Parameter findingID: the finding that the reviewer saw.
  /// - Throws: why the casebook did not take it, or a `SlideOpenFailure` where another file lies under the path of a
  ///   slide.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: SignOffDraft, findingID: String, reviewer: String, passphrase: Passphrase
  ) async throws -> SignOff {
    let file = try await store.caseFile(caseID)
    try slides.requireRegistered(file)
    let draft = try labels.checked(draft, of: file)
    let signer = try await ring.open(reviewer, passphrase, signing: draft)
    return try await store.sign(caseID, draft, reviewer: reviewer, findingID: findingID, signer: signer)
  }

  /// Whether the passphrase opens the reviewer's key, the key may sign, and `draft` does not hold the passphrase;
  /// nothing is signed.
  ///
  /// - Throws: `identity` with what it must be told.
  package func check(
    _ draft: SignOffDraft, _ reviewer: String, _ passphrase: Passphrase
  ) async throws(CaseStoreFailure) {
    try await ring.require(.sign, of: try await ring.open(reviewer, passphrase, signing: draft))
  }
}

extension LabelChecking {
  /// The draft with what the labels of the slides say. What signs no call does not need that: a slide that is gone can
  /// be rejected.
  ///
  /// - Throws: a `SlideOpenFailure` where a label must be read and its slide cannot be opened.
  func checked(_ draft: SignOffDraft, of file: CaseFile) throws -> SignOffDraft {
    var draft = draft
    do { draft.labels = try checks(of: file) } catch {
      guard let decision = draft.decision, !decision.needsLabels else { throw error }
    }
    return draft
  }
}

extension SlideAccess {
  /// Throws where another file lies under the path of a slide: what would be signed is not what was scored. A file that
  /// is gone is not another file.
  func requireRegistered(_ file: CaseFile) throws {
    for slide in file.slides where stamp(slide.path) != nil { try requireRegistered(slide) }
  }
}
