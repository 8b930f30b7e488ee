import Foundation
import Testing

@Suite("coverslip evaluate")
struct EvaluateCommandTests {
  private func evaluate(_ table: String, _ more: [String]) throws -> Program.Result {
    let scratch = try Scratch()
    try table.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    return try Program.run(arguments: ["evaluate", "--table", scratch["t.csv"]] + more)
  }

  /// GBSG with the linear predictor of R's model beside it.
  private func gbsg() throws -> String {
    let cohort = try String(contentsOfFile: Reference.path("cohorts/gbsg.csv"), encoding: .utf8)
    let predictor = try String(contentsOfFile: Reference.path("cohorts/gbsg_linear_predictor.csv"), encoding: .utf8)
    let rows = zip(cohort.split(separator: "\n"), predictor.split(separator: "\n"))
    return rows.map { "\($0.0),\($0.1.split(separator: ",")[1])" }.joined(separator: "\n") + "\n"
  }

  private func step(_ curve: [String: Any], _ time: Double) throws -> Int {
    try #require(curve.list("time").compactMap { $0 as? Double }.lastIndex { $0 <= time })
  }

  @Test(
    "the linear predictor on GBSG has R's curves, log-rank test and hazard ratio, scikit-survival's accuracy",
    .enabled(if: hasReference, referenceIsAbsent))
  func reference() throws {
    let r = try referenceJSON("r_survival.json")
    let scikit = try referenceJSON("scikit_survival.json").object("gbsg_validation")
    let table = try gbsg()
    let cut = r.number("groups", "median_lp")
    let found = try evaluate(
      table,
      [
        "--score", "lp", "--threshold", String(format: "%.15g", cut), "--limits", "log-log", "--censoring", "at",
        "--json",
      ]
    ).json
    #expect(found["n"] as? Int == 686 && found["events"] as? Int == 299)
    let harrell = scikit.list("harrell").compactMap { $0 as? Double }
    #expect(abs(found.number("harrellC", "estimate") - harrell[0]) < 1e-12)
    #expect(found.number("harrellC", "concordant") == harrell[1])
    #expect(found.number("harrellC", "tiedScore") == harrell[3])
    #expect(isNear(found.number("unoC", "estimate"), scikit.number("uno_c_tau5"), relative: 1e-4))
    let areas = scikit.list("cumulative_dynamic_auc", "auc").compactMap { $0 as? Double }
    for (index, entry) in found.list("aucOverTime").enumerated() {
      let area = try #require(entry as? [String: Any])
      #expect(isNear(area.number("estimate"), areas[index], relative: 1e-4))
    }
    #expect(found.list("aucOverTime").count == 5)
    #expect(
      isNear(
        found.number("sensitivity", "estimate"), scikit.number("threshold", "cumulative_sensitivity_ipcw"),
        relative: 1e-4))
    #expect(
      isNear(found.number("specificity", "estimate"), scikit.number("threshold", "dynamic_specificity"), relative: 1e-4)
    )
    #expect(isNear(found.number("logRank", "chiSquared"), r.number("groups", "logrank_chi2"), relative: 1e-6))
    let ratios = r.list("groups", "hazard_ratio").compactMap { $0 as? Double }
    let high = try #require(
      found.list("hazardRatios").compactMap { $0 as? [String: Any] }.first {
        $0["model"] as? String == "high-against-low"
      })
    let effect = try #require(high.list("coefficients").first as? [String: Any])
    for (key, expected) in zip(["hazardRatio", "lower", "upper"], ratios) {
      #expect(isNear(effect.number(key), expected, relative: 1e-6))
    }
    #expect(isNear(effect.number("p"), r.number("groups", "wald_p"), relative: 1e-4))
    let groups = found.list("kaplanMeier", "groups").compactMap { $0 as? [String: Any] }
    let survival = r.list("groups", "km_surv").compactMap { $0 as? Double }
    let lower = r.list("groups", "km_lower").compactMap { $0 as? Double }
    for (index, time) in [1.0, 3, 5, 1, 3, 5].enumerated() {
      let group = groups[index / 3]
      let step = try step(group, time)
      #expect(isNear(group.list("estimate")[step] as? Double ?? .nan, survival[index], relative: 1e-6))
      #expect(isNear(group.list("lower")[step] as? Double ?? .nan, lower[index], relative: 1e-4))
    }
  }

  @Test(
    "GBSG's curve has R's limits of all three kinds", .enabled(if: hasReference, referenceIsAbsent),
    arguments: ["plain", "log", "log-log"])
  func limits(kind: String) throws {
    let curve = try evaluate(try gbsg(), ["--score", "lp", "--limits", kind, "--json"]).json.object("kaplanMeier")
    let expected = try referenceJSON("r_survival.json").object("kaplan_meier_gbsg", kind)
    for (key, ours) in [("surv", "estimate"), ("std_err", "standardError"), ("lower", "lower"), ("upper", "upper")] {
      let values = expected.list(key).compactMap { $0 as? Double }
      for (index, time) in [1.0, 2, 3, 4, 5].enumerated() {
        let step = try step(curve, time)
        #expect(isNear(curve.list(ours)[step] as? Double ?? .nan, values[index], relative: 1e-4), "\(key) \(time)")
      }
    }
  }

  @Test(
    "a model of Rotterdam on GBSG has R's c-index, scikit-survival's Brier scores and a calibration slope",
    .enabled(if: hasReference, referenceIsAbsent))
  func external() throws {
    let scratch = try Scratch()
    let fit = try Program.run(
      "fit", "--table", Reference.path("cohorts/rotterdam.csv"), "--covariates", breastCovariates, "--out",
      scratch["fit.json"])
    #expect(fit.status == 0, "\(fit.error)")
    let found = try Program.run(
      "evaluate", "--table", Reference.path("cohorts/gbsg.csv"), "--model", scratch["fit.json"], "--censoring", "at",
      "--json"
    ).json
    let r = try referenceJSON("r_survival.json")
    let scikit = try referenceJSON("scikit_survival.json").object("gbsg_validation")
    #expect(isNear(found.number("harrellC", "estimate"), r.number("cox", "efron", "harrell_c_gbsg"), relative: 1e-6))
    let scores = scikit.list("brier", "score").compactMap { $0 as? Double }
    for (index, entry) in found.list("brierOverTime").enumerated() {
      let score = try #require(entry as? [String: Any])
      #expect(isNear(score.number("estimate"), scores[index], relative: 1e-4))
    }
    #expect(isNear(found.number("integratedBrier"), scikit.number("integrated_brier_1_to_5"), relative: 1e-4))
    // scikit-survival's baseline is Breslow's under Efron's coefficients, ours is Efron's as R's.
    let free = scikit.list("mean_predicted_event_free_at", "mean").compactMap { $0 as? Double }
    #expect(isNear(1 - found.number("calibration", "observedToExpected", "expected"), free[4], relative: 2e-4))
    let slope = found.object("calibration", "slope")
    #expect(slope.number("lower") < slope.number("estimate") && slope.number("estimate") < slope.number("upper"))
    #expect(found.list("warnings").contains { ($0 as? String)?.contains("--training") == true })
  }

  @Test(
    "Uno's c of GBSG weighted before each event is R's", .enabled(if: hasReference, referenceIsAbsent))
  func uno() throws {
    let found = try evaluate(try gbsg(), ["--score", "lp", "--json"]).json
    let expected = try referenceJSON("r_survival.json").number("uno_c_gbsg_tau5_rsurvival")
    #expect(isNear(found.number("unoC", "estimate"), expected, relative: 1e-6))
  }

  @Test(
    "the c-index of each fold of the TCGA-BRCA risks is the authors' to 1e-12",
    .enabled(if: hasReference, referenceIsAbsent),
    arguments: [
      (0, 0.6044238683127572), (1, 0.5070422535211268), (2, 0.5141700404858299), (3, 0.6364503816793893),
      (4, 0.5597302504816956),
    ])
  func tcga(fold: Int, expected: Double) throws {
    let text = try String(contentsOfFile: Reference.path("cohorts/tcga_brca_oof_risks.csv"), encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline)
    let table = ([rows[0]] + rows.dropFirst().filter { $0.hasPrefix("\(fold),") }).joined(separator: "\n")
    let result = try evaluate(
      table,
      [
        "--time", "survival_months", "--event", "censorship", "--event-value", "0", "--score", "risk", "--patient",
        "case_id", "--horizon", "60", "--json",
      ])
    #expect(abs(result.json.number("harrellC", "estimate") - expected) < 1e-12, "\(result.error)")
  }

  @Test("the leukaemia arms have R's curve, log-rank test and the c-index of their pairs")
  func leukaemiaScore() throws {
    let found = try evaluate(
      leukaemia, ["--score", "x", "--threshold", "0.5", "--horizon", "18", "--limits", "log", "--json"]
    ).json
    #expect(isNear(found.number("logRank", "chiSquared"), 3.396388699, relative: 1e-9))
    #expect(isNear(found.number("logRank", "p"), 0.06533932, relative: 1e-6))
    let atHorizon = found.object("kaplanMeier", "atHorizon")
    #expect(isNear(atHorizon.number("estimate"), 0.6459627329, relative: 1e-9))
    #expect(isNear(atHorizon.number("lower"), 0.4752577247, relative: 1e-9))
    #expect(isNear(atHorizon.number("upper"), 0.8779822623, relative: 1e-9))
    #expect(found.object("sensitivity").keys.contains("estimate") && found["threshold"] != nil)
  }

  @Test("a table for a reader names the probabilities, what was left out, and the use")
  func text() throws {
    let result = try evaluate(leukaemia, ["--score", "x", "--horizon", "18", "--bootstrap", "50", "--seed", "3"])
    #expect(result.status == 0, "\(result.error)")
    for words in [
      "Patients: 23", "Harrell's c", "a Cox model of the score fitted to these patients", "no threshold was named",
      "no clinical variables were named", "esearch use only",
    ] {
      #expect(result.output.contains(words), "\(words)\n\(result.output)")
    }
  }

  @Test("the same seed gives the same bytes, another seed others")
  func seed() throws {
    let table = try Scratch()
    try leukaemia.write(toFile: table["t.csv"], atomically: true, encoding: .utf8)
    func bytes(_ seed: String) throws -> Data {
      try Program.run(
        "evaluate", "--table", table["t.csv"], "--score", "x", "--horizon", "18", "--bootstrap", "50", "--seed", seed,
        "--json"
      ).bytes
    }
    #expect(try bytes("3") == bytes("3"))
    #expect(try bytes("3") != bytes("4"))
  }

  @Test("a horizon past the follow-up leaves out what needs it, with the reason, and keeps the rest")
  func lateHorizon() throws {
    let found = try evaluate(leukaemia, ["--score", "x", "--horizon", "200", "--json"]).json
    #expect(found["auc"] is NSNull && found["brier"] is NSNull && !found.object("harrellC").isEmpty)
    let reasons = found.list("leftOut").compactMap { ($0 as? [String: Any])?["reason"] as? String }
    #expect(reasons.contains { $0.contains("past the follow-up, which ends at 161") }, "\(reasons)")
  }

  @Test("a patient of the training table is refused with her line")
  func bothCohorts() throws {
    let scratch = try Scratch()
    try leukaemia.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    try "patient\n99\n7\n".write(toFile: scratch["training.csv"], atomically: true, encoding: .utf8)
    #expect(
      try Program.run("fit", "--table", scratch["t.csv"], "--covariates", "x", "--out", scratch["fit.json"]).status == 0
    )
    let result = try Program.run(
      "evaluate", "--table", scratch["t.csv"], "--model", scratch["fit.json"], "--training", scratch["training.csv"],
      "--horizon", "18")
    #expect(result.status == 65 && result.error.contains("line 8"), "\(result.error)")
  }

  @Test("a unit is said only where it was told, in text and report, and the horizon is five years of it")
  func units() throws {
    let scratch = try Scratch()
    let cohort = (0..<80).map { index in
      "P\(index),\(1 + (index * 37) % 140),\(index % 3 == 0 ? 1 : 0),\(Double((index * 29) % 80) / 10)"
    }
    let table = "patient,time,event,x\n" + cohort.joined(separator: "\n") + "\n"
    let told = try evaluate(table, ["--score", "x", "--time-unit", "months", "--report", scratch["months"]])
    #expect(told.status == 0 && told.output.contains("Uno's c to 60 months"), "\(told.error)\(told.output)")
    let untold = try evaluate(table, ["--score", "x", "--horizon", "60", "--report", scratch["none"]])
    #expect(untold.output.contains("Uno's c to 60 "), "\(untold.output)")
    for folder in ["months", "none"] {
      let html = try String(contentsOfFile: scratch["\(folder)/report.html"], encoding: .utf8)
      #expect(!html.contains("60 years") && html.contains("60 months") == (folder == "months"), "\(folder)")
    }
  }

  @Test("patients without a clinical value are counted in the flow of the report, with their lines")
  func clinicalFlow() throws {
    let scratch = try Scratch()
    let cohort = (0..<60).map { index in
      "\(1 + (index * 37) % 59),\(index % 2),\((index * 29) % 60),\(index == 4 ? "" : String((index * 7) % 11))"
    }
    let table = "time,event,x,age\n" + cohort.joined(separator: "\n") + "\n"
    let result = try evaluate(
      table, ["--score", "x", "--clinical", "age", "--horizon", "20", "--report", scratch["r"]])
    #expect(result.output.contains("without a clinical value: 1"), "\(result.output)\(result.error)")
    let html = try String(contentsOfFile: scratch["r/report.html"], encoding: .utf8)
    #expect(html.contains("Lack a clinical value, not compared") && html.contains("line 6"))
  }

  @Test("a file that is no fit is said to be none")
  func notAFit() throws {
    let scratch = try Scratch()
    try leukaemia.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    try "{\"covariates\": \"x\"}".write(toFile: scratch["fit.json"], atomically: true, encoding: .utf8)
    let result = try Program.run("evaluate", "--table", scratch["t.csv"], "--model", scratch["fit.json"])
    #expect(result.status == 65 && result.error.contains("coverslip fit --json"), "\(result.error)")
    let absent = try Program.run("evaluate", "--table", scratch["t.csv"], "--model", scratch["none.json"])
    #expect(absent.status == 66, "\(absent.error)")
  }

  @Test(
    "what was not named is asked for in one sentence",
    arguments: [
      (["--score", "y"], "no column \"y\" for the score"), ([], "Name one of --score"),
      (["--score", "x", "--threshold", "1", "--risk-threshold", "0.1"], "Name one of --threshold"),
      (["--score", "x", "--horizon", "-1"], "--horizon takes a time above zero"),
      (["--score", "x", "--threshold", "nan"], "--threshold takes a number"),
      (["--score", "x", "--json", "--screen"], "Name one of --json and --screen"),
      (["--score", "x", "--bundle", "b"], "--bundle wants --cohort"),
    ])
  func usage(arguments: [String], words: String) throws {
    let result = try evaluate(leukaemia, arguments)
    #expect(result.status == 64 && result.error.contains(words), "\(result.status) \(result.error)")
  }
}
