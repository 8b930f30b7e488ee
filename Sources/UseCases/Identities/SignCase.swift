import Casework

/// Signs a case in a reviewer's name: the key is opened for this one act, and the slides are held to what was scored at
/// the moment of signing.
package struct SignCase: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing
  private let slideCheck: SlideCheck
  private let labels: LabelChecking

  /// - Parameters:
  ///   - wholes: what is known of all bytes of the slides; default: they are read when the case is signed.
  ///   - pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  package init(
    store: any CaseStore, keys: KeyCraft, slides: SlideAccess, wholes: WholeFiles? = nil, pattern: LabelPattern? = nil
  ) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
    slideCheck = SlideCheck(slides, wholes ?? .read(through: slides))
    labels = LabelChecking(slides, pattern: pattern)
  }

  /// The case and the finding that are signed from a shell. Whether `reviewer` may sign comes before everything that is
  /// said of the case.
  ///
  /// - Throws: `identity` as ``Roster/requireNoRefusal(of:to:)``; `signOff` with `needsWorkstation` or `notScored`.
  package static func begin(
    _ caseID: String, reviewer: String, in store: any CaseStore
  ) async throws(CaseStoreFailure) -> (file: CaseFile, finding: Finding) {
    try await store.requireNoRefusal(of: .sign, to: reviewer)
    let file = try await store.caseFile(caseID)
    try file.requireSignableFromShell()
    guard let finding = file.finding else { throw .signOff(.notScored) }
    return (file, finding)
  }

  /// What the casebook will say of `draft`, as far as it is known before a passphrase is typed. Of the labels that is
  /// what the draft has found; where it has found nothing, what was looked at when the case was read.
  ///
  /// - Throws: the first rule that it breaks.
  package static func check(
    _ draft: SignOffDraft, of file: CaseFile, reviewer: String, now: String
  ) throws(CaseStoreFailure) {
    _ = try CaseStoreFailure.refusing(file.id) { () throws(TransitionProblem) in
      try file.signing(draft, reviewer: reviewer, findingID: file.finding?.id ?? "", now: now)
    }
  }

  /// The sign-off that `draft` becomes, with what was found of the slides' files and labels, and that its signer does
  /// not say where the diagnosis was read, where the draft does not.
  ///
  /// - Parameter findingID: the finding that the reviewer saw.
  /// - Throws: why the casebook did not take it, or as ``SlideCheck`` where a call would be signed upon another
  ///   file than was scored.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: SignOffDraft, findingID: String, reviewer: String, passphrase: Passphrase
  ) async throws -> SignOff {
    let signer = try await ring.open(reviewer, passphrase, signing: draft)
    let file = try await store.whole(caseID)
    var draft = draft
    draft.diagnosisRead = draft.diagnosisRead ?? .notStated
    draft.files = try slideCheck(file, draft.decision, upon: findingID) {
      draft = try labels.checked(draft, of: file, upon: findingID)
    }
    return try await store.sign(caseID, draft, reviewer: reviewer, findingID: findingID, signer: signer)
  }

  /// Whether the passphrase opens the reviewer's key, the key may sign, `draft` does not hold the passphrase and could
  /// be signed upon the slides' files and labels; nothing is signed.
  ///
  /// - Throws: `identity` with what it must be told, or as ``sign(_:_:findingID:reviewer:passphrase:)``.
  package func check(
    _ caseID: String, _ draft: SignOffDraft, reviewer: String, passphrase: Passphrase
  ) async throws {
    try await ring.require(.sign, of: try await ring.open(reviewer, passphrase, signing: draft))
    let file = try await store.whole(caseID)
    let findingID = file.finding?.id ?? ""
    _ = try slideCheck(file, draft.decision, upon: findingID)
    let checked = try labels.checked(draft, of: file, upon: findingID)
    try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
      try file.requireLabels(of: checked, upon: findingID)
    }
  }
}

extension LabelChecking {
  /// The draft with what the labels of the slides say. What signs no call does not need that: a slide that is gone can
  /// be rejected.
  ///
  /// - Parameter findingID: what is signed upon.
  /// - Throws: a `SlideOpenFailure` where a label must be read and its slide cannot be opened.
  package func checked(_ draft: SignOffDraft, of file: CaseFile, upon findingID: String) throws -> SignOffDraft {
    var draft = draft
    do { draft.labels = try checks(of: file, upon: findingID) } catch {
      guard let decision = draft.decision, !decision.needsLabels else { throw error }
    }
    return draft
  }
}

extension CaseStore {
  /// A case with its finding, whoever may see that: to hold its slides to it.
  func whole(_ caseID: String) async throws(CaseStoreFailure) -> CaseFile {
    try await opened(for: .program).caseFile(caseID)
  }
}
