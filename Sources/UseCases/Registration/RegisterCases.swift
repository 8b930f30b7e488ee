import Casework

/// Registers cases, and tells what does not agree about their slides; each finding says it again as a flag.
package struct RegisterCases: Sendable {
  package let slides: SlideAccess
  package let notices: Notices

  package init(slides: SlideAccess, notices: Notices) {
    self.slides = slides
    self.notices = notices
  }

  /// Registers `cases` beside those that are `known`.
  package func callAsFunction(
    _ cases: [Case], besides known: [CaseFile], register: ([Case]) throws -> Void
  ) throws {
    try register(cases)
    let shelf = SlideShelf(known.map(\.record) + cases, slides)
    for record in cases {
      for flag in record.slides.flatMap(\.scaleFlags) + shelf.flags(of: record) { tell(record.id, flag) }
    }
    let others = cases.reduce(into: Set<String>()) { $0.formUnion(shelf.others(of: $1)) }
    for file in known where others.contains(file.id) {
      for flag in shelf.flags(of: file.record) where flag.kind == .slideInOtherCase { tell(file.id, flag) }
      guard file.finding != nil, file.signOff == nil else { continue }
      notices(.registration(.scoredBefore(caseID: file.id)))
    }
  }

  private func tell(_ id: String, _ flag: QualityFlag) { notices(.registration(.flag(caseID: id, flag))) }
}
