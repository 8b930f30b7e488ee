import Foundation
import Testing

/// Acute myelogenous leukaemia, weeks to relapse, maintained or not (Miller, Survival Analysis, 1981): the R data set
/// aml.
let leukaemia = """
  patient,time,event,arm,x
  1,9,1,Maintained,0
  2,13,1,Maintained,0
  3,13,0,Maintained,0
  4,18,1,Maintained,0
  5,23,1,Maintained,0
  6,28,0,Maintained,0
  7,31,1,Maintained,0
  8,34,1,Maintained,0
  9,45,0,Maintained,0
  10,48,1,Maintained,0
  11,161,0,Maintained,0
  12,5,1,Nonmaintained,1
  13,5,1,Nonmaintained,1
  14,8,1,Nonmaintained,1
  15,8,1,Nonmaintained,1
  16,12,1,Nonmaintained,1
  17,16,0,Nonmaintained,1
  18,23,1,Nonmaintained,1
  19,27,1,Nonmaintained,1
  20,30,1,Nonmaintained,1
  21,33,1,Nonmaintained,1
  22,43,1,Nonmaintained,1
  23,45,1,Nonmaintained,1

  """

/// Numbers inside of JSON, by keys.
extension [String: Any] {
  func number(_ path: String...) -> Double { at(path) as? Double ?? .nan }
  func list(_ path: String...) -> [Any] { at(path) as? [Any] ?? [] }
  func object(_ path: String...) -> [String: Any] { at(path) as? [String: Any] ?? [:] }

  private func at(_ path: [String]) -> Any? {
    path.reduce(self as Any?) { value, key in (value as? [String: Any])?[key] }
  }
}

func isNear(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  abs(value - expected) <= relative * abs(expected)
}

/// What R computes of the reference cohorts.
func referenceJSON(_ name: String) throws -> [String: Any] {
  let data = try Data(contentsOf: URL(fileURLWithPath: Reference.path("survival/\(name)")))
  return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
}

let hasReference = Reference.folder != nil
let referenceIsAbsent: Comment = "the reference cohorts are not on this machine"
/// The covariates of the reference's Cox model, and the names that it gives them.
let breastCovariates = "age/10, size_class==2, size_class==3, grade3, exp(-0.12*nodes), hormone"
let breastNames = ["age10", "size2", "size3", "grade3", "nodes_t", "hormone"]

@Suite("coverslip fit")
struct FitCommandTests {
  private func fit(_ table: String, _ more: String...) throws -> Program.Result {
    let scratch = try Scratch()
    try table.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    return try Program.run(
      arguments: ["fit", "--table", scratch["t.csv"], "--time", "time", "--event", "event"] + more)
  }

  @Test("the leukaemia data give R's coefficient, likelihoods and log-rank, with either rule for ties")
  func leukaemiaFit() throws {
    let efron = try fit(leukaemia, "--covariates", "x", "--json").json
    let coefficient = try #require(efron.list("coefficients").first as? [String: Any])
    #expect(coefficient["name"] as? String == "x")
    #expect(isNear(coefficient.number("coef"), 0.915532575, relative: 1e-8))
    #expect(isNear(coefficient.number("se"), 0.5119342752, relative: 1e-8))
    #expect(isNear(coefficient.number("hazardRatio"), exp(0.915532575), relative: 1e-8))
    #expect(isNear(efron.number("logLikelihoodNull"), -42.72483926, relative: 1e-9))
    #expect(isNear(efron.number("logLikelihood"), -41.0326156, relative: 1e-8))
    #expect(isNear(efron.number("likelihoodRatio"), 2 * (42.72483926 - 41.0326156), relative: 1e-6))
    let breslow = try fit(leukaemia, "--covariates", "arm==\"Nonmaintained\"", "--ties", "breslow", "--json").json
    let other = try #require(breslow.list("coefficients").first as? [String: Any])
    #expect(isNear(other.number("coef"), 0.9042197237, relative: 1e-8))
    #expect(isNear(other.number("se"), 0.5122479073, relative: 1e-8))
  }

  @Test("without --json it is a table that says what it is for")
  func table() throws {
    let result = try fit(leukaemia, "--covariates", "x")
    #expect(result.status == 0, "\(result.error)")
    for words in ["23 patients, 18 events", "0.9155", "2.498", "likelihood ratio", "esearch use only"] {
      #expect(result.output.contains(words), "\(words)\n\(result.output)")
    }
  }

  @Test(
    "Rotterdam gives R's model: coefficients and likelihoods to 1e-6, tests, hazard and c-index to 1e-4",
    .enabled(if: hasReference, referenceIsAbsent), arguments: ["efron", "breslow"])
  func rotterdam(ties: String) throws {
    let fit = try Program.run(
      "fit", "--table", Reference.path("cohorts/rotterdam.csv"), "--time", "time", "--event", "event", "--covariates",
      breastCovariates, "--ties", ties, "--json"
    ).json
    let expected = try referenceJSON("r_survival.json").object("cox", ties)
    for (index, name) in breastNames.enumerated() {
      let coefficient = try #require(fit.list("coefficients")[index] as? [String: Any])
      #expect(isNear(coefficient.number("coef"), expected.number("coef", name), relative: 1e-6), "\(name)")
      #expect(isNear(coefficient.number("se"), expected.number("se", name), relative: 1e-6), "\(name)")
    }
    #expect(isNear(fit.number("logLikelihoodNull"), expected.number("loglik_null"), relative: 1e-6))
    #expect(isNear(fit.number("logLikelihood"), expected.number("loglik"), relative: 1e-6))
    #expect(isNear(fit.number("score"), expected.number("score_test"), relative: 1e-4))
    #expect(isNear(fit.number("wald"), expected.number("wald_test"), relative: 1e-4))
    #expect(isNear(fit.number("concordance"), expected.number("harrell_c_train"), relative: 1e-4))
    #expect(
      isNear(
        fit.number("proportionalHazards", "global", "p"), expected.number("ph_test_global_p"), relative: 1e-4))
    let times = fit.list("cumulativeBaselineHazard", "time").compactMap { $0 as? Double }
    let hazards = fit.list("cumulativeBaselineHazard", "hazard").compactMap { $0 as? Double }
    let at = try #require(times.lastIndex { $0 <= 5 })
    #expect(isNear(hazards[at], expected.number("cumhaz_5y_uncentred"), relative: 1e-4))
  }

  @Test(
    "what a table cannot carry is one sentence with the lines or the column, and exit 65 or 64",
    arguments: [
      ("x", "1,0,1,Maintained,0", "line 25", 65), ("x", "1,-3,1,Maintained,0", "zero or less", 65),
      ("x", "24,5,2,Maintained,0", "not two-valued", 65), ("x", "7,5,1,Maintained,0", "line 8 already", 65),
      ("x", "24,5,1,Maintained", "4 cells", 65), ("x", "24,five,1,Maintained,0", "not a number", 65),
      ("x*0", "", "same value", 65), ("x, 2*x", "", "says nothing", 65), ("age", "", "no column \"age\"", 64),
      ("arm", "", "holds words", 64), ("log(x)", "", "infinite or no number", 64), ("x,,x", "", "empty term", 64),
      ("time<20", "", "perfect separation", 65),
    ])
  func badInput(covariates: String, row: String, words: String, status: Int32) throws {
    let result = try fit(leukaemia + row + "\n", "--covariates", covariates)
    #expect(result.status == status, "\(result.error)\(result.output)")
    #expect(result.error.contains(words) && result.output.isEmpty, "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
  }

  @Test("nobody with the event is said to be all censored, and points at the coding")
  func allCensored() throws {
    let result = try fit(
      "time,event,x\n1,0,1\n2,0,2\n3,0,4\n", "--covariates", "x")
    #expect(result.status == 65 && result.error.contains("all 3 patients are censored"), "\(result.error)")
    #expect(result.error.contains("--event-value"))
  }

  @Test("rows that lack a value are counted with their lines, and few events a covariate are warned of")
  func leftOut() throws {
    let result = try fit(leukaemia + "24,50,1,Maintained,NA\n25,,1,Maintained,0\n", "--covariates", "x, x*time")
    let flow = try fit(leukaemia + "24,50,1,Maintained,NA\n25,,1,Maintained,0\n", "--covariates", "x", "--json").json
      .object("flow")
    #expect(flow["rowsRead"] as? Int == 25 && flow["rowsKept"] as? Int == 23)
    let lines = flow.list("leftOut").compactMap { ($0 as? [String: Any])?["lines"] as? [Int] }
    #expect(lines == [[26], [25]])
    #expect(result.output.contains("fewer than ten events a covariate"), "\(result.output)\(result.error)")
  }

  @Test("--out writes the model whole or not at all")
  func out() throws {
    let scratch = try Scratch()
    try leukaemia.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    let result = try Program.run("fit", "--table", scratch["t.csv"], "--covariates", "x", "--out", scratch["fit.json"])
    #expect(result.status == 0, "\(result.error)")
    let saved = try #require(FileManager.default.contents(atPath: scratch["fit.json"]))
    let fit = try #require(try JSONSerialization.jsonObject(with: saved) as? [String: Any])
    #expect(fit["covariates"] as? String == "x")
    let over = try Program.run("fit", "--table", scratch["t.csv"], "--covariates", "x", "--out", scratch["t.csv"])
    #expect(over.status == 64 && over.error.contains("would replace the table"), "\(over.error)")
    #expect(try String(contentsOfFile: scratch["t.csv"], encoding: .utf8) == leukaemia)
    let nowhere = try Program.run(
      "fit", "--table", scratch["t.csv"], "--covariates", "x", "--out", scratch["no/fit.json"])
    #expect(nowhere.status == 73, "\(nowhere.error)")
  }
}
