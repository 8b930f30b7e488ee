import FeatureFiles
import Foundation
import Testing

/// Cohorts on disk: what is trained, and what is refused with its rows.
@Suite("Training from a table")
struct TrainCommandTests {
  /// Patients p1, p2 ... whose first feature rises with the hazard; a feature file each, of 66 features like
  /// morphometry's.
  struct Cohort {
    let scratch: Scratch
    var rows: [[String]]
    static let header = "patient,slide,time,event,age,grade,tumour_size_mm,positive_nodes,ki67,er,her2"

    init(_ count: Int = 60) throws {
      scratch = try Scratch()
      rows = (1...count).map { index in
        [
          "p\(index)", "p\(index).svs", "\(1 + Double(index * 37 % 101) / 10)", index % 2 == 0 ? "1" : "0",
          "\(40 + index * 13 % 40)", "\(1 + index % 3)", "\(10 + index * 7 % 25)", "\(index * 5 % 4)",
          "\(5 + index * 11 % 40)", "positive", "negative",
        ]
      }
      try FileManager.default.createDirectory(atPath: scratch["features"], withIntermediateDirectories: true)
      for index in 1...count { try write(index, to: "features") }
    }

    /// The file of a patient's features into a folder; with another `salt` they are another person's.
    func write(
      _ index: Int, to folder: String, salt: Float = 0, width: Int = 66, metadata: [String: String] = [:]
    ) throws {
      let values = (0..<4 * width).map { place in
        Float((place * 31 + index * 17) % 23) + (place % width == 0 && index % 2 == 0 ? 9 : 0)
          + (place == 1 ? salt + Float(index) / 64 : 0)
      }
      var document = SafetensorsDocument(metadata: metadata)
      document.add("features", shape: [4, width], floats: values)
      try document.write(to: scratch["\(folder)/p\(index).safetensors"])
    }

    /// A file of no tile.
    func writeEmpty(_ index: Int, width: Int = 66) throws {
      var document = SafetensorsDocument(metadata: [:])
      document.add("features", shape: [0, width], floats: [])
      try document.write(to: scratch["features/p\(index).safetensors"])
    }

    /// A second cohort in the folder `other`, with the table of `rows` and the features of other people.
    func writeOther(_ rows: [[String]], salt: Float = 0.5) throws -> String {
      let other = scratch["other"]
      try FileManager.default.createDirectory(atPath: other + "/features", withIntermediateDirectories: true)
      for index in 1...rows.count { try write(index, to: "other/features", salt: salt) }
      try Self.table(rows).write(toFile: other + "/cohort.csv", atomically: true, encoding: .utf8)
      return other
    }

    var table: String { Self.table(rows) }

    private static func table(_ rows: [[String]]) -> String {
      ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n")
    }

    /// Writes the table and trains on it.
    func train(_ options: String...) throws -> Program.Result {
      try table.write(toFile: scratch["cohort.csv"], atomically: true, encoding: .utf8)
      return try run(options)
    }

    func run(_ options: [String] = []) throws -> Program.Result {
      let quick = ["--folds", "2", "--inner-folds", "2", "--networks", "1", "--epochs", "4", "--components", "4"]
      return try Program.run(
        arguments: ["train", "--cohort", scratch["cohort.csv"], "--out", scratch["bundle"]] + quick + options)
    }

    var files: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: scratch.path)) ?? []).sorted()
    }
  }

  @Test("a table and its features become a bundle, and nothing else is left behind")
  func trains() throws {
    let cohort = try Cohort()
    let result = try cohort.train()
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("c-index, slide score") && result.output.contains("calibration slope"))
    #expect(cohort.files == ["bundle", "cohort.csv", "features"])
    #expect(try Program.run("model", "verify", cohort.scratch["bundle"]).status == 0)
    #expect(result.error.contains("fewer than ten each"), "\(result.error)")
  }

  @Test("two slides of a patient are one patient, and the event may be any word that is told")
  func codings() throws {
    var cohort = try Cohort()
    for index in cohort.rows.indices { cohort.rows[index][3] = cohort.rows[index][3] == "1" ? "relapse" : "free" }
    cohort.rows.append(cohort.rows[0])
    cohort.rows[60][1] = "p2-more.svs"
    let files = FileManager.default
    for (from, to) in [("p1", "p1-1"), ("p2", "p2-more")] {
      try files.copyItem(
        atPath: cohort.scratch["features/\(from).safetensors"], toPath: cohort.scratch["features/\(to).safetensors"])
    }
    let untold = try cohort.train()
    #expect(untold.status == 65 && untold.error.contains("which do not say what the event is"), "\(untold.error)")
    let told = try cohort.train("--event-value", "relapse")
    #expect(told.status == 0, "\(told.error)")
    let card = try String(contentsOfFile: cohort.scratch["bundle/model.toml"], encoding: .utf8)
    #expect(card.contains("patients = 60\n") && card.contains("tiles = 244\n"))
  }

  @Test(
    "a row that cannot be is named, and nothing is written",
    arguments: [
      (2, 2, "0", "line 4, column time"), (2, 2, "-3", "line 4, column time"), (2, 2, "", "line 4, column time"),
      (5, 3, "2", "line 7, column event"), (5, 4, "six", "line 7, column age"), (5, 5, "7", "line 7, column grade"),
      (5, 9, "yes", "line 7, column er"), (5, 0, "p2", "line 7, column time"), (5, 1, "p2.svs", "line 7, column slide"),
    ])
  func badRows(row: Int, column: Int, value: String, place: String) throws {
    var cohort = try Cohort()
    cohort.rows[row][column] = value
    let result = try cohort.train()
    #expect(result.status == 65 && result.error.contains(place), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(cohort.files == ["cohort.csv", "features"])
  }

  @Test(
    "a table that cannot be read for sure is refused in one sentence",
    arguments: [
      (",negative\np8,", Data("\np8,".utf8), "line 8 has 10 cells where the header has 11"),
      (",age,grade", Data(",age,age".utf8), "the column \"age\" stands there twice"),
      ("\np3,", Data("\nAndr".utf8) + [0x81] + Data(",".utf8), "line 4: the file is not text in UTF-8"),
    ])
  func badTables(part: String, replacement: Data, words: String) throws {
    let cohort = try Cohort()
    var table = Data(cohort.table.utf8)
    table.replaceSubrange(try #require(table.range(of: Data(part.utf8))), with: replacement)
    try table.write(to: URL(fileURLWithPath: cohort.scratch["cohort.csv"]))
    let result = try cohort.run()
    #expect(result.status == 65 && result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(cohort.files == ["cohort.csv", "features"])
  }

  @Test("NA is as blank: an unknown clinical variable is no obstacle, an unknown outcome is named")
  func missing() throws {
    var cohort = try Cohort()
    cohort.rows[5][8] = "NA"
    #expect(try cohort.train().status == 0)
    cohort.rows[6][2] = "NA"
    #expect(try cohort.train().error.contains("line 8, column time: a value is needed"))
  }

  @Test("all censored, a third event, features that are not there, and a place that is taken are each told")
  func badCohorts() throws {
    var censored = try Cohort()
    for index in censored.rows.indices { censored.rows[index][3] = "0" }
    #expect(try censored.train().error.contains("all 60 patients are censored"))
    var third = try Cohort()
    third.rows[9][3] = "2"
    let three = try third.train("--event-value", "1")
    #expect(
      three.status == 65 && three.error.contains("line 11") && three.error.contains("third value"), "\(three.error)")
    let missing = try Cohort()
    try FileManager.default.removeItem(atPath: missing.scratch["features/p7.safetensors"])
    let none = try missing.train()
    #expect(none.status == 66 && none.error.contains("p7"), "\(none.error)")
    let taken = try Cohort()
    try FileManager.default.createDirectory(atPath: taken.scratch["bundle/mine"], withIntermediateDirectories: true)
    #expect(try taken.train().status == 73)
  }

  /// The figures of a card whose note says that training never saw the patients, by code and subject.
  private func unseenFigures(_ card: String) throws -> [String: [String: Double]] {
    let blocks = try String(contentsOfFile: card, encoding: .utf8).components(separatedBy: "\n\n")
      .filter { $0.hasPrefix("[[performance]]") && $0.contains("never saw") }
    let figures = blocks.map { block in
      let entries = block.split(separator: "\n").dropFirst().map { $0.components(separatedBy: " = ") }
      let name = ["code", "subject", "less", "variable", "level"].compactMap { key in
        entries.first { $0[0] == key }?[1].replacingOccurrences(of: "\"", with: "")
      }
      return (
        name.joined(separator: " "),
        Dictionary(entries.compactMap { entry in Double(entry[1]).map { (entry[0], $0) } }) { $1 }
      )
    }
    return Dictionary(figures) { first, _ in first }
  }

  /// To 1e-14, because Foundation reads the numbers of JSON less exactly than they are written.
  @Test("the card holds of --test what evaluate finds on the same patients")
  func unseen() throws {
    let cohort = try Cohort()
    var unseen = cohort.rows
    for index in unseen.indices { unseen[index][2] = "\(1.05 + Double(index * 41 % 97) / 10)" }
    unseen[7][5] = ""
    let other = try cohort.writeOther(unseen)
    let trained = try cohort.train("--test", other, "--threshold", "0.3")
    #expect(trained.status == 0, "\(trained.error)")
    let card = try unseenFigures(cohort.scratch["bundle/model.toml"])
    let found = try Program.run(
      "evaluate", "--bundle", cohort.scratch["bundle"], "--cohort", other, "--bootstrap", "1000", "--seed", "1",
      "--json"
    ).json
    func expect(_ name: String, _ value: [String: Any], count: Double = 60) {
      let figure = card[name] ?? [:]
      #expect(figure["count"] == count, "\(name)")
      for key in ["estimate", "lower", "upper"] {
        let number = value[key] as? Double
        #expect((figure[key] == nil) == (number == nil), "\(name), \(key)")
        if let own = figure[key], let number { #expect(isNear(own, number, relative: 1e-14), "\(name), \(key)") }
      }
    }
    expect("c-index.harrell score", found.object("harrellC"))
    expect("sensitivity.threshold combined", found.object("sensitivity"))
    expect("specificity.threshold combined", found.object("specificity"))
    expect("ppv.threshold combined", found.object("ppv"))
    expect("npv.threshold combined", found.object("npv"))
    expect("calibration.slope combined", found.object("calibration", "slope"))
    expect("calibration.observed-to-expected combined", found.object("calibration", "observedToExpected"))
    expect("auc.horizon score", found.object("auc"))
    expect("brier.horizon combined", found.object("brier"))
    let models = found.list("comparison", "models").compactMap { $0 as? [String: Any] }
    expect("c-index.harrell clinical", models[0]["harrellC"] as? [String: Any] ?? [:], count: 59)
    expect("c-index.harrell combined", models[2]["harrellC"] as? [String: Any] ?? [:], count: 59)
    expect(
      "sensitivity.equal-specificity clinical",
      models[0]["sensitivityAtEqualSpecificity"] as? [String: Any] ?? [:], count: 59)
    #expect(card.keys.contains("c-index.harrell score grade 3") && card.keys.contains("net-benefit.threshold combined"))
  }

  @Test("the shipped card has every figure that the model screen asks for, on patients that training never saw")
  func shipped() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/coverslip/Resources/demonstration")
    let names = try unseenFigures(folder.appendingPathComponent("model.toml").path).keys
    for start in [
      "c-index.harrell score", "c-index.harrell clinical", "c-index.harrell combined",
      "c-index.harrell combined clinical", "sensitivity.threshold", "specificity.threshold",
      "sensitivity.equal-specificity clinical", "ppv.threshold", "calibration.slope", "risk.observed", "auc.horizon",
      "brier.horizon", "net-benefit.threshold", "c-index.harrell score grade",
    ] {
      #expect(names.contains { $0.hasPrefix(start) }, "\(start)")
    }
  }
}
