import Casework

/// Registers cases, and tells what does not agree about their slides; each finding says it again as a flag.
package struct RegisterCases: Sendable {
  package let slides: SlideAccess
  package let notices: Notices

  package init(slides: SlideAccess, notices: Notices) {
    self.slides = slides
    self.notices = notices
  }

  /// Registers `cases`, all or none.
  ///
  /// - Throws: `CaseStoreFailure`.
  package func callAsFunction(_ cases: [Case], in store: any CaseStore) async throws {
    let store = store.opened(for: .program)
    try await store.register(cases)
    var shelf = SlideShelf([], slides)
    try await store.forEachCase { shelf.add($0.record) }
    for record in cases {
      for flag in record.slides.flatMap(\.scaleFlags) + shelf.flags(of: record) { tell(record.id, flag) }
    }
    let new = Set(cases.map(\.id))
    let others = cases.reduce(into: Set<String>()) { $0.formUnion(shelf.others(of: $1)) }.subtracting(new)
    for id in others.sorted() {
      let file = try await store.caseFile(id)
      for flag in shelf.flags(of: file.record) where flag.isOfOtherCase { tell(id, flag) }
      guard file.finding != nil, file.closingSignOff == nil else { continue }
      notices(.registration(.scoredBefore(caseID: id)))
    }
  }

  private func tell(_ id: String, _ flag: QualityFlag) { notices(.registration(.flag(caseID: id, flag))) }
}

extension QualityFlag {
  /// Whether it says that a slide stands in another case too.
  fileprivate var isOfOtherCase: Bool {
    if case .slideInOtherCase = kind { true } else { false }
  }
}
