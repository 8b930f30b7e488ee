/// Why a slide may be read although its label does not say what is expected. Raw values are stored codes.
///
/// That it is the wrong slide is none of them: such a case is rejected.
public enum LabelReason: String, Sendable, Codable, CaseIterable {
  /// The scanner, or whoever typed it, read the label wrong; the label itself is right.
  case misread = "label-misread"
  /// The label is wrong, and the slide is the case's own.
  case labelWrong = "label-wrong"
  /// What was expected is wrong: the manifest or the laboratory's pattern.
  case expectationWrong = "expectation-wrong"
}

/// A mismatch between a slide's label and its case, resolved by a reader: it is a signed entry of the ledger.
///
/// It holds for one content of one slide and for one pair of texts, and for nothing else.
public struct LabelResolution: Hashable, Sendable, Codable {
  /// Index into the case's slides.
  public var slide: Int
  /// Digest of the slide's content, hexadecimal; `nil` of a slide that was registered before slides had digests.
  public var slideDigest: String?
  /// What the label must say, and what the file says.
  public var check: LabelCheck
  /// Why the slide may be read.
  public var reason: LabelReason
  /// The reader's own words; may be empty.
  public var comment: String
  /// Printed name of the signer.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var resolvedAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// A resolution as it stands; the rules are in ``CaseFile/resolution(_:by:now:)``.
  public init(
    slide: Int, slideDigest: String?, check: LabelCheck, reason: LabelReason, comment: String, reviewer: String,
    resolvedAt: String, meaning: SignatureMeaning = .labelResolved, entryDigest: String? = nil
  ) {
    self.slide = slide
    self.slideDigest = slideDigest
    self.check = check
    self.reason = reason
    self.comment = comment
    self.reviewer = reviewer
    self.resolvedAt = resolvedAt
    self.meaning = meaning
    self.entryDigest = entryDigest
  }

  /// The same without what its author says of it.
  var withoutComment: LabelResolution {
    var resolution = self
    resolution.comment = ""
    return resolution
  }
}

/// A resolution in the making.
public struct LabelResolutionDraft: Hashable, Sendable {
  /// Index into the case's slides.
  public var slide: Int
  /// Digest of the content whose label the reader was shown, hexadecimal; `nil` of a slide that was registered before
  /// slides had digests.
  public var slideDigest: String?
  /// The two texts that the reader was shown.
  public var check: LabelCheck
  /// Why the slide may be read; `nil` where nothing was chosen yet.
  public var reason: LabelReason?
  /// The reader's own words; may be empty.
  public var comment: String

  /// A draft as it stands; the rules are in ``CaseFile/resolution(_:by:now:)``.
  public init(
    slide: Int, slideDigest: String?, check: LabelCheck, reason: LabelReason? = nil, comment: String = ""
  ) {
    self.slide = slide
    self.slideDigest = slideDigest
    self.check = check
    self.reason = reason
    self.comment = comment
  }
}

/// What is known of one slide's label, and which entry resolves it where it differs.
public struct SlideLabel: Hashable, Sendable, Codable {
  /// The text held against the case.
  public var check: LabelCheck
  /// Digest of the entry that resolves a mismatch, hexadecimal.
  public var resolvedBy: String?

  /// The check of a slide, and the entry that resolves it.
  public init(_ check: LabelCheck, resolvedBy: String? = nil) {
    self.check = check
    self.resolvedBy = resolvedBy
  }

  /// Whether it keeps the case from being signed.
  public var isOpen: Bool { check.isMismatch && resolvedBy == nil }
}

/// Why a mismatch cannot be resolved, or a case not be signed for one.
public enum LabelProblem: Error, Hashable, Sendable {
  /// The labels of these slides, by their file names, differ from what is expected, and nobody has resolved that.
  case unresolved(slides: [String])
  /// The case has no slide of that number, counted from 1.
  case noSuchSlide(Int, of: Int)
  /// Nothing of the slide's label is to be resolved.
  case noMismatch(slide: String)
  /// Several slides of the case have a mismatch: the one that is meant must be named.
  case severalSlides([String])
  /// It does not say why the slide may be read.
  case noReason
  /// It is resolved already.
  case resolved(by: String)
  /// A comment of `length` Unicode scalars where `limit` fit.
  case commentTooLong(length: Int, limit: Int)
  /// The slide, or what its label must say, is not what was shown any more.
  case otherSlide
}

/// What was found of the labels when a case was scored, and of which content of its slides: kept where the finding
/// itself is withheld, since it tells nothing of the model.
struct LabelEvidence: Hashable, Sendable, Codable {
  var checks: [LabelCheck] = []
  /// Of each slide; hexadecimal.
  var digests: [String?] = []

  /// What `finding` holds of the labels of `slides`.
  init(_ slides: [CaseSlide], _ finding: Finding?) {
    checks = finding?.labels ?? []
    let whole = finding?.slideDigests.map(\.whole) ?? []
    digests = slides.indices.map { whole.indices.contains($0) ? whole[$0] : slides[$0].quickDigest }
  }

  func check(_ index: Int) -> LabelCheck { checks.indices.contains(index) ? checks[index] : .notChecked }

  func digest(_ index: Int) -> String? { digests.indices.contains(index) ? digests[index] : nil }
}

extension CaseFile {
  /// What the scoring found of the labels, by the finding that the case rests upon.
  var labelEvidence: LabelEvidence { keptEvidence ?? LabelEvidence(record.slides, finding) }

  /// The same by the finding of that number; by the one that the case rests upon where there is none of that number.
  func labelEvidence(upon findingID: String?) -> LabelEvidence {
    isNewer(findingID) ? LabelEvidence(record.slides, newerFinding) : labelEvidence
  }

  private func isNewer(_ findingID: String?) -> Bool { newerFinding.map { $0.id == findingID } ?? false }

  /// What the scoring found of the label of that slide, by the finding of that number; by the one that the case rests
  /// upon where there is none of that number.
  package func scoredLabel(_ slide: Int, upon findingID: String? = nil) -> LabelCheck {
    labelEvidence(upon: findingID).check(slide)
  }

  /// The label of each slide as it was checked last; empty where none was: see ``labelsChecked(now:)``.
  public var labels: [SlideLabel] { labelsChecked(now: checkedLabels) }

  /// The same upon the finding of that number, as an amendment may rest upon a newer one.
  public func labels(upon findingID: String?) -> [SlideLabel] {
    labelsChecked(now: isNewer(findingID) ? newerCheckedLabels : checkedLabels, labelEvidence(upon: findingID))
  }

  /// The label of each slide, and what resolves it. A check made now goes before that of the scoring, whose mismatch
  /// stands where nothing is checked any more.
  ///
  /// - Parameter now: one per slide; what is not there is not checked.
  /// - Returns: one per slide; empty where nothing was ever checked.
  public func labelsChecked(now: [LabelCheck]) -> [SlideLabel] { labelsChecked(now: now, labelEvidence) }

  /// The same with what another finding holds.
  func labelsChecked(now: [LabelCheck], upon finding: Finding) -> [SlideLabel] {
    labelsChecked(now: now, LabelEvidence(record.slides, finding))
  }

  private func labelsChecked(now: [LabelCheck], _ evidence: LabelEvidence) -> [SlideLabel] {
    let labels = record.slides.indices.map { index -> SlideLabel in
      let isChecked = now.indices.contains(index) && now[index].isMade
      let check = isChecked ? now[index] : evidence.check(index)
      return SlideLabel(check, resolvedBy: resolution(of: index, evidence.digest(index), check)?.entryDigest)
    }
    return labels.contains { $0.check.isMade } ? labels : []
  }

  /// What resolves a mismatch of that content of the slide.
  private func resolution(of slide: Int, _ digest: String?, _ check: LabelCheck) -> LabelResolution? {
    guard check.isMismatch else { return nil }
    return labelResolutions.last { $0.slide == slide && $0.check == check && $0.slideDigest == digest }
  }

  /// What resolves the mismatch of that slide, as it is shown.
  public func labelResolution(of slide: Int) -> LabelResolution? {
    guard labels.indices.contains(slide), let digest = labels[slide].resolvedBy else { return nil }
    return labelResolutions.last { $0.entryDigest == digest }
  }

  /// Indices of the slides whose labels keep the case from being signed.
  public var openLabels: [Int] { openLabels(upon: nil) }

  /// The same upon the finding of that number.
  public func openLabels(upon findingID: String?) -> [Int] {
    let labels = labels(upon: findingID)
    return labels.indices.filter { labels[$0].isOpen }
  }

  /// Of the whole case: the gravest of its slides.
  public var labelStanding: LabelStanding {
    labels.map(\.check.standing).max { $0.gravity < $1.gravity } ?? .notChecked
  }
}

extension LabelStanding {
  /// How grave it is of one slide among others; of a whole case the gravest is told.
  fileprivate var gravity: Int {
    switch self {
    case .matches: 0
    case .notChecked: 1
    case .noText: 2
    case .differs: 3
    }
  }
}
