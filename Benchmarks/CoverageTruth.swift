import Foundation
import SlideWriting
import SurvivalStatistics

/// What the evaluation of the true model would find in infinitely many patients: a million stand for them.
///
/// All but Harrell's c follow from the known hazard of each patient and not from her drawn time, by formulas that share
/// nothing with the estimators. Harrell's c depends on who is censored when, so it is counted on the drawn times: its
/// standard error is 1/30 of that of a cohort of 1,000.
struct CoverageTruth {
  /// How well a marker does.
  struct Accuracy {
    let harrell: Double
    let uno: Double
    let auc: Double
    let sensitivity: Double
    let specificity: Double
  }

  private let population = Self.draw()
  let horizon: Double
  /// Probability of the event by the horizon above which the call is high.
  let threshold: Double
  /// The true log hazard, called high above the threshold.
  let combined: Accuracy
  /// Its clinical part, cut where it is as specific.
  let clinical: Accuracy

  init(horizon: Double, threshold: Double) throws {
    self.horizon = horizon
    self.threshold = threshold
    let marked = Marker(population.map(\.logHazard), population, horizon)
    combined = try marked.accuracy(
      cut: log(-log1p(-threshold) / SurvivalModel.cumulativeHazard(at: horizon)), population)
    let other = Marker(population.map(\.clinical), population, horizon)
    clinical = try other.accuracy(cut: other.cut(reaching: combined.specificity), population)
  }

  /// Mean probability of the event by the horizon.
  var risk: Double { mean { _ in true } }
  /// Of those called high: the positive predictive value.
  var highRisk: Double { mean { $0.risk(by: horizon) > threshold } }
  /// Of those called low.
  var lowRisk: Double { mean { $0.risk(by: horizon) <= threshold } }
  /// p (1 - p), the error that is left to who knows p.
  var brier: Double {
    population.reduce(0) { $0 + $1.risk(by: horizon) * (1 - $1.risk(by: horizon)) } / Double(population.count)
  }

  private func mean(_ included: (Subject) -> Bool) -> Double {
    let own = population.filter(included)
    return own.reduce(0) { $0 + $1.risk(by: horizon) } / Double(own.count)
  }

  /// Far from the seeds of the cohorts.
  private static func draw() -> [Subject] {
    (1_000_001...1_000_010).flatMap { SimulatedCohort(patients: 100_000, seed: $0).patients.map(Subject.init) }
  }
}

/// What of a patient the truth needs.
private struct Subject {
  let logHazard: Double
  let clinical: Double
  let time: SurvivalTime

  init(_ patient: SimulatedPatient) {
    logHazard = patient.logHazard
    clinical = patient.clinicalLogHazard
    time = SurvivalTime(time: patient.time, event: patient.event)
  }

  func risk(by horizon: Double) -> Double {
    -expm1(-SurvivalModel.cumulativeHazard(at: horizon) * exp(logHazard))
  }
}

/// A marker of the population, and who has the event.
private struct Marker {
  private let values: [Double]
  /// Cumulative hazards and probabilities of the event by the horizon.
  private let hazards: [Double]
  private let risks: [Double]

  init(_ values: [Double], _ population: [Subject], _ horizon: Double) {
    self.values = values
    let baseline = SurvivalModel.cumulativeHazard(at: horizon)
    hazards = population.map { baseline * exp($0.logHazard) }
    risks = hazards.map { -expm1(-$0) }
  }

  func accuracy(cut: Double, _ population: [Subject]) throws -> CoverageTruth.Accuracy {
    let (cases, frees) = (risks.reduce(0, +), risks.reduce(0) { $0 + 1 - $1 })
    let high = values.indices.filter { values[$0] > cut }
    let (found, alarmed) = (high.reduce(0) { $0 + risks[$1] }, high.reduce(0) { $0 + 1 - risks[$1] })
    return CoverageTruth.Accuracy(
      harrell: try concordance(scores: values, times: population.map(\.time)).index, uno: uno, auc: auc,
      sensitivity: found / cases, specificity: 1 - alarmed / frees)
  }

  /// The lowest value at or below which the share `specificity` of those free of the event lies.
  func cut(reaching specificity: Double) -> Double {
    let needed = specificity * risks.reduce(0) { $0 + 1 - $1 }
    var sum = 0.0
    let order = values.indices.sorted { values[$0] < values[$1] }
    let last = order.first {
      sum += 1 - risks[$0]
      return sum >= needed
    }
    return last.map { values[$0] } ?? .infinity
  }

  /// With proportional hazards a and b by the horizon, i is first, and by then, with probability
  /// a / (a + b) (1 - exp(-a - b)).
  private var uno: Double {
    concordantShare { hazards[$0] / (hazards[$0] + hazards[$1]) * -expm1(-hazards[$0] - hazards[$1]) }
  }

  /// i has the event by the horizon and j has not.
  private var auc: Double { concordantShare { risks[$0] * (1 - risks[$1]) } }

  /// Of the ordered pairs, each with the probability that they are comparable, the share whose first has the higher
  /// value. Patients are independent: each with the ten after her are ten million pairs.
  private func concordantShare(_ probability: (Int, Int) -> Double) -> Double {
    var (concordant, all) = (0.0, 0.0)
    for lag in 1...10 {
      for (i, j) in zip(values.indices, values.indices.dropFirst(lag)) {
        let (forth, back) = (probability(i, j), probability(j, i))
        all += forth + back
        concordant += values[i] > values[j] ? forth : values[i] < values[j] ? back : (forth + back) / 2
      }
    }
    return concordant / all
  }
}
