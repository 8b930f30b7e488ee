import Foundation

/// IHC4 (Cuzick et al. 2011, postmenopausal women of ATAC with ER-positive cancer, distant recurrence):
///
///     94.7 (0.586 HER2 - 0.100 ER10 - 0.079 PR10 + 0.240 ln(1 + 10 Ki67))
///
/// with ER10 the H-score / 30, PR10 the percent of positive nuclei / 10, HER2 0 or 1, Ki67 in percent. The clinical
/// part of IHC4+C is not built: its coefficients are not settled.
public enum ImmunohistochemicalScore {
  /// The points of the score; higher is worse.
  public static func score(erHScore: Double, prPercent: Double, her2Positive: Bool, ki67: Double) -> Double {
    let receptors = -0.100 * erHScore / 30 - 0.079 * prPercent / 10
    return 94.7 * ((her2Positive ? 0.586 : 0) + receptors + 0.240 * log(1 + 10 * ki67))
  }

  static func value(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    inputs.require(.er, inputs.clinical.er, is: .positive)
    inputs.require(.menopausal, inputs.clinical.menopausal, is: .postmenopausal)
    let (er, pr) = (inputs.number(.erHScore), inputs.number(.prPercent))
    let (her2, ki67) = (inputs.decided(.her2, inputs.clinical.her2), inputs.number(.ki67))
    guard let er, let pr, let her2, let ki67 else { return nil }
    return .score(score(erHScore: er, prPercent: pr, her2Positive: her2, ki67: ki67), group: nil)
  }
}
