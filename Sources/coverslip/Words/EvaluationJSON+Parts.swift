import Labels
import Sentences
import Basics
import Casework
import Evaluation
import Foundation
import SurvivalStatistics

extension EvaluationJSON {
  static func comparison(_ comparison: Comparison) -> JSONValue {
    [
      "n": .integer(comparison.count), "events": .integer(comparison.events),
      "apparent": .bool(comparison.isApparent), "missing": .integer(comparison.missing.count),
      "specificity": JSONValue(comparison.specificity), "models": .array(comparison.models.map(model)),
      "differences": .array(comparison.differences.map(difference)),
    ]
  }

  private static func model(_ model: ModelAccuracy) -> JSONValue {
    [
      "model": .string(model.role.rawValue), "harrellC": estimate(model.harrell), "unoC": estimate(model.uno),
      "auc": estimate(model.auc), "harrellCWithoutOptimism": estimate(model.corrected),
      "sensitivityAtEqualSpecificity": estimate(model.sensitivity),
    ]
  }

  private static func difference(_ difference: PairedDifference) -> JSONValue {
    [
      "measure": .string(difference.measure.rawValue), "first": .string(difference.first.rawValue),
      "second": .string(difference.second.rawValue), "difference": estimate(difference.difference),
      "withoutOptimism": estimate(difference.corrected),
    ]
  }

  static func calibration(_ calibration: CalibrationReport) -> JSONValue {
    [
      "probabilities": .string(calibration.basis.words), "basis": .string(calibration.basis.rawValue),
      "observedToExpected": calibration.mean.map(mean) ?? .null, "slope": estimate(calibration.slope),
      "integratedCalibrationIndex": JSONValue(calibration.curve?.integratedCalibrationIndex),
      "e50": JSONValue(calibration.curve?.e50), "e90": JSONValue(calibration.curve?.e90),
      "eMax": JSONValue(calibration.curve?.eMax), "groups": .array(calibration.groups.map(group)),
    ]
  }

  private static func mean(_ mean: MeanCalibration) -> JSONValue {
    [
      "estimate": .number(mean.ratio), "lower": .number(mean.lower), "upper": .number(mean.upper),
      "observed": .number(mean.observed), "expected": .number(mean.expected),
    ]
  }

  private static func group(_ group: CalibrationGroup) -> JSONValue {
    [
      "n": .integer(group.count), "events": .integer(group.events), "predicted": .number(group.predicted),
      "observed": JSONValue(group.observed), "lower": JSONValue(group.lower), "upper": JSONValue(group.upper),
    ]
  }

  static func benefit(_ benefit: NetBenefit) -> JSONValue {
    [
      "threshold": .number(benefit.threshold), "model": JSONValue(benefit.model), "treatAll": .number(benefit.treatAll),
      "reductionPerHundred": JSONValue(benefit.reductionPerHundred),
    ]
  }

  static func subgroup(_ subgroup: SubgroupReport) -> JSONValue {
    [
      "name": .string(subgroup.name), "missing": .integer(subgroup.missing),
      "interaction": subgroup.interaction.map(FitJSON.test) ?? .null,
      "levels": .array(
        subgroup.levels.map { level in
          [
            "name": .string(level.name), "n": .integer(level.count), "events": .integer(level.events),
            "harrellC": estimate(level.harrell), "hazardRatio": estimate(level.hazardRatio),
          ]
        }),
    ]
  }

  static func omission(_ omission: Omission) -> JSONValue {
    [
      "part": .string(omission.part.rawValue), "subject": .string(omission.subject),
      "reason": .string(omission.reason.sentence),
    ]
  }

  /// What was evaluated, and how.
  static func about(_ result: EvaluationResult) -> JSONValue {
    let (about, options) = (result.about, result.options)
    var members: [JSONMember] = [
      JSONMember("what", .string(about.kind.words)), JSONMember("table", .string(about.table)),
      JSONMember("time", .string(about.outcome.time)), JSONMember("event", .string(about.outcome.event)),
      JSONMember("eventValue", JSONValue(about.outcome.eventValue)), JSONMember("clinical", JSONValue(about.clinical)),
      JSONMember("timeUnit", JSONValue(about.unit?.rawValue)),
      JSONMember("apartFromTraining", .bool(about.training.isMade)),
      JSONMember(
        "comparedWithTraining",
        [
          "namesIn": JSONValue(about.training.names?.table),
          "namesInTrainingTable": about.training.names?.isTheTraining.map { JSONValue.bool($0) } ?? .null,
          "featuresAndOutcomesOf": JSONValue(about.training.members),
        ]),
      JSONMember("censoringWeights", .string(options.censoring.rawValue)),
    ]
    if let bootstrap = options.bootstrap {
      members.append(
        JSONMember("bootstrap", ["resamples": .integer(bootstrap.resamples), "seed": .string("\(bootstrap.seed)")]))
    }
    if case .bundle(let name, let version, let digest, let demonstration) = about.kind {
      members.append(
        JSONMember(
          "bundle",
          [
            "name": .string(name), "version": .string(version), "digest": .string(digest),
            "demonstration": .bool(demonstration), "outOfDistribution": JSONValue(about.remarks?.outOfDistribution),
            "outsideIntendedUse": JSONValue(about.remarks?.outsideIntendedUse),
            "bySlideAlone": JSONValue(about.remarks?.bySlideAlone),
          ]))
    }
    return .object(members)
  }
}

extension EvaluationSubject.Kind {
  /// In a legend.
  var scoreName: String { if case .bundle = self { "slide score" } else { "score" } }
  /// Of what the measures are that ask for a score: said where there is more than one model.
  var ofScore: String { if case .bundle = self { ", slide score" } else { "" } }
  /// Of what those are that ask for a probability or a call.
  var ofRisk: String { if case .bundle = self { ", combined model" } else { "" } }

  /// As a reader calls it.
  var words: String {
    switch self {
    case .score(let column): "the score in column «\(column)»"
    case .model(let path, let training):
      "the Cox model of \(URL(fileURLWithPath: path).lastPathComponent), made on \(training.n) patients with "
        + "\(training.events) events"
    case .bundle(let name, let version, _, let demonstration):
      "the bundle \(name) \(version)\(demonstration ? ", a demonstration that means nothing for a patient" : "")"
    }
  }
}
