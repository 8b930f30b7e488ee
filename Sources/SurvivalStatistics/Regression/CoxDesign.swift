import Foundation

/// One column of a Cox regression: a value for each subject.
public struct CoxCovariate: Sendable, Hashable {
  /// The column's name, as failures and the model call it.
  public let name: String
  /// The values, finite, one per subject, in the subjects' order.
  public let values: [Double]

  /// The column `name` with one value per subject.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// Subjects in the order of time with their standardised columns, and the sweep over the risk sets.
struct CoxDesign {
  let order: TimeOrder
  let ties: TieMethod
  let names: [String]
  let means: [Double]
  /// Standard deviations with n - 1.
  let scales: [Double]
  /// (value - mean) / scale, subject by subject in the order of time: n x width, row-major.
  private let rows: [Double]

  var width: Int { names.count }

  init(_ covariates: [CoxCovariate], _ times: [SurvivalTime], _ ties: TieMethod) throws(SurvivalFailure) {
    order = try TimeOrder(times)
    guard order.events > 0 else { throw .noEvents }
    for covariate in covariates { try checkFinite(covariate.values, name: covariate.name, count: times.count) }
    let moments = covariates.map { Self.meanAndDeviation($0.values) }
    for (covariate, moment) in zip(covariates, moments) where moment.deviation == 0 {
      throw .constantColumn(covariate.name)
    }
    self.ties = ties
    names = covariates.map(\.name)
    means = moments.map(\.mean)
    scales = moments.map(\.deviation)
    rows = Self.standardised(covariates, moments, order.order)
  }

  private static func standardised(
    _ covariates: [CoxCovariate], _ moments: [(mean: Double, deviation: Double)], _ order: [Int]
  ) -> [Double] {
    let width = covariates.count
    var rows = [Double](repeating: 0, count: order.count * width)
    for (j, (covariate, moment)) in zip(covariates, moments).enumerated() {
      for (position, subject) in order.enumerated() {
        rows[position * width + j] = (covariate.values[subject] - moment.mean) / moment.deviation
      }
    }
    return rows
  }

  /// Mean and standard deviation; the deviation is exactly 0 for a constant column, which rounding alone would blur.
  private static func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    guard values.contains(where: { $0 != values[0] }) else { return (mean, 0) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count - 1)).squareRoot())
  }

  /// log L at `beta` with its gradient and the observed information, all for the standardised columns.
  ///
  ///     log L = sum_i [ sum over D_i of eta - sum_l log s0_il ]
  ///     gradient = sum_i [ sum over D_i of x - sum_l s1_il / s0_il ]
  ///     information = sum_i sum_l [ s2_il / s0_il - (s1_il / s0_il)(s1_il / s0_il)' ]
  ///
  /// s0, s1, s2: sums over the risk set of w, w x, w x x' with w = exp(eta), less (l / d_i) times the same sums over
  /// the tied events (Efron), or nothing less (Breslow). Therneau & Grambsch, Modeling Survival Data (2000), section
  /// 3.3.
  func derivatives(_ beta: [Double]) -> CoxDerivatives {
    var result = CoxDerivatives(width: width)
    sweep(beta) { group, shift, sums in add(group, shift, sums, beta, to: &result) }
    return result
  }

  /// The terms of `derivatives` one event time at a time, from the last to the first.
  func visitEvents(_ beta: [Double], _ visit: (CoxDerivatives) -> Void) {
    sweep(beta) { group, shift, sums in
      var own = CoxDerivatives(width: width)
      add(group, shift, sums, beta, to: &own)
      visit(own)
    }
  }

  private func add(
    _ group: TimeOrder.Group, _ shift: Double, _ sums: RiskSums, _ beta: [Double], to result: inout CoxDerivatives
  ) {
    for position in group.eventRange {
      var eta = -shift
      for j in 0..<width {
        let x = rows[position * width + j]
        eta += beta[j] * x
        result.gradient[j] += x
      }
      result.logLikelihood += eta
    }
    for l in 0..<group.events { result.subtract(sums, fraction: fraction(l, group.events)) }
  }

  /// l / d for Efron, 0 for Breslow.
  func fraction(_ l: Int, _ deaths: Int) -> Double { ties == .efron ? Double(l) / Double(deaths) : 0 }

  /// Calls `visit` at each time with an event, from the last to the first, with the risk set's sums. The weights are
  /// exp(eta - shift), `shift` the largest eta of all.
  func sweep(_ beta: [Double], _ visit: (_ group: TimeOrder.Group, _ shift: Double, _ sums: RiskSums) -> Void) {
    let eta = (0..<order.count).map { position in
      var sum = 0.0
      for j in 0..<width { sum += beta[j] * rows[position * width + j] }
      return sum
    }
    let shift = eta.max() ?? 0
    var sums = RiskSums(width: width)
    for group in order.groups.reversed() {
      sums.dying.clear()
      // A lone event's own part is never taken away, nor is any by Breslow's rule.
      if group.events > 1, ties == .efron {
        for position in group.eventRange { add(position, to: &sums.dying) }
      }
      for position in group.range { add(position, to: &sums.all) }
      if group.events > 0 { visit(group, shift, sums) }
    }
    func add(_ position: Int, to moments: inout WeightedMoments) {
      rows.withUnsafeBufferPointer { buffer in
        moments.add(
          exp(eta[position] - shift), UnsafeBufferPointer(rebasing: buffer[position * width..<(position + 1) * width]))
      }
    }
  }
}

/// Sums of w, w x and w x x'.
struct WeightedMoments {
  var s0 = 0.0
  var s1: [Double]
  var s2: SymmetricMatrix

  init(width: Int) {
    s1 = [Double](repeating: 0, count: width)
    s2 = SymmetricMatrix(side: width)
  }

  /// Keeps the storage.
  mutating func clear() {
    guard s0 != 0 else { return }
    s0 = 0
    for j in s1.indices { s1[j] = 0 }
    for j in s2.elements.indices { s2.elements[j] = 0 }
  }

  mutating func add(_ weight: Double, _ row: UnsafeBufferPointer<Double>) {
    let width = s1.count
    s0 += weight
    s1.withUnsafeMutableBufferPointer { first in
      s2.elements.withUnsafeMutableBufferPointer { second in
        for j in 0..<width {
          let weighted = weight * row[j]
          first[j] += weighted
          for k in 0...j { second[j * width + k] += weighted * row[k] }
        }
      }
    }
  }
}

/// The sums over a risk set and over the events tied at its time.
struct RiskSums {
  var all: WeightedMoments
  var dying: WeightedMoments

  init(width: Int) {
    all = WeightedMoments(width: width)
    dying = all
  }

  /// s0 less `fraction` of the tied events' part.
  func s0(_ fraction: Double) -> Double { all.s0 - fraction * dying.s0 }

  /// s1 / s0 less `fraction` of the tied events' part: the weighted mean of the columns.
  func mean(_ fraction: Double) -> [Double] {
    let s0 = s0(fraction)
    return zip(all.s1, dying.s1).map { ($0 - fraction * $1) / s0 }
  }
}

/// log L, its gradient and the observed information.
struct CoxDerivatives {
  var logLikelihood = 0.0
  var gradient: [Double]
  var information: SymmetricMatrix

  init(width: Int) {
    gradient = [Double](repeating: 0, count: width)
    information = SymmetricMatrix(side: width)
  }

  mutating func subtract(_ sums: RiskSums, fraction: Double) {
    let s0 = sums.s0(fraction)
    let mean = sums.mean(fraction)
    logLikelihood -= log(s0)
    let share = 1 / s0
    for j in mean.indices {
      gradient[j] -= mean[j]
      for k in 0...j {
        let element = j * mean.count + k
        let s2 = sums.all.s2.elements[element] - fraction * sums.dying.s2.elements[element]
        information.elements[element] += s2 * share - mean[j] * mean[k]
      }
    }
  }

  /// Takes away ridge / 2 |beta|^2.
  mutating func penalise(_ ridge: Double, _ beta: [Double]) {
    for j in beta.indices {
      logLikelihood -= ridge / 2 * beta[j] * beta[j]
      gradient[j] -= ridge * beta[j]
      information[j, j] += ridge
    }
  }
}
