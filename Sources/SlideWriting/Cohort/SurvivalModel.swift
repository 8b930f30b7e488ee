import Foundation

/// The hazard of distant metastasis from which a cohort's times are drawn.
///
/// Times follow Bender, Augustin and Blettner 2005 (Statistics in Medicine 24:1713, table II, Weibull): with U uniform
/// in (0, 1), T = (-ln U / (lambda exp(lp)))^(1 / nu) has the hazard lambda nu t^(nu - 1) exp(lp), a
/// proportional-hazards model. lp is the sum of
///
/// - the slide's part, beta f / (f + kappa): f is the share of the tumour area that is grade 3. It saturates, since the
///   worst focus counts for more than the average;
/// - the clinical part, with hazard ratios near those published beside RlapsRisk BC (Nature Communications 2025,
///   s41467-025-60824-z, table 1, with the score): 1.08 a node, 1.02 a mm, 1.23 for Ki-67, 1.10 for age, 1.32 for
///   grade 3. The table does not say the units of Ki-67 and age: ten points and ten years are taken.
///
/// lambda is set so that about 10 % of the patients have an event within five years (Kaplan-Meier).
public enum SurvivalModel {
  /// Log hazard ratio of a slide that is all focus.
  public static let beta = 2.9
  /// The fraction at which half of it is reached.
  public static let kappa = 0.15
  static let shape = 1.25
  static let scale = 0.0019

  /// The slide's part of the log hazard for a high-grade fraction of 0...1.
  public static func slideLogHazard(highGradeFraction: Double) -> Double {
    beta * highGradeFraction / (highGradeFraction + kappa)
  }

  /// The clinical part of the log hazard; 0 for a woman of 60 with a tumour of 20 mm, grade 1 or 2, Ki-67 of 15 %, no
  /// node.
  public static func clinicalLogHazard(
    age: Double, grade: Int, tumourSizeMM: Double, positiveNodes: Int, ki67: Double
  ) -> Double {
    log(1.08) * Double(positiveNodes) + log(1.02) * (tumourSizeMM - 20) + log(1.23) * (ki67 - 15) / 10
      + log(1.10) * (age - 60) / 10 + (grade == 3 ? log(1.32) : 0)
  }

  /// The cumulative hazard at `years` of a patient whose log hazard is 0: lambda t^nu.
  public static func cumulativeHazard(at years: Double) -> Double { scale * pow(years, shape) }

  /// Years to metastasis for a log hazard and a uniform draw in [0, 1).
  static func time(logHazard: Double, uniform: Double) -> Double {
    pow(-log(1 - uniform) / (scale * exp(logHazard)), 1 / shape)
  }
}
