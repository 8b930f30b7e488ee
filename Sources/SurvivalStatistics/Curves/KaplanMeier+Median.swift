/// A time with its 95 % limits, each `nil` where the follow-up ends before it is reached.
public struct TimeEstimate: Sendable, Hashable, Codable {
  /// The time at which the estimated curve has fallen to the wanted value.
  public let estimate: Double?
  /// The time at which the curve of lower limits has fallen to the wanted value.
  public let lower: Double?
  /// The time at which the curve of upper limits has fallen to the wanted value.
  public let upper: Double?

  /// A time with its limits.
  package init(estimate: Double?, lower: Double?, upper: Double?) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
  }
}

extension KaplanMeier {
  /// The median time to the event, with limits from the curves of limits (Brookmeyer & Crowley, Biometrics 1982;38:29).
  ///
  /// The first time at which S <= 1/2. Where S is 1/2 over an interval, within 1.5e-8, its middle, as R's
  /// `quantile.survfit`; an interval that the follow-up ends has the last time for its end.
  public func median(_ limits: Limits = .log) -> TimeEstimate {
    TimeEstimate(
      estimate: time(reaching: 0.5) { $0.survival },
      lower: time(reaching: 0.5) { self.limits(of: $0, limits)?.lower },
      upper: time(reaching: 0.5) { self.limits(of: $0, limits)?.upper })
  }

  /// Subjects whose time is at least each of `grid`: the row beneath a curve.
  public func atRisk(at grid: [Double]) -> [Int] { grid.map { atRisk(at: $0) } }

  private func time(reaching share: Double, _ value: (Step) -> Double?) -> Double? {
    let tolerance = Double.ulpOfOne.squareRoot()
    guard let first = steps.firstIndex(where: { value($0).map { $0 <= share + tolerance } ?? false }) else {
      return nil
    }
    guard let reached = value(steps[first]), abs(reached - share) <= tolerance else { return steps[first].time }
    let next = steps[first...].first { value($0).map { $0 < share - tolerance } ?? true }
    return (steps[first].time + (next?.time ?? lastTime)) / 2
  }
}
