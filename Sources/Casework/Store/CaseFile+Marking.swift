import Basics
import Microscopy

extension CaseFile {
  /// The marks that the case has once `reviewer` has kept `new` ones: of those the text is cleaned, name and time set.
  ///
  /// - Throws: `mark` with the first rule that is broken.
  package func keeping(
    _ new: [SlideMark], by reviewer: String, now: String
  ) throws(CaseStoreFailure) -> (changed: [SlideMark], all: [SlideMark]) {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    var (changed, all): ([SlideMark], [SlideMark]) = ([], marks)
    for mark in new {
      var mark = mark
      try require(mark)
      (mark.note, mark.reviewer, mark.madeAt) = (CleanText.cleaned(mark.note), name, now)
      changed.append(mark)
      guard let index = all.firstIndex(where: { $0.id == mark.id }) else {
        all.append(mark)
        continue
      }
      guard all[index].reviewer == name else { throw .mark(.notOwn(reviewer: all[index].reviewer)) }
      all[index] = mark
    }
    guard all.count <= SlideMark.countLimit else { throw .mark(.tooMany(limit: SlideMark.countLimit)) }
    // Whoever has more of before may change and take away, and adds none.
    let points = all.reduce(0) { $0 + $1.shape.pointCount }
    guard points <= max(SlideMark.casePointLimit, marks.reduce(0) { $0 + $1.shape.pointCount }) else {
      throw .mark(.tooManyPointsInAll(limit: SlideMark.casePointLimit))
    }
    return (changed, all)
  }

  /// The mark of that identity, which is `reviewer`'s.
  ///
  /// - Throws: `mark` with `noSuchMark` or `notOwn`.
  package func ownMark(_ id: String, of reviewer: String) throws(CaseStoreFailure) -> SlideMark {
    guard let mark = marks.first(where: { $0.id == id }) else { throw .mark(.noSuchMark) }
    guard mark.reviewer == Reviewer.name(reviewer) else { throw .mark(.notOwn(reviewer: mark.reviewer)) }
    return mark
  }

  private func require(_ mark: SlideMark) throws(CaseStoreFailure) {
    let count = record.slides.count
    guard record.slides.indices.contains(mark.slide) else {
      throw .mark(.noSuchSlide(mark.slide + 1, count: count))
    }
    let size = record.slides[mark.slide].size
    guard mark.shape.touches(slideOf: size) else {
      throw .mark(.besideSlide(width: size.width, height: size.height))
    }
    let length = mark.note.unicodeScalars.count
    guard length <= SlideMark.noteLimit else {
      throw .mark(.noteTooLong(length: length, limit: SlideMark.noteLimit))
    }
    guard mark.shape.pointCount <= SlideMark.pointLimit else {
      throw .mark(.tooManyPoints(limit: SlideMark.pointLimit))
    }
  }
}
