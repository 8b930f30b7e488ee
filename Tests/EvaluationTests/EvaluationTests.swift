import Basics
import Evaluation
import Foundation
import SurvivalStatistics
import Testing

extension SeededDraws {
  /// Inside 0 to 1.
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }
  /// A standard normal by its quantile.
  mutating func normal() -> Double { NormalDistribution.quantile(uniform()) }
}

/// 600 patients whose hazard is 0.08 exp(0.8 score + 0.6 nodes), censored uniformly between 4 and 12 years.
struct SimulatedPatients {
  var times: [SurvivalTime] = []
  var score: [Double] = []
  var nodes: [Double] = []

  init(_ count: Int = 600, seed: UInt64 = 3) {
    var random = SeededDraws(seed: seed)
    for _ in 0..<count {
      let (x, z) = (random.normal(), random.normal())
      let hazard = 0.08 * exp(0.8 * x + 0.6 * z)
      let relapse = -log(random.uniform()) / hazard
      let end = 4 + 8 * random.uniform()
      times.append(SurvivalTime(time: min(relapse, end), event: relapse <= end))
      score.append(x)
      nodes.append(z)
    }
  }

  /// 1 - S(5) of the truth.
  var probabilities: [Double] {
    zip(score, nodes).map { 1 - exp(-5 * 0.08 * exp(0.8 * $0 + 0.6 * $1)) }
  }

  func plan(_ change: (inout EvaluationPlan) -> Void = { _ in }) -> EvaluationPlan {
    var plan = EvaluationPlan(
      times: times, score: score, risks: .refit, comparators: .refit([CoxCovariate("nodes", nodes)]))
    change(&plan)
    return plan
  }
}

@Suite("An evaluation says what it computed and what it left out")
struct EvaluationTests {
  private let patients = SimulatedPatients()

  @Test("the true probabilities are found calibrated: O/E and slope hold 1")
  func calibrated() throws {
    let report = try EvaluationReport(
      patients.plan {
        $0.score = patients.probabilities
        $0.risks = .score
      })
    let calibration = try #require(report.calibration)
    let mean = try #require(calibration.mean)
    #expect(mean.lower < 1 && 1 < mean.upper)
    let slope = try #require(calibration.slope)
    #expect(try #require(slope.lower) < 1 && 1 < (try #require(slope.upper)))
    #expect(calibration.groups.count == 10 && report.decision.count == 50)
  }

  @Test("a refitted score has no slope, and the report says why")
  func refitted() throws {
    let report = try EvaluationReport(patients.plan())
    #expect(report.calibration?.basis == .refit && report.calibration?.slope == nil)
    #expect(report.omissions.contains { $0.part == .calibrationSlope && $0.reason == .byConstruction })
  }

  @Test("without a threshold there is no call, no groups and no log-rank test")
  func noThreshold() throws {
    let report = try EvaluationReport(patients.plan())
    #expect(report.call == nil && report.logRank == nil && report.curves.map(\.group) == [.all])
    #expect(report.omissions.contains { $0.part == .threshold && $0.reason == .noThreshold })
  }

  @Test("the models are compared at the specificity of the call; the score has there what it has at its threshold")
  func equalSpecificity() throws {
    let report = try EvaluationReport(patients.plan { $0.options.threshold = .score(patients.score[7]) })
    let (call, comparison) = (try #require(report.call), try #require(report.comparison))
    #expect(comparison.models.map(\.role) == [.clinical, .score, .combined])
    #expect(comparison.specificity == call.specificity.estimate)
    let own = try #require(comparison.models[1].sensitivity)
    #expect(abs(own.estimate - call.sensitivity.estimate) < 0.02 && own.estimate >= call.sensitivity.estimate - 1e-12)
    #expect(
      try #require(comparison.models[2].harrell?.estimate) > (try #require(comparison.models[0].harrell?.estimate)))
  }

  @Test(
    "a score against itself differs in nothing, and a coarse one is not favoured for the specificities that it lacks")
  func fairSpecificity() throws {
    func plan(_ clinical: [Double]) -> EvaluationPlan {
      patients.plan {
        $0.comparators = .fixed(clinical: clinical, combined: patients.score)
        $0.options.threshold = .score(0.3)
        $0.options.bootstrap = EvaluationOptions.Resampling(resamples: 20, seed: 5)
      }
    }
    let same = try #require(try EvaluationReport(plan(patients.score)).comparison)
    #expect(same.differences.filter { $0.first == .combined }.allSatisfy { $0.difference.estimate == 0 })
    let coarse = patients.score.map { $0 > 0 ? 1.0 : 0 }
    let two = try #require(try EvaluationReport(plan(coarse)).comparison?.models)
    let (blunt, sharp) = (try #require(two[0].sensitivity).estimate, try #require(two[1].sensitivity).estimate)
    #expect(blunt < sharp && blunt > 0)
  }

  @Test("a bundle calls high from its threshold on, a score strictly above it")
  func rules() throws {
    let probabilities = patients.probabilities
    let cut = probabilities.sorted()[300]
    func high(_ threshold: RiskThreshold) throws -> Int? {
      try EvaluationReport(
        patients.plan {
          $0.risks = .probabilities(probabilities)
          $0.options.threshold = threshold
        }
      ).call?.calledHigh
    }
    #expect(try high(.call(cut)) == probabilities.count { $0 >= cut })
    #expect(try high(.probability(cut)) == probabilities.count { $0 > cut })
  }

  @Test("a score that is turned round and a cohort with few events are warned of")
  func cautions() throws {
    let turned = try EvaluationReport(patients.plan { $0.score = patients.score.map { -$0 } })
    #expect(turned.warnings.contains(.reversed))
    let few = EvaluationPlan(
      times: (1...20).map { SurvivalTime(time: Double($0), event: $0 < 7) }, score: (1...20).map { Double($0 % 9) },
      risks: .none)
    #expect(try EvaluationReport(few).warnings.contains(.fewEvents(model: .score, events: 6, covariates: 1)))
  }

  @Test("the bootstrap gives every estimate limits that hold it, the same from the same seed")
  func bootstrap() throws {
    let plan = patients.plan {
      $0.options.threshold = .score(0.3)
      $0.options.bootstrap = EvaluationOptions.Resampling(resamples: 100, seed: 7)
    }
    let report = try EvaluationReport(plan)
    let estimates = [
      report.accuracy.harrell, report.accuracy.uno, report.accuracy.auc, report.accuracy.brier,
    ]
    let calls = [report.call?.sensitivity, report.call?.specificity, report.call?.ppv, report.call?.npv]
    for (estimate, method) in estimates.map({ ($0, Estimate.Method.bootstrap) }) + calls.map({ ($0, .wilson) }) {
      let one = try #require(estimate)
      #expect(one.method == method)
      #expect(try #require(one.lower) < one.estimate && one.estimate < (try #require(one.upper)))
    }
    let gain = try #require(
      report.comparison?.differences.first {
        $0.measure == .harrellC && $0.first == .combined && $0.second == .clinical
      })
    #expect(try #require(gain.difference.lower) > 0)
    #expect(try EvaluationReport(plan).comparison == report.comparison)
  }

  @Test("a model of noise seems to tell patients apart until its optimism is taken away")
  func optimism() throws {
    let few = SimulatedPatients(80)
    var random = SeededDraws(seed: 11)
    let noise = (0..<8).map { index in CoxCovariate("x\(index)", few.nodes.map { _ in random.normal() }) }
    var plan = EvaluationPlan(times: few.times, score: few.score, risks: .none, comparators: .refit(noise))
    plan.options.bootstrap = EvaluationOptions.Resampling(resamples: 100, seed: 1)
    let clinical = try #require(try EvaluationReport(plan).comparison?.models.first)
    let (apparent, corrected) = (try #require(clinical.harrell).estimate, try #require(clinical.corrected))
    #expect(apparent > 0.6 && corrected.estimate < apparent - 0.05 && abs(corrected.estimate - 0.5) < 0.1)
    let limits = (try #require(corrected.lower), try #require(corrected.upper))
    #expect(limits.0 < corrected.estimate && corrected.estimate < limits.1 && limits.1 < apparent)
  }

  @Test(
    "limits are of the models as they are: a fitted model has those of its predictors held against the same patients")
  func heldFixed() throws {
    let resampling = EvaluationOptions.Resampling(resamples: 50, seed: 9)
    let fitted = try #require(try EvaluationReport(patients.plan { $0.options.bootstrap = resampling }).comparison)
    let model = try CoxRegression.fit([CoxCovariate("nodes", patients.nodes)], times: patients.times)
    let held = patients.nodes.map { model.linearPredictor([$0]) }
    let fixed = try #require(
      try EvaluationReport(
        patients.plan {
          $0.comparators = .fixed(clinical: held, combined: held)
          $0.options.bootstrap = resampling
        }
      ).comparison)
    #expect(fitted.models[0].harrell == fixed.models[0].harrell && fixed.models[0].corrected == nil)
  }

  @Test("a horizon past the follow-up leaves out what needs it and keeps Harrell's c")
  func lateHorizon() throws {
    let report = try EvaluationReport(patients.plan { $0.options.horizon = 40 })
    #expect(report.accuracy.harrell != nil && report.accuracy.uno == nil && report.accuracy.auc == nil)
    let last = patients.times.map(\.time).max() ?? 0
    for part in [ReportPart.unoC, .auc] {
      #expect(
        report.omissions.contains {
          $0.part == part && $0.reason == .survival(.horizonPastFollowUp(horizon: 40, last: last))
        })
    }
    #expect(report.omissions.contains { $0.part == .calibration && $0.reason == .modelEnds(last: last) })
    #expect(report.curves[0].atHorizon == nil)
  }

  @Test("a score that orders all pairs has no limits by the jackknife, and no hazard ratio: separation is named")
  func perfect() throws {
    let times = (1...12).map { SurvivalTime(time: Double($0), event: true) }
    let report = try EvaluationReport(
      EvaluationPlan(times: times, score: (1...12).map { -Double($0) }, risks: .refit))
    #expect(report.accuracy.harrell?.estimate == 1 && report.accuracy.harrell?.lower == nil)
    #expect(report.hazardRatios.isEmpty && report.calibration == nil)
    #expect(
      report.omissions.contains { $0.part == .hazardRatio && $0.reason == .survival(.separation(column: "score")) })
  }

  @Test("few events a covariate are warned of, a constant column leaves its models out")
  func poor() throws {
    let few = SimulatedPatients(20)
    let columns = (0..<4).map { index in
      CoxCovariate("x\(index)", few.nodes.indices.map { Double(($0 * (index + 3)) % 7) })
    }
    let report = try EvaluationReport(
      EvaluationPlan(times: few.times, score: few.score, risks: .none, comparators: .refit(columns)))
    let events = few.times.count { $0.event }
    #expect(report.warnings.contains(.fewEvents(model: .clinical, events: events, covariates: 4)))
    let constant = CoxCovariate("grade", few.nodes.map { _ in 2 })
    let other = try EvaluationReport(
      EvaluationPlan(times: few.times, score: few.score, risks: .none, comparators: .refit([constant])))
    #expect(
      other.omissions.contains { $0.part == .clinicalModel && $0.reason == .survival(.constantColumn("grade")) })
    #expect(other.comparison?.models.map(\.role) == [.score])
  }

  @Test("patients without a clinical value are left out of the comparison only")
  func incomplete() throws {
    var nodes = patients.nodes
    for row in 0..<50 { nodes[row] = Double.nan }
    let report = try EvaluationReport(patients.plan { $0.comparators = .refit([CoxCovariate("nodes", nodes)]) })
    #expect(report.count == 600 && report.comparison?.count == 550)
    #expect(report.comparison?.missing == Array(0..<50))
  }

  @Test("a subgroup has its own c-index and hazard ratio, and the levels are held against each other")
  func subgroups() throws {
    let level = patients.nodes.map { $0.isNaN ? nil : $0 < 0 ? 0 : 1 }
    let variable = SubgroupVariable(name: "nodes", levels: ["0", ">=1"], level: level)
    let single = SubgroupVariable(name: "site", levels: ["A"], level: level.map { _ in 0 })
    let report = try EvaluationReport(patients.plan { $0.subgroups = [variable, single] })
    let subgroup = try #require(report.subgroups.first)
    #expect(subgroup.levels.map(\.count).reduce(0, +) == 600 && subgroup.interaction?.degreesOfFreedom == 1)
    #expect(subgroup.levels.allSatisfy { ($0.hazardRatio?.estimate ?? 0) > 1 && ($0.harrell?.estimate ?? 0) > 0.5 })
    #expect(report.omissions.contains { $0.subject == "site" && $0.reason == .levels(found: 1) })
  }

  @Test("a level in which nobody low has the event has no hazard ratio, for a reason that a reader understands")
  func infinite() throws {
    let level = patients.score.map { $0 > 0.3 ? 1 : 0 }
    let report = try EvaluationReport(
      patients.plan {
        $0.score = zip(patients.times, patients.score).map { $0.event ? max($1, 0.4) : $1 }
        $0.options.threshold = .score(0.3)
        $0.subgroups = [SubgroupVariable(name: "site", levels: ["A", "B"], level: level)]
      })
    #expect(report.omissions.contains { $0.subject == "site A, hazard ratio" && $0.reason == .infinite })
    #expect(report.subgroups.first?.isOfCall == true)
  }
}
