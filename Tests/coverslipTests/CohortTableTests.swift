import FeatureFiles
import Foundation
import Testing

/// Tables as people write them, read by the commands that take tables.
@Suite("Tables of cohorts")
struct CohortTableTests {
  private typealias Cohort = TrainCommandTests.Cohort

  private func isOneSentence(_ result: Program.Result) -> Bool { result.error.split(separator: "\n").count == 1 }

  private func card(_ cohort: Cohort) throws -> String {
    try String(contentsOfFile: cohort.scratch["bundle/model.toml"], encoding: .utf8)
  }

  /// Trains on a table of these bytes.
  private func train(_ cohort: Cohort, _ table: Data, _ options: String...) throws -> Program.Result {
    try table.write(to: URL(fileURLWithPath: cohort.scratch["cohort.csv"]))
    return try cohort.run(options)
  }

  private static func utf16(_ text: String) -> Data {
    Data(("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  }

  // MARK: What is read

  @Test("one table is one training, in whatever spelling, separator and encoding it comes")
  func spellings() throws {
    var cohort = try Cohort()
    #expect(try cohort.train().status == 0)
    let plain = try card(cohort)
    // The table's digest, and that of the hashes which are salted with it.
    func withoutDigest(_ card: String) -> String {
      let lines = card.split(separator: "\n")
      let isKept = zip(lines, ["" as Substring] + lines).map { line, before in
        !line.hasPrefix("digest = ") && before != "file = \"training-members.txt\""
      }
      return zip(lines, isKept).filter(\.1).map(\.0).joined(separator: "\n")
    }
    let (table, rows) = (cohort.table, cohort.rows)
    for index in rows.indices {
      cohort.rows[index][3] += ".0"
      cohort.rows[index][5] += ".0"
      cohort.rows[index][9] = ["Positive", "POS", "+"][index % 3]
      cohort.rows[index][10] = ["Negative", "neg", "-"][index % 3]
    }
    let tabs = table.replacing(",", with: "\t").replacing("\n", with: "\r\n") + "\r\n\t\t\r\n\r\n"
    let commas = table.replacing(",", with: ";").replacing(".", with: ",").replacing(",svs", with: ".svs")
    for variant in [Data(cohort.table.utf8), Data(tabs.utf8), Data(commas.utf8), Self.utf16(table)] {
      try FileManager.default.removeItem(atPath: cohort.scratch["bundle"])
      let result = try train(cohort, variant)
      #expect(result.status == 0, "\(result.error)")
      #expect(withoutDigest(try card(cohort)) == withoutDigest(plain))
    }
  }

  @Test("yes and no, TRUE and FALSE say the event by themselves", arguments: [["yes", "no"], ["TRUE", "FALSE"]])
  func eventWords(words: [String]) throws {
    var cohort = try Cohort()
    for index in cohort.rows.indices { cohort.rows[index][3] = cohort.rows[index][3] == "1" ? words[0] : words[1] }
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    #expect(try card(cohort).contains("events = 30\n"))
  }

  @Test("a column that is called nearly as a clinical one is suggested, and let be where that is wanted")
  func nearColumn() throws {
    let cohort = try Cohort()
    let table = cohort.table.replacing("tumour_size_mm", with: "Tumour size (mm)")
    let asked = try train(cohort, Data(table.utf8))
    #expect(asked.status == 65 && isOneSentence(asked), "\(asked.error)")
    #expect(
      asked.error.contains("column Tumour size (mm): no column is called so; did you mean tumour_size_mm?"),
      "\(asked.error)")
    #expect(try train(cohort, Data(table.utf8), "--keep-columns").status == 0)
  }

  // MARK: Columns and coding

  @Test("columns of other names are named, and a patient's slides are found by them")
  func namedColumns() throws {
    let cohort = try Cohort()
    let table = cohort.table.replacing("patient,slide,time,event", with: "who,image,years_free,relapse")
    let asked = try train(cohort, Data(table.utf8))
    #expect(asked.status == 65 && asked.error.contains("no column \"patient\""), "\(asked.error)")
    let names = ["--patient", "who", "--slide", "image", "--time", "years_free", "--event", "relapse"]
    try Data(table.utf8).write(to: URL(fileURLWithPath: cohort.scratch["cohort.csv"]))
    let named = try cohort.run(names)
    #expect(named.status == 0, "\(named.error)")
    // Other people, of whom one was followed a little longer: another table.
    var rows = cohort.rows
    rows[0][2] += "1"
    let others = try cohort.writeOther(rows)
    let renamed = try String(contentsOfFile: others + "/cohort.csv", encoding: .utf8)
      .replacing("patient,slide,time,event", with: "who,image,years_free,relapse")
    try Data(renamed.utf8).write(to: URL(fileURLWithPath: others + "/cohort.csv"))
    let found = try Program.run(
      arguments: ["evaluate", "--bundle", cohort.scratch["bundle"], "--cohort", others, "--json"] + names)
    #expect(found.status == 0 && found.json["events"] as? Int == 30, "\(found.error)")
    let wrong = try cohort.run(["--patient", "nobody"])
    #expect(wrong.status == 64 && wrong.error.contains("no column \"nobody\" for the patient"), "\(wrong.error)")
  }

  @Test("CLAM's columns are known; its censorship is asked about, and 0 is then the event, in months")
  func clam() throws {
    var cohort = try Cohort()
    for index in cohort.rows.indices {
      cohort.rows[index][2] = "\((Double(cohort.rows[index][2]) ?? 0) * 12)"
      cohort.rows[index][3] = cohort.rows[index][3] == "1" ? "0" : "1"
    }
    let table = cohort.table.replacing("patient,slide,time,event", with: "case_id,slide_id,survival_months,censorship")
    let asked = try train(cohort, Data(table.utf8))
    #expect(asked.status == 65 && isOneSentence(asked), "\(asked.error)")
    #expect(asked.error.contains("column censorship speaks of censoring"), "\(asked.error)")
    #expect(asked.error.contains("--event-value 0 for 30 events"), "\(asked.error)")
    let told = try train(cohort, Data(table.utf8), "--event-value", "0")
    #expect(told.status == 0, "\(told.error)")
    #expect(try card(cohort).contains("events = 30\n") && card(cohort).contains("timeUnit = \"months\""))
  }

  @Test("features of a named encoder and width are trained on without its weights, and the bundle wants such features")
  func namedEncoder() throws {
    let cohort = try Cohort()
    for index in 1...60 { try cohort.write(index, to: "features", width: 40, metadata: ["encoder": "house"]) }
    let result = try cohort.train(
      "--encoder-name", "house", "--feature-width", "40", "--tile-mpp", "0.5", "--tile-pixels", "224")
    #expect(result.status == 0, "\(result.error)")
    #expect(try Program.run("model", "show", cohort.scratch["bundle"]).output.contains("features of house, 40 a tile"))
    #expect(try Program.run("model", "verify", cohort.scratch["bundle"]).status == 0)
    let arguments = ["evaluate", "--bundle", cohort.scratch["bundle"], "--cohort", cohort.scratch.path, "--json"]
    let own = try Program.run(arguments: arguments)
    #expect(own.status == 65 && own.error.contains("the bundle was trained on"), "\(own.error)")
    try cohort.write(7, to: "features", width: 40, metadata: ["encoder": "lodger"])
    let other = try cohort.train(
      "--encoder-name", "house", "--feature-width", "40", "--tile-mpp", "0.5", "--tile-pixels", "224")
    #expect(other.status == 65 && other.error.contains("of \"lodger\", the encoder is \"house\""), "\(other.error)")
    let unknown = try cohort.train("--encoder-name", "ours", "--feature-width", "40")
    #expect(unknown.status != 0 && isOneSentence(unknown), "\(unknown.error)")
  }

  // MARK: The unit of the times

  @Test("months that nobody called so are not taken for years: training asks, and the told unit is kept")
  func months() throws {
    var cohort = try Cohort()
    for index in cohort.rows.indices { cohort.rows[index][2] = "\((Double(cohort.rows[index][2]) ?? 0) * 12)" }
    let asked = try cohort.train()
    #expect(asked.status == 65 && isOneSentence(asked), "\(asked.error)")
    #expect(asked.error.contains("are hardly years") && asked.error.contains("--time-unit months"), "\(asked.error)")
    let told = try cohort.train("--time-unit", "months")
    #expect(told.status == 0, "\(told.error)")
    #expect(try card(cohort).contains("timeUnit = \"months\""))
    let arguments = ["evaluate", "--bundle", cohort.scratch["bundle"], "--cohort", cohort.scratch.path]
    let unsaid = try Program.run(arguments: arguments)
    #expect(unsaid.status == 65 && unsaid.error.contains("are hardly years"), "\(unsaid.error)")
    let said = try Program.run(arguments: arguments + ["--time-unit", "months"])
    #expect(said.status == 65 && said.error.contains("the bundle was trained on"), "\(said.error)")
    let days = try cohort.train("--time-unit", "years")
    #expect(days.status == 65 && days.error.contains("longer than a life"), "\(days.error)")
  }

  @Test(
    "the name of the column says the unit, and a contradiction is refused",
    arguments: [("time_weeks", "weeks", 365.2425 / 7), ("os_days", "days", 365.2425), ("FollowUpMonths", "months", 12)])
  func namedUnits(column: String, unit: String, perYear: Double) throws {
    var cohort = try Cohort()
    for index in cohort.rows.indices { cohort.rows[index][2] = "\((Double(cohort.rows[index][2]) ?? 0) * perYear)" }
    let table = Data(cohort.table.replacing(",time,", with: ",\(column),").utf8)
    let result = try train(cohort, table, "--time", column)
    #expect(result.status == 0, "\(result.error)")
    #expect(try card(cohort).contains("timeUnit = \"\(unit)\""))
    let wrong = try train(cohort, table, "--time", column, "--time-unit", "years")
    #expect(wrong.status == 64 && wrong.error.contains("contradicts the column \"\(column)\""), "\(wrong.error)")
  }

  @Test("a fit keeps the unit; an evaluation in another is refused, and one that does not say it is cautioned")
  func fitUnit() throws {
    let scratch = try Scratch()
    try leukaemia.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    let fit = ["fit", "--table", scratch["t.csv"], "--covariates", "x", "--out", scratch["fit.json"], "--json"]
    #expect(try Program.run(arguments: fit + ["--time-unit", "weeks"]).json["timeUnit"] as? String == "weeks")
    let evaluate = [
      "evaluate", "--table", scratch["t.csv"], "--model", scratch["fit.json"], "--json", "--horizon", "20",
    ]
    let other = try Program.run(arguments: evaluate + ["--time-unit", "months"])
    #expect(other.status == 64 && other.error.contains("was made on times in weeks"), "\(other.error)")
    let unsaid = try Program.run(arguments: evaluate)
    #expect(unsaid.status == 0, "\(unsaid.error)")
    let warnings = unsaid.json.list("warnings").compactMap { $0 as? String }
    #expect(warnings.contains { $0.contains("these were taken for weeks") }, "\(warnings)")
    #expect(unsaid.json.object("evaluated")["timeUnit"] as? String == "weeks")
  }

  @Test("a horizon of years beside a follow-up of months is cautioned, and not where the unit is told")
  func horizonCaution() throws {
    let scratch = try Scratch()
    try leukaemia.write(toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
    let evaluate = ["evaluate", "--table", scratch["t.csv"], "--score", "x", "--json"]
    func cautions(_ options: [String]) throws -> Bool {
      let result = try Program.run(arguments: evaluate + options)
      #expect(result.status == 0, "\(result.error)")
      return result.json.list("warnings").contains { ($0 as? String)?.contains("is hardly years") == true }
    }
    #expect(try cautions(["--horizon", "10"]))
    #expect(try !cautions(["--horizon", "20"]))
    #expect(try !cautions(["--horizon", "20", "--time-unit", "weeks"]))
  }

  // MARK: One row stops nobody

  @Test("rows that cannot be used are told together, and left out where that is wanted")
  func skip() throws {
    var cohort = try Cohort(66)
    cohort.rows[60][2] = "0"
    cohort.rows[61][2] = "NA"
    cohort.rows[62][4] = "six"
    try FileManager.default.removeItem(atPath: cohort.scratch["features/p64.safetensors"])
    try cohort.writeEmpty(65)
    let refused = try cohort.train()
    #expect(refused.status == 65 && isOneSentence(refused), "\(refused.error)")
    for words in [
      "line 62, column time", "line 63, column time", "line 64, column age", "line 66: patient p65 has no tile",
      "no features of patient p64", "--skip",
    ] { #expect(refused.error.contains(words), "\(words): \(refused.error)") }
    let skipped = try cohort.train("--skip")
    #expect(skipped.status == 0, "\(skipped.error)")
    #expect(skipped.error.contains("left out of") && skipped.error.contains("5 patients"), "\(skipped.error)")
    #expect(try card(cohort).contains("patients = 61\n"))
  }

  @Test("a slide without tiles beside another is left out with a warning, and the patient is trained")
  func emptySlide() throws {
    var cohort = try Cohort()
    cohort.rows.append(cohort.rows[4])
    cohort.rows[60][1] = "p61.svs"
    try cohort.writeEmpty(61)
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("slides without tiles are left out") && result.error.contains("p5 (p61.safetensors)"))
    #expect(try card(cohort).contains("patients = 60\n") && card(cohort).contains("tiles = 240\n"))
  }

  @Test("with --slides a slide that is not there is told with its line before anything is encoded")
  func missingSlides() throws {
    var cohort = try Cohort()
    let slide =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/sample-slides/SYN-005.svs"
    cohort.rows[0][1] = slide
    for index in [1, 2] { try FileManager.default.removeItem(atPath: cohort.scratch["features/p\(index).safetensors"]) }
    let refused = try cohort.train("--slides", cohort.scratch.path)
    #expect(refused.status == 65 && isOneSentence(refused), "\(refused.error)")
    #expect(refused.error.contains("line 3, column slide: \"p2.svs\" is not there"), "\(refused.error)")
    #expect(!FileManager.default.fileExists(atPath: cohort.scratch["features/p1.safetensors"]))
    let skipped = try cohort.train("--slides", cohort.scratch.path, "--skip")
    #expect(skipped.status == 0, "\(skipped.error)")
    #expect(try card(cohort).contains("patients = 59\n"))
  }

  @Test(
    "add tells missing slides, cases that are there and rows that cannot be together, and leaves them out with --skip")
  func addSkips() throws {
    let scratch = try Scratch()
    let slides =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/sample-slides"
    func add(_ table: String, _ options: String...) throws -> Program.Result {
      try table.write(toFile: scratch["cases.csv"], atomically: true, encoding: .utf8)
      return try Program.run(
        arguments: ["add", "--manifest", scratch["cases.csv"], "--casebook", scratch["c.sqlite"]] + options)
    }
    #expect(try add("case,slide\nA,\(slides)/SYN-001.svs\n").status == 0)
    let table = """
      case,slide,grade
      A,\(slides)/SYN-002.svs,2.0
      B,\(slides)/SYN-003.svs,2.0
      C,nowhere.svs,NA
      D,\(slides)/SYN-004.svs,seven
      """
    let refused = try add(table)
    #expect(refused.status == 65 && isOneSentence(refused), "\(refused.error)")
    for words in ["line 2: the case A is in the casebook", "line 4, column slide", "line 5, column grade", "--skip"] {
      #expect(refused.error.contains(words), "\(words): \(refused.error)")
    }
    let skipped = try add(table, "--skip")
    #expect(
      skipped.status == 0 && skipped.output.contains("registered 1 case, left out 3"),
      "\(skipped.error)\(skipped.output)")
    #expect(skipped.error.split(separator: "\n").count == 3, "\(skipped.error)")
    let near = try add("case,slide,Tumour size (mm)\nE,\(slides)/SYN-004.svs,15\n")
    #expect(near.status == 65 && near.error.contains("did you mean tumour_size_mm?"), "\(near.error)")
    #expect(try add("case,slide,Tumour size (mm)\nE,\(slides)/SYN-004.svs,15\n", "--keep-columns").status == 0)
  }

  // MARK: Leakage

  @Test("patients of one TCGA participant are warned of, and the folds keep them together")
  func barcodes() throws {
    var cohort = try Cohort()
    cohort.rows[10][0] = "TCGA-AA-0001-01Z-00-DX1"
    cohort.rows[20][0] = "TCGA-AA-0001-01Z-00-DX2"
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("one participant of TCGA") && result.error.contains("(line 12)"), "\(result.error)")
    #expect(try card(cohort).contains("2 patients of the table are 1 person"))
  }

  @Test("the same bag under another name is warned of where the outcomes agree, and refused where they do not")
  func sameBag() throws {
    var cohort = try Cohort()
    let files = FileManager.default
    try files.removeItem(atPath: cohort.scratch["features/p9.safetensors"])
    try files.copyItem(
      atPath: cohort.scratch["features/p2.safetensors"], toPath: cohort.scratch["features/p9.safetensors"])
    #expect(try cohort.train().status == 65)
    for column in [2, 3] { cohort.rows[8][column] = cohort.rows[1][column] }
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("slides of different patients have the same tiles: p9.safetensors of p9"))
    #expect(try card(cohort).contains("2 patients of the table are 1 person"))
  }
}
