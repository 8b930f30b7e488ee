import Foundation

/// A fitted Cox model.
public struct CoxModel: Sendable, Hashable, Codable {
  /// Names of the columns, in order.
  public let names: [String]
  /// Log hazard ratio per unit of each column.
  public let coefficients: [Double]
  /// Means of the columns: the subject to whom the baseline belongs. (R's `coxph` puts 0 for a 0/1 column, this does
  /// not.)
  public let means: [Double]
  /// Covariance of the coefficients, the inverse of the observed information, row by row.
  public let covariance: [[Double]]
  /// Tie rule of likelihood and baseline.
  public let ties: TieMethod
  /// The penalty of the fit, 0 for none.
  public let ridge: Double
  /// How many subjects the model was fitted on.
  public let count: Int
  /// The number of subjects who had the event.
  public let events: Int
  /// The number of Newton steps taken.
  public let iterations: Int
  /// The log-likelihood log L at zero coefficients.
  public let logLikelihoodNull: Double
  /// log L at the estimate, without the penalty.
  public let logLikelihood: Double
  /// The score test u' I^-1 u at zero coefficients: chi-squared with one degree of freedom per column. With two groups
  /// and no tied times it is the log-rank test. `nil` where that I is singular and only a ridge penalty made the fit
  /// possible.
  public let scoreTest: Double?
  /// The Wald test beta' covariance^-1 beta: chi-squared with one degree of freedom per column.
  public let waldTest: Double
  /// Cumulative hazard at the columns' means.
  public let baseline: BaselineHazard

  /// Standard errors of the coefficients.
  public var standardErrors: [Double] { covariance.indices.map { covariance[$0][$0].squareRoot() } }

  /// The likelihood ratio test 2 (log L - log L null): chi-squared with one degree of freedom per column.
  public var likelihoodRatioTest: Double { 2 * (logLikelihood - logLikelihoodNull) }

  /// The linear predictor beta' (x - means). `values`: one per column.
  public func linearPredictor(_ values: [Double]) -> Double {
    zip(coefficients, zip(values, means)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
  }

  /// The cumulative hazard at `time` of a subject with `values`, one per column, with its variance.
  public func cumulativeHazard(_ values: [Double], at time: Double) -> HazardEstimate {
    let offset = zip(values, means).map { $0 - $1 }
    return baseline.estimate(at: time, offset: offset, coefficients: coefficients, covariance: covariance)
  }

  /// Back from standardised to given columns: beta = beta* / scale, covariance likewise on both sides.
  init(design: CoxDesign, ridge: Double, null: CoxDerivatives, maximum: CoxRegression.Point) {
    let inverse = maximum.factor.inverse()
    let columns = 0..<design.width
    names = design.names
    coefficients = columns.map { maximum.beta[$0] / design.scales[$0] }
    means = design.means
    covariance = columns.map { j in columns.map { inverse[j, $0] / design.scales[j] / design.scales[$0] } }
    ties = design.ties
    self.ridge = ridge
    count = design.order.count
    events = design.order.events
    iterations = maximum.iterations
    logLikelihoodNull = null.logLikelihood
    logLikelihood =
      ridge == 0 ? maximum.penalised.logLikelihood : design.derivatives(maximum.beta).logLikelihood
    scoreTest = Self.scoreTest(null)
    waldTest = maximum.penalised.information.quadraticForm(maximum.beta)
    baseline = BaselineHazard(design: design, beta: maximum.beta)
  }

  private static func scoreTest(_ null: CoxDerivatives) -> Double? {
    guard case .success(let factor) = null.information.cholesky(tolerance: CoxRegression.collinearity) else {
      return nil
    }
    return zip(null.gradient, factor.solve(null.gradient)).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
