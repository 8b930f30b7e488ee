import FeatureFiles
import Foundation
import Testing

/// The field's tables with their right values: `field-cases/README.md` of the reference folder.
@Suite("Cohorts of the field", .enabled(if: hasReference, referenceIsAbsent))
struct FieldCohortTests {
  private static func path(_ name: String) -> String { Reference.path("field-cases/cohorts/" + name) }

  private static let quick = [
    "--folds", "3", "--inner-folds", "2", "--networks", "1", "--components", "4", "--aggregator", "mean", "--epochs",
    "30", "--seed", "2",
  ]

  private func train(_ cohort: String, _ options: String..., into scratch: Scratch) throws -> Program.Result {
    try Program.run(
      arguments: ["train", "--cohort", Self.path(cohort), "--out", scratch["bundle"]] + Self.quick + options)
  }

  private func isOneSentence(_ result: Program.Result) -> Bool { result.error.split(separator: "\n").count == 1 }

  private func card(_ scratch: Scratch) throws -> String {
    try String(contentsOfFile: scratch["bundle/model.toml"], encoding: .utf8)
  }

  @Test("slides named like another numbering of their patients are read by their own names")
  func slidesNamedAfterPatients() throws {
    let scratch = try Scratch()
    let cohort = "cohort_slides_named_patient_2_and_3"
    let result = try train(cohort, into: scratch)
    #expect(result.status == 0, "\(result.error)")
    // The same table beside the wanted files alone: what is read cannot be anything else.
    let alone = try Scratch()
    let files = FileManager.default
    try files.createDirectory(atPath: alone["features"], withIntermediateDirectories: true)
    try files.copyItem(atPath: Self.path(cohort + "/cohort.csv"), toPath: alone["cohort.csv"])
    for name in try files.contentsOfDirectory(atPath: Self.path(cohort + "/features"))
    where !name.hasSuffix("-1.safetensors") {
      try files.copyItem(atPath: Self.path(cohort + "/features/" + name), toPath: alone["features/" + name])
    }
    let other = try Program.run(
      arguments: ["train", "--cohort", alone.path, "--out", alone["bundle"]] + Self.quick)
    #expect(other.status == 0, "\(other.error)")
    #expect(try card(scratch) == card(alone))
    let own = try Program.run("evaluate", "--bundle", scratch["bundle"], "--cohort", alone.path, "--json")
    #expect(own.status == 65 && own.error.contains("the bundle was trained on"), "\(own.error)")
  }

  @Test("a patient with one empty slide is trained with the other, and it is said")
  func emptySlide() throws {
    let scratch = try Scratch()
    let result = try train("cohort_one_slide_without_tiles", into: scratch)
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.error.contains("slides without tiles are left out") && result.error.contains("P05"), "\(result.error)")
    #expect(try card(scratch).contains("patients = 40\n"))
  }

  @Test(
    "a follow-up of 144 years is asked about; told as months it is trained on", arguments: ["cohort_times_in_months"])
  func months(cohort: String) throws {
    let scratch = try Scratch()
    let asked = try train(cohort, into: scratch)
    #expect(asked.status == 65 && isOneSentence(asked) && asked.error.contains("--time-unit"), "\(asked.error)")
    let told = try train(cohort, "--time-unit", "months", into: scratch)
    #expect(told.status == 0, "\(told.error)")
    let features = ["evaluate", "--bundle", scratch["bundle"], "--cohort", Self.path(cohort)]
    #expect(try Program.run(arguments: features).error.contains("are hardly years"))
    let said = try Program.run(arguments: features + ["--time-unit", "months"])
    #expect(said.status == 65 && said.error.contains("the bundle was trained on"), "\(said.error)")
  }

  @Test("tables without features are asked about their unit all the same, and events of 1.0 are not")
  func trainingTables() throws {
    let scratch = try Scratch()
    let months = try train("train_months", into: scratch)
    #expect(months.status == 65 && months.error.contains("are hardly years"), "\(months.error)")
    for table in ["train_float_event", "train_her2_case.csv"] {
      let result = try train(table, "--features", scratch["features"], into: scratch)
      #expect(result.status == 66 && result.error.contains("no such folder of features"), "\(result.error)")
    }
  }

  @Test("a horizon of 5 in a follow-up of 88 is cautioned, and months give the AUC of 60")
  func horizonOfMonths() throws {
    let arguments = ["evaluate", "--table", Self.path("months_no_unit.csv"), "--score", "score", "--json"]
    let unsaid = try Program.run(arguments: arguments).json
    let warnings = unsaid.list("warnings").compactMap { $0 as? String }
    #expect(warnings.contains { $0.contains("88 is hardly years") && $0.contains("--time-unit") }, "\(warnings)")
    let told = try Program.run(arguments: arguments + ["--time-unit", "months"]).json
    #expect(told.number("horizon") == 60 && isNear(told.number("auc", "estimate"), 0.939, relative: 1e-3))
    #expect(!told.list("warnings").contains { ($0 as? String)?.contains("hardly years") == true })
  }

  @Test("semicolons and decimal commas give R's coefficient of read.csv2")
  func decimalCommas() throws {
    let fit = try Program.run(
      "fit", "--table", Self.path("semi_decimal.csv"), "--covariates", "score", "--json")
    #expect(fit.status == 0, "\(fit.error)")
    let coefficient = try #require(fit.json.list("coefficients").first as? [String: Any])
    #expect(isNear(coefficient.number("coef"), 0.8773934377, relative: 1e-9))
  }

  @Test("censorship is asked about by fit, evaluate and train, and 0 gives 71 events")
  func censorship() throws {
    let table = Self.path("clam_censorship.csv")
    let outcome = ["--time", "survival_months", "--event", "censorship"]
    let commands = [
      ["fit", "--table", table, "--covariates", "age"], ["evaluate", "--table", table, "--score", "age"],
    ]
    for command in commands {
      let asked = try Program.run(arguments: command + outcome)
      #expect(asked.status == 65 && isOneSentence(asked), "\(asked.error)")
      #expect(asked.error.contains("--event-value 0 for 71 events, or --event-value 1 for 49"), "\(asked.error)")
      let told = try Program.run(arguments: command + outcome + ["--event-value", "0", "--json"])
      #expect(told.status == 0 && told.json["events"] as? Int == 71, "\(told.error)")
    }
    let scratch = try Scratch()
    let train = ["train", "--cohort", table, "--features", scratch.path, "--out", scratch["bundle"]]
    #expect(try Program.run(arguments: train).error.contains("--event-value 0 for 71 events"))
    let told = try Program.run(arguments: train + ["--event-value", "0"])
    #expect(told.status == 66 && told.error.contains("no features of 120 slides"), "\(told.error)")
  }

  @Test("competing events give a cause-specific fit with a caution, and one sentence elsewhere")
  func competing() throws {
    let fit = try Program.run(
      "fit", "--table", Self.path("competing.csv"), "--covariates", "score", "--event-value", "1", "--json")
    #expect(fit.status == 0, "\(fit.error)")
    let coefficient = try #require(fit.json.list("coefficients").first as? [String: Any])
    // The same rows as semi_decimal.csv with the other deaths censored.
    #expect(isNear(coefficient.number("coef"), 0.8773934377, relative: 1e-9))
    #expect(fit.json.list("warnings").contains { ($0 as? String)?.contains("the hazard is that of one cause") == true })
    let evaluated = try Program.run(
      "evaluate", "--table", Self.path("competing.csv"), "--score", "score", "--event-value", "1")
    #expect(evaluated.status == 65 && isOneSentence(evaluated), "\(evaluated.error)")
    #expect(evaluated.error.contains("competing event"), "\(evaluated.error)")
  }

  @Test("near-duplicate tiles of a slide are flagged")
  func nearDuplicates() throws {
    let scratch = try Scratch()
    let slide =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/sample-slides/SYN-002.svs"
    let casebook = ["--casebook", scratch["c.sqlite"]]
    #expect(try Program.run(arguments: ["add", slide, "--case", "A"] + casebook).status == 0)
    let scored = try Program.run(
      arguments: ["score", "A", "--features", Self.path("near_duplicate_tiles_of_SYN-002.h5")] + casebook)
    guard scored.status == 0 else {
      #expect(scored.error.contains("overlap"), "\(scored.error)")
      return
    }
    let shown = try Program.run(arguments: ["show", "A"] + casebook)
    #expect(shown.output.contains("tiles of the feature file overlap"), "\(shown.output)")
  }
}
