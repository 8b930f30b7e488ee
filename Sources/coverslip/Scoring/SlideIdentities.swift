import Sentences
import Casework
import Foundation

/// Holds the slides of a case to their content while they are scored: the quick digests before and after, the whole
/// ones meanwhile on threads of their own.
struct SlideIdentities {
  private let slides: [CaseSlide]
  private let before: [String]
  private let whole: SlideDigesting

  /// Begins; throws where a slide cannot be read.
  init(_ slides: [CaseSlide]) throws {
    self.slides = slides
    before = try slides.map { try SlideDigest.quick($0.path) }
    whole = SlideDigesting(slides.map(\.path))
  }

  /// The digests; throws where a file changed since the scoring began.
  func finish() throws -> [SlideDigests] {
    let whole = try whole.finish()
    for (slide, quick) in zip(slides, before) where try SlideDigest.quick(slide.path) != quick {
      throw CommandFailure(
        .badData, "\(slide.path): the file was changed while it was read; score the case again when it is at rest")
    }
    return zip(before, whole).map { SlideDigests(quick: $0, whole: $1) }
  }

  /// What is to be said of slides that are not what the finding before was made of.
  static func flags(_ slides: [CaseSlide], now: [SlideDigests], before: Finding?) -> [QualityFlag] {
    guard let before, before.slideDigests.count == now.count else { return [] }
    return zip(slides, zip(now, before.slideDigests)).compactMap { slide, digests in
      guard digests.0.whole != digests.1.whole else { return nil }
      return QualityFlag(
        kind: .slideChanged,
        detail:
          "The file has changed since the finding of \(before.computedAt): SHA-256 \(digests.0.whole.prefix(12)), then "
          + "\(digests.1.whole.prefix(12)). Find out which copy is whole.",
        slide: slide.fileName)
    }
  }
}
