import Basics
import Foundation

/// The cumulative hazard of a subject at the means of the columns, with what the variance of a new subject's needs.
///
/// With s0_il and s1_il the risk set's sums of w and w (x - means), w = exp(beta' (x - means)), at the estimate (see
/// `CoxPartialLikelihood` for the tie rule; Breslow, in the discussion of Cox 1972; R's `basehaz`), three sums over the
/// event times up to t:
///
///     L(t) = sum 1 / s0_il     B(t) = sum 1 / s0_il^2     Q(t) = sum (s1_il / s0_il) / s0_il
public struct BaselineHazard: Sendable, Hashable, Codable {
  /// The times, ascending; every value below holds from its time to the next.
  public let times: [Double]
  /// The cumulative hazard L at each time.
  public let cumulativeHazard: [Double]
  /// The variance B of L from the events alone, at each time.
  public let variance: [Double]
  /// The integral Q at each time, one value per column.
  public let meanIntegral: [[Double]]
  /// The longest follow-up among the subjects: nothing is known after it.
  public let lastTime: Double

  /// A hazard of stored values; `nil` unless all have one entry per time and `columns` columns, the times ascend and
  /// the hazard and its variance do not fall.
  public init?(
    times: [Double], cumulativeHazard: [Double], variance: [Double], meanIntegral: [[Double]], lastTime: Double,
    columns: Int
  ) {
    self.times = times
    self.cumulativeHazard = cumulativeHazard
    self.variance = variance
    self.meanIntegral = meanIntegral
    self.lastTime = lastTime
    guard isConsistent(columns: columns) else { return nil }
  }

  /// Whether decoded values can be used with `columns` columns.
  public func isConsistent(columns: Int) -> Bool {
    let counts = [cumulativeHazard.count, variance.count, meanIntegral.count]
    return !times.isEmpty && counts.allSatisfy { $0 == times.count } && lastTime.isFinite
      && zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
      && [times, cumulativeHazard, variance].allSatisfy { Self.rises($0) }
      && meanIntegral.allSatisfy { $0.count == columns && $0.allSatisfy(\.isFinite) }
  }

  private static func rises(_ values: [Double]) -> Bool {
    values.allSatisfy { $0.isFinite && $0 >= 0 } && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// L, B and Q at the means, for the estimate `beta` of the standardised columns.
  init(design: CoxDesign, beta: [Double]) {
    var steps: [(time: Double, hazard: Double, variance: Double, means: [Double])] = []
    design.sweep(beta) { group, shift, sums in
      var step = (time: group.time, hazard: 0.0, variance: 0.0, means: [Double](repeating: 0, count: design.width))
      for l in 0..<group.events {
        let fraction = design.fraction(l, group.events)
        let increment = exp(-shift) / sums.s0(fraction)
        step.hazard += increment
        step.variance += increment * increment
        for (j, mean) in sums.mean(fraction).enumerated() { step.means[j] += mean * design.scales[j] * increment }
      }
      steps.append(step)
    }
    steps.reverse()
    for index in steps.indices.dropFirst() {
      steps[index].hazard += steps[index - 1].hazard
      steps[index].variance += steps[index - 1].variance
      for j in 0..<design.width { steps[index].means[j] += steps[index - 1].means[j] }
    }
    times = steps.map(\.time)
    cumulativeHazard = steps.map(\.hazard)
    variance = steps.map(\.variance)
    meanIntegral = steps.map(\.means)
    lastTime = design.order.groups.last?.time ?? 0
  }

  /// The cumulative hazard L at `time`: 0 before the first event.
  public func cumulativeHazard(at time: Double) -> Double {
    index(at: time).map { cumulativeHazard[$0] } ?? 0
  }

  /// This hazard known only at `grid`: exact there, and held from each grid time to the next.
  public func sampled(at grid: [Double]) -> BaselineHazard {
    let columns = meanIntegral.first?.count ?? 0
    let indices = grid.map { index(at: $0) }
    return BaselineHazard(
      times: grid, hazard: indices.map { $0.map { cumulativeHazard[$0] } ?? 0 },
      variance: indices.map { $0.map { variance[$0] } ?? 0 },
      meanIntegral: indices.map { $0.map { meanIntegral[$0] } ?? [Double](repeating: 0, count: columns) },
      lastTime: lastTime)
  }

  private init(times: [Double], hazard: [Double], variance: [Double], meanIntegral: [[Double]], lastTime: Double) {
    self.times = times
    cumulativeHazard = hazard
    self.variance = variance
    self.meanIntegral = meanIntegral
    self.lastTime = lastTime
  }

  /// The cumulative hazard at `time` of a subject who lies `offset` from the means, and its variance.
  ///
  ///     H(t | x) = r L(t),   r = exp(beta' offset)
  ///     var H(t | x) = r^2 [ B(t) + a' V a ],   a = offset L(t) - Q(t),   V the covariance of beta
  ///
  /// Tsiatis, Ann Stat 1981;9:93, and Link, Biometrics 1984;40:601: the first term is the hazard's own, the second that
  /// of the coefficients. It is what R's `survfit.coxph` gives as `std.err`^2 of the cumulative hazard.
  public func estimate(
    at time: Double, offset: [Double], coefficients: [Double], covariance: [[Double]]
  ) -> HazardEstimate {
    guard let index = index(at: time) else { return HazardEstimate(cumulativeHazard: 0, variance: 0) }
    let ratio = exp(zip(coefficients, offset).reduce(0) { $0 + $1.0 * $1.1 })
    let hazard = cumulativeHazard[index]
    let a = zip(offset, meanIntegral[index]).map { $0 * hazard - $1 }
    var spread = variance[index]
    for j in a.indices {
      for k in a.indices { spread += a[j] * covariance[j][k] * a[k] }
    }
    return HazardEstimate(cumulativeHazard: ratio * hazard, variance: ratio * ratio * spread)
  }

  /// The last time not after `time`.
  private func index(at time: Double) -> Int? {
    let after = times.partitioningIndex { $0 > time }
    return after > 0 ? after - 1 : nil
  }
}

/// A cumulative hazard with its variance.
public struct HazardEstimate: Sendable, Hashable {
  /// The cumulative hazard H = -log S.
  public let cumulativeHazard: Double
  /// Variance of `cumulativeHazard`, which is that of log S too.
  public let variance: Double

  /// The survival that follows from the hazard, exp(-H).
  public var survival: Double { exp(-cumulativeHazard) }

  /// The probability of the event, 1 - exp(-H), accurate where H is small.
  public var probability: Double { -expm1(-cumulativeHazard) }

  /// Standard error of log H by the delta method: sqrt(variance) / H; `nil` at H = 0.
  public var logStandardError: Double? {
    cumulativeHazard > 0 ? variance.squareRoot() / cumulativeHazard : nil
  }
}
