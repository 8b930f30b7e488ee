import Basics
import Sentences
import Evaluation
import Foundation
import Prognosis
import Reports
import Workstation

/// What the screen needs of a report.json of `evaluate --report`.
struct SavedEvaluation: Decodable {
  private let n: Int
  private let events: Int
  private let horizon: Double
  private let evaluated: Subject
  private let followUp: FollowUp?
  private let threshold: Threshold?
  private let harrellC, unoC, auc, sensitivity, specificity, ppv, npv: Value?
  private let brier: Brier?
  private let kaplanMeier: Course?
  private let aucOverTime: [Timed]
  private let comparison: Comparison?
  private let calibration: Calibration?
  private let decisionCurve: [Benefit]
  private let subgroups: [Subgroup]
  private let warnings: [String]
  private let leftOut: [LeftOut]

  init(_ path: String) throws {
    try self.init(bytes: readWhole(path), named: path)
  }

  init(bytes: Data, named name: String) throws {
    guard let saved = try? JSONDecoder().decode(SavedEvaluation.self, from: bytes), saved.isSound else {
      throw CommandFailure(
        .badData, "\(name): this is no evaluation of `coverslip evaluate --report`; make it with that command")
    }
    self = saved
  }
}

// MARK: What can be drawn

extension SavedEvaluation {
  /// Whether every number that has a place on an axis can have one: a file is a file like any other.
  private var isSound: Bool {
    horizon > 0 && evaluated.timeUnit.map { TimeUnit(rawValue: $0) != nil } ?? true && kaplanMeier?.isSound ?? true
      && aucOverTime.allSatisfy { $0.time > 0 && isShare($0.estimate) }
      && calibration?.groups.allSatisfy {
        isShare($0.predicted) && [$0.observed, $0.lower, $0.upper].compactMap(\.self).allSatisfy(isShare)
      } ?? true && isAscending(decisionCurve.map(\.threshold)) && decisionCurve.allSatisfy { isShare($0.threshold) }
  }
}

private func isShare(_ value: Double) -> Bool { (0...1).contains(value) }

private func isAscending(_ values: [Double]) -> Bool { zip(values, values.dropFirst()).allSatisfy { $0 < $1 } }

// MARK: As the report has it

extension SavedEvaluation {
  fileprivate struct Subject: Decodable {
    struct Bundle: Decodable {
      let digest: String
      let demonstration: Bool
    }

    let what: String
    let table: String
    let timeUnit: String?
    let bundle: Bundle?
  }

  fileprivate struct FollowUp: Decodable {
    let median: Double?
    let longest: Double
    let eventsByHorizon: Int
  }

  fileprivate struct Threshold: Decodable {
    let rule: String
    let calledHigh: Int
  }

  fileprivate struct Value: Decodable {
    let estimate: Double
    let lower, upper: Double?
    let limits: String?
  }

  fileprivate struct Brier: Decodable {
    let estimate: Double
    let lower, upper: Double?
    let limits: String?
    let indexOfPredictionAccuracy: Value?

    var value: Value { Value(estimate: estimate, lower: lower, upper: upper, limits: limits) }
  }

  fileprivate struct Course: Decodable {
    let group: String
    let n, events: Int
    let time, estimate: [Double]
    let lower, upper: [Double?]
    let atRisk: [Int]
    let groups: [Course]?

    /// Whether it has as many values as times, survival at all of them, and so have those of its groups.
    var isSound: Bool {
      [estimate.count, lower.count, upper.count, atRisk.count].allSatisfy { $0 == time.count }
        && time.first.map { $0 > 0 } ?? true && isAscending(time) && estimate.allSatisfy(isShare)
        && (groups ?? []).allSatisfy(\.isSound)
    }
  }

  fileprivate struct Timed: Decodable {
    let time, estimate: Double
  }

  fileprivate struct Comparison: Decodable {
    struct Model: Decodable {
      let model: String
      let harrellC, sensitivityAtEqualSpecificity: Value?
    }

    struct Difference: Decodable {
      let measure, first, second: String
      let difference: Value?
    }

    let n: Int
    let models: [Model]
    let differences: [Difference]
  }

  fileprivate struct Calibration: Decodable {
    struct Group: Decodable {
      let predicted: Double
      let observed, lower, upper: Double?
    }

    let observedToExpected, slope: Value?
    let integratedCalibrationIndex: Double?
    let groups: [Group]
  }

  fileprivate struct Benefit: Decodable {
    let threshold, treatAll: Double
    let model: Double?
  }

  fileprivate struct Subgroup: Decodable {
    struct Level: Decodable {
      let name: String
      let n: Int
      let harrellC: Value?
    }

    let name: String
    let levels: [Level]
  }

  fileprivate struct LeftOut: Decodable {
    let part, subject, reason: String
  }
}

// MARK: As the screen tells it

extension SavedEvaluation {
  var summary: EvaluationSummary {
    EvaluationSummary(
      subject: evaluated.what, table: evaluated.table, bundle: evaluated.bundle?.digest,
      demonstration: evaluated.bundle?.demonstration ?? false, patients: n, events: events, followUp: followUpWords,
      horizon: horizon, timeUnit: evaluated.timeUnit ?? "", threshold: thresholdWords, curves: curves,
      figures: figures, areas: aucOverTime.map { .init(time: $0.time, value: $0.estimate) },
      calibration: calibrationGroups,
      decision: decisionCurve.map { .init(threshold: $0.threshold, model: $0.model, everyone: $0.treatAll) },
      warnings: warnings,
      leftOut: leftOut.map { left in
        let part = ReportPart(rawValue: left.part)?.words ?? left.part
        return "\(part)\(left.subject.isEmpty ? "" : " (\(left.subject))"): \(left.reason)"
      })
  }

  private func words(_ time: Double) -> String {
    Words.short(time) + (evaluated.timeUnit.map { " " + $0 } ?? "")
  }

  private var followUpWords: String {
    guard let followUp else { return "not known" }
    let median = followUp.median.map(words) ?? "not reached"
    return
      "median \(median), longest \(words(followUp.longest)); \(followUp.eventsByHorizon) events by \(words(horizon))"
  }

  private var thresholdWords: String? {
    threshold.map { "high by \(words(horizon)): \($0.rule), \($0.calledHigh) of \(n)" }
  }

  private var curves: [SurvivalCurve] {
    guard let kaplanMeier else { return [] }
    let groups = kaplanMeier.groups ?? []
    return (groups.isEmpty ? [kaplanMeier] : groups).map { course in
      let limits = zip(course.lower, course.upper).map { lower, upper in
        lower.flatMap { low in upper.map { ProbabilityInterval(lower: low, upper: $0) } }
      }
      return SurvivalCurve(
        group: Call(rawValue: course.group), patients: course.n, events: course.events, times: course.time,
        survival: course.estimate, limits: limits, atRisk: course.atRisk,
        isComplete: true)
    }
  }

  private var calibrationGroups: [EvaluationSummary.CalibrationGroup] {
    calibration?.groups.compactMap { group in
      group.observed.map { observed in
        let limits = group.lower.flatMap { low in group.upper.map { min(low, $0)...max(low, $0) } }
        return .init(predicted: group.predicted, observed: observed, limits: limits)
      }
    } ?? []
  }

  /// A bundle has a slide score and, of it and the clinical variables, the risk that calls.
  private var ofScore: String { evaluated.bundle == nil ? "" : ", slide score" }

  private var figures: [ModelFigure] {
    let own: [(String, Value?)] = [
      ("c-index, Harrell's\(ofScore)", harrellC), ("c-index, Uno's to \(words(horizon))\(ofScore)", unoC),
      ("sensitivity at the threshold", sensitivity), ("specificity at the threshold", specificity),
      ("positive predictive value", ppv), ("negative predictive value", npv),
      ("calibration slope", calibration?.slope),
      ("calibration, observed to expected", calibration?.observedToExpected),
      (
        "calibration, ICI",
        calibration?.integratedCalibrationIndex.map { Value(estimate: $0, lower: nil, upper: nil, limits: nil) }
      ), ("AUC at \(words(horizon))\(ofScore)", auc), ("Brier score", brier?.value),
      ("index of prediction accuracy", brier?.indexOfPredictionAccuracy),
    ]
    return own.compactMap { figure($0, $1, n) } + compared + ofSubgroups
  }

  private var compared: [ModelFigure] {
    guard let comparison else { return [] }
    let models = comparison.models.filter { $0.model != "score" || comparison.n != n }.flatMap { model in
      [
        figure("c-index, \(Self.word(model.model))", model.harrellC, comparison.n),
        figure(
          "sensitivity, \(Self.word(model.model)) at equal specificity", model.sensitivityAtEqualSpecificity,
          comparison.n),
      ]
    }
    let gains = comparison.differences.map { difference in
      let start = ["harrellC": "c-index", "sensitivity": "sensitivity"][difference.measure]
      return start.flatMap {
        figure(
          "\($0), gain: \(Self.word(difference.first)) less \(Self.word(difference.second))", difference.difference,
          comparison.n)
      }
    }
    return (models + gains).compactMap(\.self)
  }

  private var ofSubgroups: [ModelFigure] {
    subgroups.flatMap { subgroup in
      subgroup.levels.compactMap { figure("subgroup \(subgroup.name) \($0.name), n \($0.n)", $0.harrellC, n) }
    }
  }

  private static func word(_ model: String) -> String { model == "score" ? model : model + " model" }

  private func figure(_ name: String, _ value: Value?, _ count: Int) -> ModelFigure? {
    value.map { value in
      ModelFigure(
        name: name, estimate: value.estimate, lower: value.lower, upper: value.upper, count: count,
        note: value.limits.map { "limits by \($0)" } ?? "no limits were computed")
    }
  }
}
