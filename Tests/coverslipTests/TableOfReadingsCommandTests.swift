import Foundation
import Testing

/// The commands on one cohort, plain and as a spreadsheet in Germany saves Unicode text.
@Suite("The table of readings, by command")
struct TableOfReadingsCommandTests {
  private static let header = ["patient", "slide", "time", "event", "age", "grade", "tumour_size_mm", "er", "her2"]

  private static let rows: [[String]] = (1...30).map { index in
    [
      "P\(index)", "\(index).svs", index == 7 ? "" : "\(Double(index * 37 % 30) / 4 + 0.25)",
      index.isMultiple(of: 2) ? "1" : "0", "\(Double(40 + index * 13 % 30) + 0.5)", "\(1 + index % 3)",
      "\(10 + index * 7 % 25)", index.isMultiple(of: 5) ? "negative" : "positive", index == 9 ? "" : "negative",
    ]
  }

  private static func plain(_ rows: [[String]]) -> Data {
    Data(([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
  }

  private static func exported(_ rows: [[String]]) -> Data {
    let written = rows.map { row in
      var row = row
      for column in [2, 4] { row[column] = row[column].replacing(".", with: ",") }
      row[3] = row[3] == "1" ? "Rezidiv" : "no"
      row[5] += ",0"
      row[7] = row[7] == "positive" ? "Pos" : "-"
      row[8] = row[8].isEmpty ? "Unknown" : "NEG"
      return row.joined(separator: "\t")
    }
    let names = header.map { $0.uppercased() }.joined(separator: "\t")
    let text = ([names] + written + ["\t\t\t\t\t\t\t\t", ""]).joined(separator: "\r\n")
    return Data(("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  }

  /// What a command prints of both tables, as JSON.
  private func both(_ command: [String], event: Bool = true) throws -> [[String: Any]] {
    let scratch = try Scratch()
    return try [(Self.plain, "1"), (Self.exported, "Rezidiv")].map { write, value in
      try write(Self.rows).write(to: URL(fileURLWithPath: scratch["t.csv"]))
      let coding = event ? ["--event-value", value] : []
      let result = try Program.run(
        arguments: [command[0], "--table", scratch["t.csv"], "--json"] + coding + command.dropFirst())
      #expect(result.status == 0, "\(result.error)")
      return result.json
    }
  }

  private func written(_ value: Any?) throws -> Data {
    try JSONSerialization.data(withJSONObject: try #require(value), options: [.sortedKeys, .fragmentsAllowed])
  }

  @Test("fit finds the same model")
  func fit() throws {
    let found = try both(["fit", "--covariates", "age/10, grade==3, er==\"positive\""])
    #expect(found[0].object("flow")["rowsKept"] as? Int == 29)
    for key in ["coefficients", "flow", "concordance", "logLikelihood"] {
      #expect(try written(found[0][key]) == written(found[1][key]), "\(key)")
    }
  }

  @Test("evaluate finds the same figures")
  func evaluate() throws {
    let found = try both(["evaluate", "--score", "age", "--clinical", "grade", "--horizon", "4"])
    #expect(found[0]["n"] as? Int == 29)
    for key in ["n", "events", "harrellC", "auc", "flow", "comparison"] {
      #expect(try written(found[0][key]) == written(found[1][key]), "\(key)")
    }
  }

  @Test("comparators finds the same patients and values")
  func comparators() throws {
    let found = try both(["comparators"], event: false)
    #expect(found[0].list("patients").count == 30)
    #expect(try written(found[0]["patients"]) == written(found[1]["patients"]))
  }

  @Test("encode --cohort writes the same files")
  func encode() throws {
    let slide =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/sample-slides/SYN-005.svs"
    var row = Self.rows[0]
    row[1] = slide
    let files = try [Self.plain, Self.exported].map { write in
      let scratch = try Scratch()
      try write([row]).write(to: URL(fileURLWithPath: scratch["cohort.csv"]))
      let result = try Program.run("encode", "--cohort", scratch.path, "--max-tiles", "2", "--out", scratch["features"])
      #expect(result.status == 0, "\(result.error)")
      return FileManager.default.contents(atPath: scratch["features/P1.safetensors"])
    }
    #expect(files[0] != nil && files[0] == files[1])
  }
}
