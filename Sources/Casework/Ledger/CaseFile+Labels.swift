/// What labels ask of a signature, and what the entries that resolve a mismatch make of a case.
extension CaseFile {
  /// The record tells of the labels as the ledger does, and where a call is signed no mismatch is open.
  ///
  /// - Throws: `label` with `unresolved`, with the slides; `otherSlide` where the manifest expects another text than
  ///   was compared; `misplaced` where the record names another entry than the one that resolves it.
  func requireLabels(_ signed: SignOff, upon finding: Finding) throws(TransitionProblem) {
    let labels = labelsChecked(now: signed.labels.map(\.check), upon: finding)
    guard signed.labels == labels else { throw .misplaced }
    try requireLabels(labels, for: signed.decision)
  }

  /// The same of a draft, before anything is signed.
  ///
  /// - Throws: as where it is signed; nothing where the finding of that number is none of the case's.
  package func requireLabels(of draft: SignOffDraft, upon findingID: String) throws(TransitionProblem) {
    guard let finding = [finding, newerFinding].compactMap(\.self).first(where: { $0.id == findingID }) else { return }
    try requireLabels(labels(of: draft, upon: finding), for: draft.decision)
  }

  private func requireLabels(_ labels: [SlideLabel], for decision: Decision?) throws(TransitionProblem) {
    for (index, label) in labels.enumerated() { try requireExpected(label.check, of: index) }
    guard decision?.needsLabels ?? true else { return }
    let open = labels.indices.filter { labels[$0].isOpen }
    guard open.isEmpty else { throw .label(.unresolved(slides: open.map { record.slides[$0].fileName })) }
  }

  /// What a signature of `draft` upon `finding` says of the labels: what the draft has found of them, or what was
  /// looked at before where it has found nothing.
  func labels(of draft: SignOffDraft, upon finding: Finding) -> [SlideLabel] {
    draft.labels.isEmpty ? labels(upon: finding.id) : labelsChecked(now: draft.labels, upon: finding)
  }

  /// What the manifest expects is held against nothing else.
  private func requireExpected(_ check: LabelCheck, of slide: Int) throws(TransitionProblem) {
    guard check.isMade, let expected = record.slides[slide].expectedLabel else { return }
    guard check.expected == LabelExpectation(manifest: expected) else { throw .label(.otherSlide) }
  }

  /// Takes a mismatch that was resolved: of a slide whose content and texts are those of now, once.
  mutating func take(_ resolution: LabelResolution, digest: String) throws(TransitionProblem) {
    try check(resolution)
    record(resolution, digest: digest)
  }

  /// The same of one that lies in the ledger, and was possible when it was written.
  package mutating func record(_ resolution: LabelResolution, digest: String) {
    var resolution = resolution
    resolution.entryDigest = digest
    labelResolutions.append(resolution)
  }

  private func check(_ resolution: LabelResolution) throws(TransitionProblem) {
    guard record.slides.indices.contains(resolution.slide) else {
      throw .label(.noSuchSlide(resolution.slide + 1, of: record.slides.count))
    }
    guard finding != nil else { throw .signOff(.notScored) }
    guard resolution.check.isMismatch else {
      throw .label(.noMismatch(slide: record.slides[resolution.slide].fileName))
    }
    try requireExpected(resolution.check, of: resolution.slide)
    guard labelDigests(of: resolution.slide).contains(resolution.slideDigest) else { throw .label(.otherSlide) }
    if let before = labelResolutions.last(where: { $0.isOfSame(as: resolution) }) {
      throw .label(.resolved(by: before.reviewer))
    }
  }

  /// Of the slide's content, as the finding that is signed upon has it and as a newer one has it, which an amendment
  /// may rest upon.
  package func labelDigests(of slide: Int) -> [String?] {
    [finding, newerFinding].compactMap(\.self).map { LabelEvidence(record.slides, $0).digest(slide) }
  }
}

extension LabelResolution {
  /// Whether both are of the same content and the same texts.
  fileprivate func isOfSame(as other: LabelResolution) -> Bool {
    slide == other.slide && slideDigest == other.slideDigest && check == other.check
  }
}
