import Casework

/// Holds the slides of a case to their content while they are scored: the quick digests before and after, the whole
/// ones meanwhile on threads of their own.
package struct SlideIdentities {
  private let slides: [CaseSlide]
  private let access: SlideAccess
  private let before: [String]
  private let whole: SlideDigesting

  /// Begins; throws where a slide cannot be read.
  package init(_ slides: [CaseSlide], _ access: SlideAccess) throws {
    self.slides = slides
    self.access = access
    before = try slides.map { try access.quickDigest($0.path) }
    whole = SlideDigesting(slides.map(\.path), access)
  }

  /// The digests; throws where a file changed since the scoring began.
  package func finish() throws -> [SlideDigests] {
    let whole = try whole.finish()
    for (slide, quick) in zip(slides, before) where try access.quickDigest(slide.path) != quick {
      throw SlideFailure.changedMeanwhile(path: slide.path)
    }
    return zip(before, whole).map { SlideDigests(quick: $0, whole: $1) }
  }

  /// What is to be said of slides that are not what the finding before was made of.
  package static func flags(_ slides: [CaseSlide], now: [SlideDigests], before: Finding?) -> [QualityFlag] {
    guard let before, before.slideDigests.count == now.count else { return [] }
    return zip(slides, zip(now, before.slideDigests)).compactMap { slide, digests in
      guard digests.0.whole != digests.1.whole else { return nil }
      return QualityFlag(
        kind: .slideChanged,
        details: [
          QualityDetail(.time, before.computedAt), QualityDetail(.digest, digests.0.whole),
          QualityDetail(.digest, digests.1.whole),
        ],
        slide: slide.fileName)
    }
  }
}
