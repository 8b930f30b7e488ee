import Casework
import Evaluation
import SurvivalStatistics

extension ModelSummary {
  /// The courses of both groups, where `finding` is of this model and it has any.
  func curves(for finding: Finding) -> [SurvivalCurve]? {
    finding.model.digest == digest && !curves.isEmpty ? curves : nil
  }
}
