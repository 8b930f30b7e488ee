import SurvivalStatistics

/// Cumulative sensitivity and dynamic specificity at a horizon h, where follow-up is censored (Heagerty, Lumley, Pepe,
/// Biometrics 2000;56:337, eq. 1, the simple Kaplan-Meier estimate). With "high" from a threshold on, S_g the Kaplan-Meier
/// estimate of a group and q its share of the patients:
///
///     sensitivity = (1 - S_high(h)) q_high / (1 - S(h))     specificity = S_low(h) q_low / S(h)
///
/// Both are cut to 0...1, since the estimate of the whole need not lie between those of its parts. `nil` where nobody relapsed, or
/// nobody is free, by the horizon.
struct HorizonAccuracy: Hashable, Sendable {
  let threshold: Double
  let sensitivity: Double
  let specificity: Double

  init?(_ probabilities: [Double], _ times: [SurvivalTime], threshold: Double, horizon: Double) {
    guard let survival = Self.survival(times, horizon), survival > 0, survival < 1 else { return nil }
    let isHigh = probabilities.map { $0 >= threshold }
    let high = times.indices.filter { isHigh[$0] }.map { times[$0] }
    let low = times.indices.filter { !isHigh[$0] }.map { times[$0] }
    let share = Double(high.count) / Double(times.count)
    self.threshold = threshold
    let relapses = (1 - (Self.survival(high, horizon) ?? 1)) * share
    sensitivity = min(1, relapses / (1 - survival))
    specificity = min(1, (Self.survival(low, horizon) ?? 0) * (1 - share) / survival)
  }

  private static func survival(_ times: [SurvivalTime], _ horizon: Double) -> Double? {
    times.isEmpty ? nil : (try? KaplanMeier(times))?.survival(at: horizon)
  }

  /// At the lowest of the probabilities that has at least this specificity; at the highest of them where none has.
  static func at(
    specificity wanted: Double, _ probabilities: [Double], _ times: [SurvivalTime], horizon: Double
  ) -> HorizonAccuracy? {
    let cuts = Set(probabilities).sorted()
    let found = cuts.lazy.compactMap { HorizonAccuracy(probabilities, times, threshold: $0, horizon: horizon) }
    return found.first { $0.specificity >= wanted }
      ?? cuts.last.flatMap {
        HorizonAccuracy(probabilities, times, threshold: $0, horizon: horizon)
      }
  }
}

/// How the probability is found from which a call is high.
public enum ThresholdRule: Hashable, Sendable {
  /// A given probability; that of the published model is 0.05.
  case probability(Double)
  /// The lowest probability with at least this specificity at the horizon, on the probabilities of patients whom neither
  /// the networks nor the Cox model had seen.
  case specificity(Double)
}
