import Casework
import ReadingQuality

extension CaseStore {
  /// The cases that `reviewer` has read, and those of them that they have read again.
  ///
  /// - Parameter query: which cases are counted. It is held against what is told of them while they are read again, so
  ///   that none is chosen by a call.
  /// - Throws: `unavailable` where the casebook does not answer.
  package func repeatableCases(
    of reviewer: String, passing query: CaseQuery = CaseQuery()
  ) async throws(CaseStoreFailure) -> RepeatableCases {
    let told = opened(for: .program)
    var (cases, place) = (RepeatableCases(of: reviewer), CasePlace?.none)
    repeat {
      let page = try await told.page(CaseQuery(), after: place, limit: 256)
      for file in page.cases where query.holds(file.disclosed(to: .repeating(reviewer))) { cases.add(file) }
      place = page.places.last
    } while place != nil
    return cases
  }

  /// When the first of the cases that the workstation draws can be read again by `reviewer`; `nil` where none can be.
  ///
  /// - Throws: `identity` where they may not take cases up; `unavailable` where the casebook does not answer.
  package func nextToRepeat(of reviewer: String) async throws(CaseStoreFailure) -> Timestamp? {
    try await roster().requireMayTakeUp(reviewer)
    let items = RepeatabilityPlan(of: try await repeatableCases(of: reviewer)).items
    return items.map(\.notBefore).min { $0.seconds < $1.seconds }
  }
}
