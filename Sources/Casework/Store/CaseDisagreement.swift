import Prognosis

/// Where a case disagrees with itself, so that a reader looks again. Raw values are codes: casebooks list them, and
/// filters name them.
public enum CaseDisagreement: String, Sendable, CaseIterable {
  /// A reader's own grade is not the one that the model's call rests on.
  case grade
  /// The model and the Nottingham Prognostic Index stand on opposite sides.
  case npi
  /// The model and CTS5 stand on opposite sides.
  case cts5
  /// The interval crosses the threshold, or the probability lies within a tenth of the threshold of it.
  case borderline
}

extension Finding {
  /// How far the probability is from the threshold; `nil` where there is no call.
  var margin: Double? {
    guard call.isAnswer, let probability5y else { return nil }
    return (probability5y - model.threshold).magnitude
  }

  /// Where the call disagrees with what is known of the case besides; nothing where there is no call.
  ///
  /// - Parameter grades: the readers' own.
  func disagreements(with clinical: ClinicalVariables, grades: [Int]) -> [CaseDisagreement] {
    guard call.isAnswer else { return [] }
    return CaseDisagreement.allCases.filter { kind in
      switch kind {
      case .grade: modelGrade(in: clinical).map { model in grades.contains { $0 != model } } ?? false
      case .npi: isOpposed(by: ClinicalComparator.npi.side(of: clinical))
      case .cts5: isOpposed(by: ClinicalComparator.cts5.side(of: clinical))
      case .borderline: borderline || (margin.map { $0 <= model.threshold / 10 } ?? false)
      }
    }
  }

  private func isOpposed(by side: Call?) -> Bool { side.map { $0 != call } ?? false }
}
