/// Cox's proportional hazards regression: h(t | x) = h0(t) exp(beta' x) (Cox, J R Stat Soc B 1972;34:187).
public enum CoxRegression {
  /// A step shorter than this, in standard deviations of the columns, ends the iteration. Newton's error squares at
  /// each step, so that the estimate is then good to the last digits.
  static let tolerance = 1e-9
  static let maximumIterations = 40
  /// Share of a column's own information, at beta = 0, that the columns before it may leave: below, 1 - R^2 is
  /// rounding.
  static let collinearity = 1e-10
  /// Share of the information at beta = 0 below which the likelihood has gone flat: the columns order the events
  /// perfectly.
  static let flatness = 1e-9

  /// Maximises the partial likelihood by Newton-Raphson with step halving, from beta = 0, on centred and scaled
  /// columns.
  ///
  /// - Parameters:
  ///   - covariates: none gives the model without columns, whose baseline is the Nelson-Aalen estimate.
  ///   - times: one per subject, with at least one event.
  ///   - ridge: maximises log L - ridge / 2 |beta*|^2 with beta* the coefficients of the columns divided by their
  ///     standard deviations, as R's `ridge(theta = ridge)`. The covariance is then the inverse of the penalised
  ///     information; the model's log-likelihoods and the score test are those without the penalty.
  /// - Throws: ``SurvivalFailure`` where a column or a time cannot be used, there is no event, the columns do not
  ///   determine the coefficients, the events are perfectly separated, or the maximum is not reached.
  public static func fit(
    _ covariates: [CoxCovariate], times: [SurvivalTime], ties: TieMethod = .efron, ridge: Double = 0
  ) throws(SurvivalFailure) -> CoxModel {
    guard ridge.isFinite, ridge >= 0 else { throw .invalidRidge(ridge) }
    let design = try CoxDesign(covariates, times, ties)
    guard ridge > 0 || design.width <= design.order.events else {
      throw .tooManyColumns(columns: design.width, events: design.order.events)
    }
    let zero = [Double](repeating: 0, count: design.width)
    let null = design.derivatives(zero)
    let initial = try start(null, design, ridge)
    let maximum = try ascend(design, ridge, from: initial)
    return CoxModel(design: design, ridge: ridge, null: null, maximum: maximum)
  }

  /// A point of the ascent: penalised derivatives and the factor of their information.
  struct Point {
    var beta: [Double]
    var penalised: CoxDerivatives
    var factor: CholeskyFactor
    var iterations = 0
  }

  /// beta = 0, where a singular information means that a column says nothing that others do not.
  private static func start(
    _ null: CoxDerivatives, _ design: CoxDesign, _ ridge: Double
  ) throws(SurvivalFailure) -> Point {
    let zero = [Double](repeating: 0, count: design.width)
    var penalised = null
    penalised.penalise(ridge, zero)
    switch penalised.information.cholesky(tolerance: collinearity) {
    case .success(let factor): return Point(beta: zero, penalised: penalised, factor: factor)
    case .failure(let singular): throw .notIdentifiable(column: design.names[singular.index])
    }
  }

  private static func ascend(
    _ design: CoxDesign, _ ridge: Double, from start: Point
  ) throws(SurvivalFailure) -> Point {
    let scale = (0..<design.width).map { start.penalised.information[$0, $0] }
    var point = start
    while point.iterations < maximumIterations {
      let step = point.factor.solve(point.penalised.gradient)
      let length = step.map(abs).max() ?? 0
      guard let next = climb(design, ridge, point, step, scale) else {
        throw .separation(column: widest(design, point.beta))
      }
      point = next
      if length <= tolerance { return point }
    }
    let last = point.factor.solve(point.penalised.gradient)
    if (last.map(abs).max() ?? 0) > 0.1 { throw .separation(column: widest(design, last)) }
    throw .notConverged(iterations: maximumIterations)
  }

  /// The point a Newton step away, the step halved until log L no longer falls; `nil` where the information there has
  /// gone flat. A fall within rounding counts as none.
  private static func climb(
    _ design: CoxDesign, _ ridge: Double, _ point: Point, _ step: [Double], _ scale: [Double]
  ) -> Point? {
    let slack = 1e-12 * (1 + abs(point.penalised.logLikelihood))
    var share = 1.0
    for _ in 0..<30 {
      let beta = zip(point.beta, step).map { $0 + share * $1 }
      var penalised = design.derivatives(beta)
      penalised.penalise(ridge, beta)
      if penalised.logLikelihood >= point.penalised.logLikelihood - slack {
        guard
          case .success(let factor) = penalised.information.cholesky(tolerance: flatness * collinearity, scale: scale),
          zip(scale.indices, scale).allSatisfy({ penalised.information[$0, $0] > flatness * $1 })
        else { return nil }
        return Point(beta: beta, penalised: penalised, factor: factor, iterations: point.iterations + 1)
      }
      share /= 2
    }
    return nil
  }

  /// The column with the largest entry of `direction`.
  private static func widest(_ design: CoxDesign, _ direction: [Double]) -> String {
    let index = direction.indices.max { abs(direction[$0]) < abs(direction[$1]) } ?? 0
    return design.names[index]
  }
}
