import Casework

/// Which cases have which slide, whatever the path that leads to it: a copy, a link and another spelling are the same
/// slide.
package struct SlideShelf: Sendable {
  private var cases: [String: [String]] = [:]
  private let resolved: @Sendable (String) -> String

  /// The slides of all `cases`, whose links `access` follows.
  package init(_ cases: [Case], _ access: SlideAccess) {
    resolved = access.resolved
    for record in cases { add(record) }
  }

  /// One case more.
  package mutating func add(_ record: Case) {
    for slide in record.slides { cases[key(slide), default: []].append(record.id) }
  }

  /// By content; by place where the content was not noted, in casebooks of before slides had digests.
  private func key(_ slide: CaseSlide) -> String {
    slide.quickDigest ?? resolved(slide.path)
  }

  /// What is to be said of the slides of `record`: those that stand twice in it, and those that stand in other cases
  /// too.
  package func flags(of record: Case) -> [QualityFlag] {
    let own = Dictionary(grouping: record.slides.indices) { key(record.slides[$0]) }
    return record.slides.enumerated().flatMap { index, slide -> [QualityFlag] in
      let key = key(slide)
      let first = own[key]?.first ?? index
      let twice = first < index ? [Self.twice(slide, first: first, index: index)] : []
      let others = Set(cases[key] ?? []).subtracting([record.id]).sorted()
      return twice + (others.isEmpty || first < index ? [] : [Self.elsewhere(slide, others)])
    }
  }

  /// The other cases that have a slide of `record`.
  package func others(of record: Case) -> Set<String> {
    Set(record.slides.flatMap { cases[key($0)] ?? [] }).subtracting([record.id])
  }

  private static func twice(_ slide: CaseSlide, first: Int, index: Int) -> QualityFlag {
    QualityFlag(
      kind: .slideTwice, details: [QualityDetail(.slide, first + 1), QualityDetail(.slide, index + 1)],
      slide: slide.fileName)
  }

  /// The first cases; how many more there are stands in the flag's count.
  private static func elsewhere(_ slide: CaseSlide, _ others: [String]) -> QualityFlag {
    QualityFlag(
      kind: .slideInOtherCase,
      details: [QualityDetail(.measured, others.count)] + others.prefix(3).map { QualityDetail(.caseID, $0) },
      slide: slide.fileName)
  }
}
