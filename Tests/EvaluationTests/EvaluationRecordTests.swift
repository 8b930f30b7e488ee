import Basics
import Foundation
import SurvivalStatistics
import Testing

@testable import Evaluation
@testable import Tables

@Suite("The record of an evaluation reads back what it writes")
struct EvaluationRecordTests {
  private static let patients = SimulatedPatients(200)

  /// With a call, a comparison, resamples and subgroups: every part that a record has.
  private static func whole() throws -> EvaluationRecord {
    let level = patients.nodes.map { $0 < 0 ? 0 : 1 }
    var nodes = patients.nodes
    nodes[3] = Double.nan
    let plan = patients.plan {
      $0.score = patients.probabilities
      $0.risks = .score
      $0.comparators = .refit([CoxCovariate("nodes", nodes)])
      $0.options.threshold = .call(0.3)
      $0.options.bootstrap = Resampling(resamples: 20, seed: UInt64.max)
      $0.subgroups = [SubgroupVariable(name: "nodes", levels: ["0", ">=1"], level: level)]
      $0.lines = Array(2...201)
    }
    var subject = EvaluationSubject(
      .bundle(EvaluatedBundle(name: "demo", version: "1", digest: "ab", demonstration: true)), table: "cohort.csv",
      outcome: EvaluatedOutcome(time: "time", event: "event", eventValue: "yes"), clinical: "nodes", unit: .months)
    subject.remarks = CohortRemarks(outOfDistribution: 2, outsideIntendedUse: 1, bySlideAlone: 0)
    subject.training = TrainingComparison(
      names: .init(table: "train.csv", isTheTraining: false), members: 1500)
    let flow = CohortFlow(read: 203, leftOut: [.init(column: "time", lines: [7, 9, 12])])
    var record = try EvaluationRecord(plan, of: subject, flow: flow)
    record.add(warnings)
    record.omissions += reasons.map { Omission(part: .subgroup, subject: "x", reason: $0) }
    return record
  }

  /// Of each kind one.
  private static let warnings: [CohortWarning] = [
    .fewEvents(model: .combined, events: 6, covariates: 2), .cohortsNotCompared, .patientsNotNamed, .trainingNotNamed,
    .sizeOfTraining(patients: 10, events: 2), .fewEventsIn(levels: ["grade 1"]), .reversed, .oneEvent,
    .hugeWeights(largest: .infinity, usable: nil), .endOfFollowUp(horizon: 5, last: 4.5, usable: 4),
    .doubt(.chance(.combined)), .doubt(.noGain), .unanswered(fewest: 3, asked: 20),
    .competingEvents([CompetingEvent(value: "death", patients: 3)]), .onePerson(lines: [[2, 3]]),
    .unitNotSaid(longest: 100, horizon: 5), .unitOfModel(unit: "months"), .unitAssumed(model: "months", here: "years"),
    .unitsDiffer(model: 12, here: 144),
  ]
  private static let reasons: [OmissionReason] = [
    .survival(.separation(column: "x")), .survival(.invalidKnots([1, 2])), .survival(.constantColumn("y")),
    .survival(.invalidRidge(-1)), .noThreshold, .noProbability, .modelEnds(last: 3), .byConstruction, .noClinical,
    .levels(found: 9), .tooFewComplete(found: 1), .noBootstrap, .nobodyCalled(.high), .infinite,
  ]

  @Test("read back from its text it is the same, whatever the sentences in it")
  func roundTrip() throws {
    let record = try Self.whole()
    let words = RecordWords(
      subject: { _ in "the bundle" }, rule: { _ in "from 0.3" }, probabilities: { _ in "the model" },
      warning: { _ in "beware" }, reason: { _ in "because" }, researchUseOnly: "research")
    for json in [record.json(), record.json(words)] {
      let read = try EvaluationRecord(json: JSONValue(parsing: Array(json.prettyText.utf8)))
      #expect(read == record)
      #expect(read.statistics == record.statistics && read.comparison == record.comparison)
    }
  }

  @Test("it codes itself for any encoder")
  func codable() throws {
    let record = try Self.whole()
    #expect(try JSONDecoder().decode(EvaluationRecord.self, from: JSONEncoder().encode(record)) == record)
  }

  @Test("a record of a score or of a fitted model keeps what it was")
  func kinds() throws {
    let model = FittedModel(
      file: "fit.json", count: 100, events: 20, coefficients: [.init(name: "age/10", value: -0.25)])
    for kind in [EvaluationSubject.Kind.score(column: "risk"), .model(model)] {
      var subject = SimulatedPatients.subject
      subject.kind = kind
      let record = try EvaluationRecord(
        Self.patients.plan { $0.options.horizon = 40 }, of: subject, flow: CohortFlow(read: 200))
      let read = try EvaluationRecord(json: record.json())
      #expect(read == record && read.subject.kind == kind)
    }
  }

  @Test("statistics stand in the members that readers know, those without one in a list")
  func members() throws {
    let record = try Self.whole()
    guard case .object(let members) = record.json() else { Issue.record("no object"); return }
    let found = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    #expect(found["format"] == 1 && found["n"] == 200)
    #expect(found["unoC"] == JSONValue(record[.uno]) && found["ppv"] == JSONValue(record[.positivePredictiveValue]))
    let listed = record.statistics.filter(\.hasNoMember).map(\.code)
    #expect(listed == [.calledHigh, .netBenefit, .netBenefitOfAll])
    #expect(
      found["statistics"] == .array(try record.statistics.filter(\.hasNoMember).map { try JSONValue(coding: $0) }))
  }

  /// What a file may have wrong, and where the failure says it is.
  private static let faults: [(key: String, value: JSONValue, path: String)] = [
    ("format", 2, "evaluation.format"), ("horizon", 0, "evaluation.horizon"), ("n", "ten", "evaluation.n"),
    ("aucOverTime", [["time": 1, "estimate": 7]], "evaluation.aucOverTime"),
    ("decisionCurve", [["threshold": 3, "model": nil, "treatAll": 0]], "evaluation.decisionCurve"),
    ("unoC", ["estimate": .number(0.5), "lower": .number(0.4)], "evaluation.unoC.upper"),
    ("cautions", [["unheard-of": [:]]], "evaluation.cautions[0]"),
  ]

  @Test("a file that is none, or cannot be drawn, is refused with the place of the fault", arguments: faults.indices)
  func refused(index: Int) throws {
    let (key, value, path) = Self.faults[index]
    guard case .object(let members) = try Self.whole().json() else { Issue.record("no object"); return }
    let changed = members.map { $0.key == key ? JSONMember(key, value) : $0 }
    #expect(throws: JSONFailure.unexpected(path: path)) { try EvaluationRecord(json: .object(changed)) }
  }

  @Test("a curve with a time too many, or a share above 1, is refused")
  func curves() throws {
    guard case .object(let members) = try Self.whole().json() else { Issue.record("no object"); return }
    func changed(_ key: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
      .object(
        members.map { member in
          guard member.key == "kaplanMeier", case .object(let parts) = member.value else { return member }
          return JSONMember(member.key, .object(parts.map { $0.key == key ? JSONMember(key, change($0.value)) : $0 }))
        })
    }
    func elements(_ value: JSONValue) -> [JSONValue] { if case .array(let all) = value { all } else { [] } }
    for json in [
      changed("time") { .array(elements($0) + [.number(99)]) },
      changed("estimate") { .array([.number(1.5)] + elements($0).dropFirst()) },
      changed("time") { .array(elements($0).reversed()) },
    ] {
      #expect(throws: JSONFailure.unexpected(path: "evaluation.kaplanMeier.time")) { try EvaluationRecord(json: json) }
    }
  }
}

@Suite("Codes of an evaluation are stable")
struct StatisticCodeTests {
  @Test("what is stored of a statistic is frozen")
  func codes() {
    #expect(
      StatisticCode.allCases.map(\.rawValue) == [
        "c-index.harrell", "c-index.harrell-corrected", "c-index.uno", "auc.horizon", "auc.time", "auc.mean",
        "auc.attention", "c-index.share-of-truth", "sensitivity.threshold", "specificity.threshold", "ppv.threshold",
        "npv.threshold", "sensitivity.equal-specificity", "share.called-high", "net-benefit.threshold",
        "net-benefit.everybody", "calibration.slope", "calibration.observed-to-expected", "risk.predicted",
        "risk.observed", "calibration.ici", "calibration.e50", "calibration.e90", "calibration.emax", "brier.horizon",
        "brier.time", "brier.without-model", "brier.integrated", "prediction-accuracy.horizon", "hazard-ratio",
        "share.out-of-distribution",
      ])
    #expect(ModelRole.allCases.map(\.rawValue) == ["fit", "score", "clinical", "combined", "truth"])
    #expect(Estimate.Method.allCases.map(\.rawValue) == ["jackknife", "bootstrap", "wilson", "formula"])
    #expect(CalibrationRecord.Basis.allCases.map(\.rawValue) == ["score", "model", "refit"])
  }

  @Test("what is stored of a warning, of a doubt and of a reason is frozen")
  func warnings() {
    #expect(CohortWarning.fewEventsIn(levels: []).code == "few-events-in")
    #expect(CohortWarning.hugeWeights(largest: 11, usable: nil).code == "huge-weights")
    #expect(OmissionReason.survival(.noEvents).code == "survival")
    #expect(OmissionReason.nobodyCalled(.low).code == "nobody-called")
    #expect(RiskThreshold.call(0.05).code == "probability-from")
  }

  @Test("an entry of a card says only what there is, and half a limit is refused")
  func entries() throws {
    let entry = Statistic(
      .harrell, .level("grade", "3", of: .score), Estimate(0.7, 0.6, 0.8, .jackknife), count: 30, events: 9,
      note: "patients that training never saw")
    let bytes = try JSONEncoder().encode(entry)
    #expect(try JSONDecoder().decode(Statistic.self, from: bytes) == entry)
    let half = Data(#"{"code":"auc.horizon","subject":"score","estimate":0.7,"lower":0.6,"count":3}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Statistic.self, from: half) }
    let bare = Statistic(.calledHigh, .combined, Estimate(0.5), count: 3)
    #expect(
      try JSONValue(coding: bare)
        == ["code": "share.called-high", "count": 3, "estimate": .number(0.5), "subject": "combined"])
  }
}
