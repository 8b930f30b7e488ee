import Casework
import Prognosis

/// Adds to a signed case, or changes what it says, in a reviewer's name.
package struct SupplementCase: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing
  private let slideCheck: SlideCheck
  private let labels: LabelChecking

  /// - Parameters:
  ///   - wholes: what is known of all bytes of the slides; default: they are read when an amendment is signed.
  ///   - pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  package init(
    store: any CaseStore, keys: KeyCraft, slides: SlideAccess, wholes: WholeFiles? = nil, pattern: LabelPattern? = nil
  ) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
    slideCheck = SlideCheck(slides, wholes ?? .read(through: slides))
    labels = LabelChecking(slides, pattern: pattern)
  }

  /// What the casebook will say of `draft`, as far as it is known before a passphrase is typed. Of the labels that is
  /// what the draft has found; where it has found nothing, what was looked at when the case was read.
  ///
  /// - Throws: the first rule that it breaks.
  package static func check(
    _ draft: SupplementDraft, of file: CaseFile, reviewer: String, now: String
  ) throws(CaseStoreFailure) {
    _ = try CaseStoreFailure.refusing(file.id) { () throws(TransitionProblem) in
      try file.supplement(draft, reviewer: reviewer, now: now)
    }
  }

  /// The supplement that `draft` becomes; an amendment with what was found of the slides' files and labels.
  ///
  /// - Throws: why the casebook did not take it, or as ``SlideCheck`` where an amendment puts a call upon
  ///   another file than was scored.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: SupplementDraft, reviewer: String, passphrase: Passphrase
  ) async throws -> Supplement {
    let signer = try await ring.open(reviewer, passphrase, signing: draft)
    return try await store.supplement(caseID, try await checked(draft, caseID), reviewer: reviewer, signer: signer)
  }

  private func checked(_ draft: SupplementDraft, _ caseID: String) async throws -> SupplementDraft {
    switch draft {
    case .addendum: return draft
    case .amendment(var amendment):
      let file = try await store.whole(caseID)
      amendment.reading.files = try slideCheck(file, amendment.reading.decision, upon: amendment.findingID) {
        amendment.reading = try labels.checked(amendment.reading, of: file, upon: amendment.findingID)
      }
      return .amendment(amendment)
    }
  }
}

extension LabelChecking {
  /// The draft with what the labels of the slides say, where it is an amendment.
  ///
  /// - Throws: a `SlideOpenFailure` where a label must be read and its slide cannot be opened.
  package func checked(_ draft: SupplementDraft, of file: CaseFile) throws -> SupplementDraft {
    switch draft {
    case .addendum: return draft
    case .amendment(var amendment):
      amendment.reading = try checked(amendment.reading, of: file, upon: amendment.findingID)
      return .amendment(amendment)
    }
  }
}

/// What somebody without a screen asks to have changed.
package struct AmendmentRequest: Sendable {
  package let kind: AmendmentClass
  package let decision: Decision
  package let call: Call?
  package let reason: SignOffReason?
  /// Why, in their own words.
  package let comment: String
  /// Who was told, and when; both or neither.
  package let told: AmendmentNotice?
  /// Whether it rests upon the newest finding instead of the one that was signed upon.
  package let restsOnNewest: Bool

  package init(
    kind: AmendmentClass, decision: Decision, call: Call?, reason: SignOffReason?, comment: String,
    told: AmendmentNotice?, restsOnNewest: Bool
  ) {
    self.kind = kind
    self.decision = decision
    self.call = call
    self.reason = reason
    self.comment = comment
    self.told = told
    self.restsOnNewest = restsOnNewest
  }

  /// The draft of what stands in `file` now.
  package func draft(for file: CaseFile) -> SupplementDraft {
    let finding = restsOnNewest ? file.newerFinding ?? file.finding : file.finding
    var reading = SignOffDraft(
      decision: decision, finalCall: call, reason: reason, comment: comment, shown: .noPicture)
    reading.diagnosisRead = .notStated
    return .amendment(
      AmendmentDraft(
        kind: kind, reading: reading, findingID: finding?.id ?? "", told: told,
        amends: file.standing?.entryDigest ?? ""))
  }
}
