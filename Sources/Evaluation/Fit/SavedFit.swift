import Foundation
import SurvivalStatistics

/// What a fit file holds of a model: enough to predict in another cohort. The keys are those of `fit --json`.
public struct SavedFit: Sendable, Hashable, Decodable {
  /// A column's effect.
  public struct Coefficient: Sendable, Hashable, Decodable {
    /// The column's name.
    public let name: String
    /// Log hazard ratio per unit.
    public let coef: Double
  }

  /// The cumulative hazard at zero in every column.
  public struct Baseline: Sendable, Hashable, Decodable {
    /// The times at which the hazard rises, ascending.
    public let time: [Double]
    /// The cumulative hazard from each time on.
    public let hazard: [Double]
  }

  /// The terms as they were written.
  public let covariates: String
  /// The effects, in the order of the columns.
  public let coefficients: [Coefficient]
  /// The cumulative hazard of a patient whose columns are all zero.
  public let cumulativeBaselineHazard: Baseline
  /// The longest follow-up in the training: nothing is known after it.
  public let lastTime: Double
  /// The number of patients in the training.
  public let n: Int
  /// The number of those patients who had the event.
  public let events: Int
  /// What the times counted: `years`, `months` ...; `nil` where it was not said.
  public let timeUnit: String?
}

extension SavedFit {
  /// The terms, once the parts are found to belong together: a fit file is a file like any other.
  ///
  /// - Throws: ``CohortFailure``: `term` where the text of the covariates cannot be read, `fitFile` with the name of
  ///   the first part that does not fit the others.
  public func terms() throws(CohortFailure) -> CovariateTerms {
    let terms: CovariateTerms
    do { terms = try CovariateTerms(covariates) } catch { throw .term(error, line: nil) }
    guard terms.terms.flatMap(\.columnNames) == coefficients.map(\.name) else { throw .fitFile(part: "coefficients") }
    guard coefficients.allSatisfy({ $0.coef.isFinite }) else { throw .fitFile(part: "coefficients") }
    guard baseline.isConsistent else { throw .fitFile(part: "cumulativeBaselineHazard") }
    return terms
  }

  /// The cumulative hazard of a patient whose columns are all zero, as a step function.
  public var baseline: CumulativeBaseline {
    CumulativeBaseline(
      times: cumulativeBaselineHazard.time, hazards: cumulativeBaselineHazard.hazard, lastTime: lastTime)
  }

  /// The linear predictor beta' x of each patient, zero columns as the reference.
  public func linearPredictors(_ columns: [CoxCovariate]) -> [Double] {
    (columns.first?.values.indices ?? 0..<0).map { row in
      zip(coefficients, columns).reduce(0) { $0 + $1.0.coef * $1.1.values[row] }
    }
  }
}

/// A step function of time: the cumulative hazard of the subject whose linear predictor is zero.
public struct CumulativeBaseline: Sendable, Hashable {
  /// The times at which the hazard rises, ascending.
  public let times: [Double]
  /// The cumulative hazard from each time on.
  public let hazards: [Double]
  /// The end of the follow-up: nothing is known after it.
  public let lastTime: Double

  /// A step function that rises to `hazards` at `times`.
  public init(times: [Double], hazards: [Double], lastTime: Double) {
    self.times = times
    self.hazards = hazards
    self.lastTime = lastTime
  }

  /// Whether it can be a cumulative hazard.
  var isConsistent: Bool {
    !times.isEmpty && times.count == hazards.count && lastTime.isFinite && lastTime > 0
      && zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
      && zip(hazards, hazards.dropFirst()).allSatisfy { $0 <= $1 }
      && times.allSatisfy(\.isFinite) && hazards.allSatisfy { $0.isFinite && $0 >= 0 }
  }

  /// The probability of the event by `time`, 1 - exp(-H(t) exp(predictor)).
  public func probability(_ predictor: Double, at time: Double) -> Double {
    -expm1(-hazard(at: time) * exp(predictor))
  }

  func hazard(at time: Double) -> Double {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] > time { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? hazards[low - 1] : 0
  }
}
