extension Cohort {
  /// What a reader must know of the rows, whatever is computed of them.
  ///
  /// - Throws: ``CohortFailure/table(_:)`` with `noColumn` where the column that was named for the patients is not
  ///   there.
  public func warningsOfRows() throws(CohortFailure) -> [CohortWarning] {
    let same = try linesOfOnePerson()
    return (competing.isEmpty ? [] : [.competingEvents(competing)]) + (same.isEmpty ? [] : [.onePerson(lines: same)])
  }
}
