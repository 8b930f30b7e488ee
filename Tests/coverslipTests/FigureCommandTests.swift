import Foundation
import Testing

/// Figures that say how much is known, and bundles that are not judged on their own training.
@Suite("Figures from the command line")
struct FigureCommandTests {
  /// A bundle on sixty patients, and their cohort.
  private func trained() throws -> TrainCommandTests.Cohort {
    let cohort = try TrainCommandTests.Cohort()
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    return cohort
  }

  private func evaluate(_ cohort: TrainCommandTests.Cohort, on table: String, _ more: [String] = []) throws
    -> Program.Result
  {
    try Program.run(
      arguments: ["evaluate", "--bundle", cohort.scratch["bundle"], "--cohort", table, "--json"] + more)
  }

  @Test("a bundle is not evaluated on its own training: the table is refused, and its patients are under other names")
  func ownTraining() throws {
    let cohort = try trained()
    let own = try evaluate(cohort, on: cohort.scratch["cohort.csv"])
    #expect(own.status == 65 && own.error.contains("this is the table that the bundle was trained on"), "\(own.error)")
    // Three of them again, renamed, among others.
    var rows = Array(cohort.rows[10..<40])
    for index in rows.indices {
      rows[index][0] = "q\(index)"
      rows[index][1] = "q\(index).svs"
      if index > 2 { rows[index][2] = "\(2 + Double(index) / 7)" }
    }
    let other = cohort.scratch["other"]
    try FileManager.default.createDirectory(atPath: other + "/features", withIntermediateDirectories: true)
    for index in rows.indices {
      try FileManager.default.copyItem(
        atPath: cohort.scratch["features/p\(index + 11).safetensors"],
        toPath: other + "/features/q\(index).safetensors")
    }
    let text = ([TrainCommandTests.Cohort.header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n")
    try text.write(toFile: other + "/cohort.csv", atomically: true, encoding: .utf8)
    let renamed = try evaluate(cohort, on: other)
    #expect(renamed.status == 65, "\(renamed.error)")
    #expect(
      renamed.error.contains(
        "3 patients have the features and the outcome of a patient whom the bundle was trained on"),
      "\(renamed.error)")
    #expect(renamed.error.contains("lines 2, 3 and 4"), "\(renamed.error)")
  }

  @Test("on others it says what was compared and what was not, and whether the named table is that of the training")
  func others() throws {
    let cohort = try trained()
    let other = try cohort.writeOther(cohort.rows.map { ["x" + $0[0]] + $0.dropFirst() })
    for index in 1...60 {
      try FileManager.default.moveItem(
        atPath: other + "/features/p\(index).safetensors", toPath: other + "/features/xp\(index).safetensors")
    }
    let found = try evaluate(cohort, on: other, ["--report", cohort.scratch["report"]])
    #expect(found.status == 0, "\(found.error)")
    let compared = found.json.object("evaluated", "comparedWithTraining")
    #expect(compared["featuresAndOutcomesOf"] as? Int == 60 && compared["namesIn"] is NSNull)
    let html = try String(contentsOfFile: cohort.scratch["report/report.html"], encoding: .utf8)
    #expect(html.contains("features and the outcome of one of the 60 patients of the training"))
    #expect(html.contains("Names were not compared"))
    #expect(!html.contains("None of the patients of its training is among these"))
    let training = cohort.scratch["cohort.csv"]
    let named = try evaluate(cohort, on: other, ["--training", training])
    #expect(named.json.object("evaluated", "comparedWithTraining")["namesInTrainingTable"] as? Bool == true)
    try (cohort.table + "\n").write(toFile: cohort.scratch["saved.csv"], atomically: true, encoding: .utf8)
    let saved = try evaluate(cohort, on: other, ["--training", cohort.scratch["saved.csv"]])
    #expect(saved.json.object("evaluated", "comparedWithTraining")["namesInTrainingTable"] as? Bool == false)
  }

  @Test("the card of a model that tells nobody apart says so, and so do train and model show")
  func worthless() throws {
    var cohort = try TrainCommandTests.Cohort()
    // An outcome that follows neither the features nor the clinical variables.
    for index in cohort.rows.indices {
      cohort.rows[index][2] = "\(1 + Double((index * 53 + 11) % 97) / 10)"
      cohort.rows[index][3] = (index * 29 + index / 7) % 5 < 2 ? "1" : "0"
    }
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("warning: c-index, gain of the slide over the clinical variables"), "\(result.error)")
    let card = try String(contentsOfFile: cohort.scratch["bundle/model.toml"], encoding: .utf8)
    #expect(card.contains("cautions = [\"") && card.contains("code = \"share.out-of-distribution\""))
    let shown = try Program.run("model", "show", cohort.scratch["bundle"])
    #expect(shown.output.contains("warning      c-index, gain of the slide over the clinical variables"))
  }

  @Test(
    "20 of 20 found is 0.839 to 1 and not 1 to 1, and a single event has no limits",
    .enabled(if: hasReference, "the reference cohorts are not on this machine"))
  func fieldCases() throws {
    let perfect = try Program.run(
      "evaluate", "--table", Reference.path("field-cases/cohorts/perfect_sensitivity.csv"), "--score", "risk",
      "--horizon", "5", "--threshold", "0.25", "--json")
    #expect(perfect.json.number("sensitivity", "estimate") == 1)
    #expect(abs(perfect.json.number("sensitivity", "lower") - 0.8388748) < 1e-6, "\(perfect.output)")
    #expect(perfect.json.number("sensitivity", "upper") == 1)
    #expect(abs(perfect.json.number("npv", "lower") - 0.9143324) < 1e-6)
    let single = try Program.run(
      "evaluate", "--table", Reference.path("field-cases/cohorts/single_event.csv"), "--score", "score", "--horizon",
      "24", "--no-probability", "--threshold", "0.5", "--bootstrap", "50", "--json")
    #expect(single.status == 0, "\(single.error)")
    for name in ["sensitivity", "specificity", "ppv", "npv", "auc", "harrellC", "unoC"] {
      #expect(single.json.object(name)["lower"] as? Double == nil, "\(name)")
    }
    let warnings = single.json.list("warnings").compactMap { $0 as? String }
    #expect(warnings.contains { $0.hasPrefix("a single event by the horizon") })
  }

  @Test(
    "times that differ by rounding alone are tied as R ties them, unless they are not to be",
    .enabled(if: hasReference, "the reference cohorts are not on this machine"))
  func timefix() throws {
    let table = Reference.path("field-cases/cohorts/timefix.csv")
    let fit = try Program.run("fit", "--table", table, "--covariates", "score", "--json")
    let coefficient = (fit.json.list("coefficients").first as? [String: Any])?["coef"] as? Double
    #expect(abs((coefficient ?? 0) - 0.8773934377) < 1e-9, "\(fit.output)")
    let apart = try Program.run("fit", "--table", table, "--covariates", "score", "--no-timefix", "--json")
    let other = (apart.json.list("coefficients").first as? [String: Any])?["coef"] as? Double
    #expect(abs((other ?? 0) - 0.8768449068) < 1e-9)
  }

  /// Sixty patients, censored early, a few followed long.
  private func table(_ scratch: Scratch) throws -> String {
    let rows = (0..<60).map { index in
      let time = index < 57 ? 0.5 + Double(index * 37 % 57) / 20 : Double(6 + index - 57)
      return "\(time),\(index % 19 == 0 ? 1 : 0),\(Double(index * 13 % 17) / 17),\(index * 7 % 11)"
    }
    let text = (["time,event,risk,Tumour size (mm)"] + rows).joined(separator: "\n")
    try text.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    return scratch["t.csv"]
  }

  @Test("weights that make one patient stand for many are said, and a horizon that nobody passed; both propose a time")
  func weights() throws {
    let scratch = try Scratch()
    let table = try table(scratch)
    func warnings(_ horizon: String) throws -> [String] {
      let result = try Program.run(
        "evaluate", "--table", table, "--score", "risk", "--horizon", horizon, "--json")
      #expect(result.status == 0, "\(result.error)")
      return result.json.list("warnings").compactMap { $0 as? String }
    }
    #expect(
      try warnings("5").contains { $0.contains("one patient stands for") && $0.contains("the last usable time is") })
    #expect(try warnings("8").contains { $0.hasPrefix("nobody was followed past the horizon of 8") })
    #expect(try !warnings("2").contains { $0.contains("usable time") })
  }

  @Test("a name with blanks is told to stand in back-quotes, and does")
  func blanks() throws {
    let scratch = try Scratch()
    let table = try table(scratch)
    let plain = try Program.run("fit", "--table", table, "--covariates", "Tumour size (mm)")
    #expect(plain.status != 0 && plain.error.contains("in back-quotes: --covariates '`"), "\(plain.error)")
    let quoted = try Program.run("fit", "--table", table, "--covariates", "`Tumour size (mm)`")
    #expect(quoted.status == 0, "\(quoted.error)")
  }
}
