import Casework
import Microscopy
import Synchronization

/// Holds what the files of a case's slides say of their labels against the case.
package struct LabelChecking: Sendable {
  private let reader: LabelReader
  private let pattern: LabelPattern?

  /// - Parameter pattern: what a laboratory expects where the manifest says nothing; `nil` where it has none.
  package init(_ slides: SlideAccess, pattern: LabelPattern?) {
    reader = LabelReader(slides)
    self.pattern = pattern
  }

  /// The check of each slide that is `opened`, in the order of the case's slides; empty where nothing is expected of
  /// any.
  ///
  /// - Parameter before: what the last scoring of these slides found: a mismatch is not forgotten because nobody says
  ///   any more what the label must say.
  func checks(of record: Case, opened: [any SlideSource], before: [LabelCheck] = []) -> [LabelCheck] {
    let now = checks(of: record) { opened.indices.contains($0) ? opened[$0].description.label : nil }
    guard before.count == record.slides.count else { return now }
    let kept = zip(before, now.isEmpty ? before.map { _ in LabelCheck(expected: nil, found: nil) } : now).map {
      before, now in !now.isMade && before.isMismatch ? before : now
    }
    return kept.contains(where: \.isMade) ? kept : []
  }

  /// The check of each slide as it is now. A file whose label was read when the case was scored is not read again: the
  /// case is signed upon the same content.
  ///
  /// - Parameter findingID: the scoring that is meant; default: the one that the case rests upon.
  /// - Throws: a `SlideOpenFailure` where a label must be read and its slide cannot be opened.
  func checks(of file: CaseFile, upon findingID: String? = nil) throws -> [LabelCheck] {
    var labels: [LabelText?] = []
    for (index, slide) in file.slides.enumerated() {
      let isExpected = file.record.labelExpectation(index, pattern) != nil
      let known = file.scoredLabel(index, upon: findingID)
      labels.append(!isExpected || known.isMade ? known.found : try reader.label(of: slide))
    }
    return checks(of: file.record) { labels[$0] }
  }

  /// The case with what its labels say now, by a newer finding, too, where there is one. Whoever is not told what
  /// labels say is told what came of it when the case was scored.
  ///
  /// - Throws: a `SlideOpenFailure` where a label must be read and its slide cannot be opened.
  package func checked(_ file: CaseFile) throws -> CaseFile {
    guard file.identitiesWithheld == nil else { return file }
    var file = file
    file.checkedLabels = try checks(of: file)
    if let newer = file.newerFinding { file.newerCheckedLabels = try checks(of: file, upon: newer.id) }
    return file
  }

  private func checks(of record: Case, _ label: (Int) -> LabelText?) -> [LabelCheck] {
    let checks = record.slides.indices.map { index in
      let expected = record.labelExpectation(index, pattern)
      return LabelCheck(expected: expected, found: expected == nil ? nil : label(index))
    }
    return checks.contains(where: \.isMade) ? checks : []
  }
}

/// Reads labels out of slides' files, each file once as long as it stays the same.
private final class LabelReader: Sendable {
  private let slides: SlideAccess
  private let known = Mutex([Place: LabelText?]())

  private struct Place: Hashable {
    let slide: CaseSlide
    let stamp: FileStamp?
  }

  init(_ slides: SlideAccess) { self.slides = slides }

  func label(of slide: CaseSlide) throws(SlideOpenFailure) -> LabelText? {
    let place = Place(slide: slide, stamp: slides.stamp(slide.path))
    if let label = known.withLock({ $0[place] }) { return label }
    let label = try slides.open(slide).description.label
    known.withLock { $0[place] = .some(label) }
    return label
  }
}
