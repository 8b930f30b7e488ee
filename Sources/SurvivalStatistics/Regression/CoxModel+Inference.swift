import Foundation

/// One column's effect.
public struct CoxEffect: Sendable, Hashable, Codable {
  /// Name of the column.
  public let name: String
  /// Log hazard ratio per unit.
  public let coefficient: Double
  /// Standard error of the coefficient.
  public let standardError: Double

  /// An effect that was estimated before.
  package init(name: String, coefficient: Double, standardError: Double) {
    self.name = name
    self.coefficient = coefficient
    self.standardError = standardError
  }

  /// The hazard ratio, exp(coefficient).
  public var hazardRatio: Double { exp(coefficient) }
  /// Lower 95 % limit of the hazard ratio: exp(coefficient - 1.96 se).
  public var lower: Double { exp(coefficient - normalQuantile975 * standardError) }
  /// Upper 95 % limit of the hazard ratio.
  public var upper: Double { exp(coefficient + normalQuantile975 * standardError) }
  /// The Wald statistic, coefficient / standard error.
  public var z: Double { coefficient / standardError }
  /// The two-sided p of Wald's test.
  public var p: Double { NormalDistribution.twoSidedP(z) }
}

extension CoxModel {
  /// The effects of the columns, in order.
  public var effects: [CoxEffect] {
    zip(names, zip(coefficients, standardErrors)).map { name, estimate in
      CoxEffect(name: name, coefficient: estimate.0, standardError: estimate.1)
    }
  }

  /// `likelihoodRatioTest` with its p; `nil` after a ridge penalty, with which it is not chi-squared.
  public var likelihoodRatio: ChiSquaredTest? { unpenalised(likelihoodRatioTest) }

  /// `scoreTest` with its p; it is that of the model without a penalty.
  public var score: ChiSquaredTest? {
    scoreTest.map { ChiSquaredTest(statistic: $0, degreesOfFreedom: names.count) }
  }

  /// `waldTest` with its p; `nil` after a ridge penalty.
  public var wald: ChiSquaredTest? { unpenalised(waldTest) }

  private func unpenalised(_ statistic: Double) -> ChiSquaredTest? {
    ridge == 0 ? ChiSquaredTest(statistic: max(0, statistic), degreesOfFreedom: names.count) : nil
  }

  /// The cumulative hazard of a subject with zero in every column at each event time: R's `basehaz(centered = FALSE)`,
  /// without its rows for times with censorings only. L(t) exp(-beta' means).
  public var hazardAtZero: (times: [Double], cumulativeHazard: [Double]) {
    let ratio = exp(-zip(coefficients, means).reduce(0) { $0 + $1.0 * $1.1 })
    return (baseline.times, baseline.cumulativeHazard.map { $0 * ratio })
  }

  /// The log hazard beta' x, zero columns as the reference. `values`: one per column.
  public func logHazard(_ values: [Double]) -> Double { zip(coefficients, values).reduce(0) { $0 + $1.0 * $1.1 } }
}
