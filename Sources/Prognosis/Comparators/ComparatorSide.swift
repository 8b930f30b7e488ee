extension ClinicalComparator {
  /// On which side of the risk the score puts a patient, where its published group says so clearly: high or low; `nil`
  /// for a group between them, for a score that has no such groups, and where it has no value.
  ///
  ///     ClinicalComparator.npi.side(of: ClinicalVariables(grade: 1, tumourSizeMM: 10, positiveNodes: 0))
  ///     // .low, the group is excellent
  public func side(of clinical: ClinicalVariables) -> Call? {
    guard case .value(.score(_, let group?)) = result(of: clinical) else { return nil }
    switch self {
    case .npi: return NottinghamPrognosticIndex.Group(rawValue: group)?.side
    case .cts5: return ClinicalTreatmentScore.Group(rawValue: group)?.side
    case .mindact, .magee1, .magee2, .magee3, .ihc4, .predict22, .predict32: return nil
    }
  }
}

extension NottinghamPrognosticIndex.Group {
  fileprivate var side: Call? {
    switch self {
    case .excellent, .good: .low
    case .moderate1, .moderate2: nil
    case .poor, .veryPoor: .high
    }
  }
}

extension ClinicalTreatmentScore.Group {
  fileprivate var side: Call? {
    switch self {
    case .low: .low
    case .intermediate: nil
    case .high: .high
    }
  }
}
