import Casework

/// Resolves, in a reviewer's name, that the label of a slide does not say what is expected.
package struct ResolveLabel: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing
  private let slides: SlideAccess
  private let labels: LabelChecking

  package init(store: any CaseStore, keys: KeyCraft, slides: SlideAccess, pattern: LabelPattern?) {
    self.store = store
    self.slides = slides
    ring = KeyRing(store: store, keys: keys)
    labels = LabelChecking(slides, pattern: pattern)
  }

  /// The mismatch of a case that is to be resolved, as a draft.
  ///
  /// - Parameter slide: which one is meant, counted from 1; `nil`: the only one that is open.
  /// - Throws: `label` where there is none, or several and no slide is named; a `SlideOpenFailure` where a slide whose
  ///   label must be read cannot be opened.
  package func draft(
    _ caseID: String, slide: Int?, reason: LabelReason, comment: String
  ) async throws -> LabelResolutionDraft {
    let file = try labels.checked(try await store.caseFile(caseID))
    let index = try Self.index(slide, of: file)
    let mismatch = file.openMismatch(of: index) ?? file.labelMismatches(of: index).first
    return LabelResolutionDraft(
      slide: index, slideDigest: mismatch?.slideDigest, check: mismatch?.check ?? .notChecked, reason: reason,
      comment: comment)
  }

  private static func index(_ slide: Int?, of file: CaseFile) throws(CaseStoreFailure) -> Int {
    let names = file.record.slides.map(\.fileName)
    if let slide {
      guard names.indices.contains(slide - 1) else { throw .label(.noSuchSlide(slide, of: names.count)) }
      return slide - 1
    }
    let open = file.slidesToResolve
    guard let first = open.first else { throw .label(.noMismatch(slide: names.joined(separator: ", "))) }
    guard open.count == 1 else { throw .label(.severalSlides(open.map { names[$0] })) }
    return first
  }

  /// The resolution that `draft` becomes.
  ///
  /// - Throws: why the casebook did not take it, `label` with `otherSlide` where the slide or what is expected is not
  ///   what the draft says any more, or a `SlideOpenFailure` where another file lies under the path of a slide.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: LabelResolutionDraft, reviewer: String, passphrase: Passphrase
  ) async throws -> LabelResolution {
    let file = try await store.caseFile(caseID)
    for slide in file.slides where slides.stamp(slide.path) != nil { try slides.requireRegistered(slide) }
    try requireSame(draft, in: try labels.checked(file))
    let signer = try await ring.open(reviewer, passphrase, signing: draft)
    return try await store.resolveLabel(caseID, draft, reviewer: reviewer, signer: signer)
  }

  private func requireSame(_ draft: LabelResolutionDraft, in file: CaseFile) throws(CaseStoreFailure) {
    guard draft.check.isMismatch else { return }
    guard file.labelMismatches(of: draft.slide).contains(where: draft.isOfSame) else { throw .label(.otherSlide) }
  }
}
