import Basics
import Foundation
import Testing

/// What `show`, `queue`, `fit` and `evaluate` print as JSON, held against what an older version printed for the same
/// inputs: names, their order, types and numbers are the same, and so is every string that the table of changed strings
/// does not name. Members that the table of added members names may be new.
@Suite("Frozen outputs")
struct FrozenOutputTests {
  /// Numbers are equal to the last digit under the kernel of OpenBLAS that the fixtures were frozen under. Another one
  /// adds in another order: 1e-6 of a number is far above what that changes, and far below what a changed rule does.
  private static let tolerance: Double = {
    let answer = (try? Program.run("doctor", "--kernel"))?.output.trimmingCharacters(in: .whitespacesAndNewlines)
    return answer == FrozenFixtures.kernel ? 0 : 1e-6
  }()

  private func run(_ arguments: [String]) throws -> Program.Result {
    let kernel = Self.tolerance == 0 ? ["OPENBLAS_CORETYPE": FrozenFixtures.kernel] : [:]
    return try Program.run(arguments: arguments, environment: kernel, of: FrozenFixtures.freezing ?? Program.path)
  }

  /// Runs a command and holds its output against the fixture of that name.
  private func compare(_ name: String, _ arguments: [String]) throws {
    let result = try run(arguments)
    try #require(result.status == 0, "\(name): \(result.error)")
    let found = FrozenFixtures.masked(try JSONValue(parsing: Array(result.bytes)))
    guard FrozenFixtures.freezing == nil else {
      let path = "\(FrozenFixtures.folder)/\(name).json"
      return try (found.prettyText + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let changed = try FrozenFixtures.changedStrings()
    let expected = try FrozenFixtures.output(name).mappingStrings { key, text in
      changed[.init(key: key, old: text)] ?? text
    }
    let added = Set(try FrozenFixtures.rows("added-members.tsv", columns: 2).map { $0[0] })
    for difference in found.differences(from: expected, tolerance: Self.tolerance, added: added) {
      Issue.record("\(name).json \(difference)")
    }
  }

  @Test("the queue and a case: new, scored from all tiles or from a sample, with flags, without a call")
  func cases() throws {
    let scratch = try Scratch()
    let casebook = ["--casebook", scratch["casebook.sqlite"]]
    let manifest = FrozenFixtures.checkout + "/sample-slides/cases.csv"
    for command in [
      ["add", "--manifest", manifest], ["score", "SYN-005", "SYN-007"],
      ["score", "SYN-004", "SYN-008", "--max-tiles", "40"],
    ] {
      let result = try run(command + casebook)
      try #require(result.status == 0, "\(command): \(result.error)")
    }
    try compare("queue", ["queue", "--json"] + casebook)
    try compare("queue-new", ["queue", "--status", "new", "--json"] + casebook)
    try compare("show-new", ["show", "SYN-006", "--json"] + casebook)
    try compare("show-scored", ["show", "SYN-004", "--json"] + casebook)
  }

  @Test("a Cox model: of terms and a spline with Efron's rule, and of one cause with Breslow's")
  func fits() throws {
    let scratch = try Scratch()
    let table = FrozenInputs.table(patients: 160, seed: 1)
    try table.write(toFile: scratch["a.csv"], atomically: true, encoding: .utf8)
    let competing = FrozenInputs.table(patients: 160, seed: 2, competing: true)
    try competing.write(toFile: scratch["b.csv"], atomically: true, encoding: .utf8)
    try compare(
      "fit", ["fit", "--table", scratch["a.csv"], "--covariates", "age/10, grade==3, rcs(nodes,0,1,5), risk", "--json"])
    try compare(
      "fit-cause",
      [
        "fit", "--table", scratch["b.csv"], "--covariates", "age/10, risk", "--event-value", "1", "--ties", "breslow",
        "--time-unit", "years", "--json",
      ])
  }

  @Test("a score's evaluation: alone, against clinical variables with resampling, and of a fitted model on others")
  func evaluations() throws {
    let scratch = try Scratch()
    for (name, seed) in [("a", 1), ("b", 2)] {
      try FrozenInputs.table(patients: 160, seed: UInt32(seed)).write(
        toFile: scratch["\(name).csv"], atomically: true, encoding: .utf8)
    }
    let table = ["evaluate", "--table", scratch["b.csv"], "--json"]
    try compare("evaluate-score", table + ["--score", "risk", "--threshold", "0.5"])
    try compare(
      "evaluate-clinical",
      table + ["--score", "risk", "--clinical", "age/10, nodes", "--threshold", "0.4"]
        + ["--subgroups", "menopausal", "--time-unit", "years", "--bootstrap", "40", "--seed", "3"])
    let model = scratch["fit.json"]
    let fit = try run([
      "fit", "--table", scratch["a.csv"], "--covariates", "age/10, nodes, risk", "--out", model,
    ])
    try #require(fit.status == 0, "\(fit.error)")
    try compare("evaluate-model", table + ["--model", model, "--training", scratch["a.csv"]])
  }

  @Test("a bundle's evaluation on the feature files of a cohort")
  func bundle() throws {
    let scratch = try Scratch()
    try FrozenInputs.cohort(patients: 60, width: try FrozenBundle.featureWidth(), in: scratch.path)
    try compare(
      "evaluate-bundle",
      [
        "evaluate", "--bundle", FrozenBundle.folder, "--cohort", scratch["cohort.csv"], "--bootstrap", "20", "--json",
      ])
  }

  @Test("strings that were changed stand in a frozen output, or in the table of those that none shows")
  func changedStringsOccur() throws {
    var standing: Set<FrozenFixtures.ChangedString> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: FrozenFixtures.folder)
    where name.hasSuffix(".json") {
      _ = try FrozenFixtures.output(String(name.dropLast(5))).mappingStrings { key, text in
        standing.insert(.init(key: key, old: text))
        return text
      }
    }
    for change in try FrozenFixtures.changedStrings().keys {
      #expect(standing.contains(change), "\(change.key): \"\(change.old)\" stands nowhere")
    }
    for change in try FrozenFixtures.changedStrings("other-changed-strings.tsv").keys {
      #expect(!standing.contains(change), "\(change.key): \"\(change.old)\" belongs among the changed strings")
    }
  }

  @Test(
    "two texts differ where a name, an order, a type or a number does, and the place is said",
    arguments: [
      (#"{"a": 1, "b": [1, 2]}"#, #"{"a": 1, "b": [1, 3]}"#, "$.b[1]: 2, not 3"),
      (#"{"a": 5}"#, #"{"a": 5.0}"#, "$.a: 5, not 5.0"),
      (#"{"a": 5}"#, #"{"b": 5}"#, "$: members a, not members b"),
      (#"{"a": 1, "b": 2}"#, #"{"b": 2, "a": 1}"#, "$: members a, b, not members b, a"),
      (#"[null]"#, #"["x"]"#, #"$[0]: null, not "x""#), (#"[1]"#, #"[1, 2]"#, "$: 1 elements, not 2 elements"),
      (#"["\u00e9"]"#, #"["é"]"#, nil), (#"[1e2]"#, #"[100.0]"#, nil),
    ] as [(String, String, String?)])
  func differences(found: String, expected: String, difference: String?) throws {
    let values = try (JSONValue(parsing: Array(found.utf8)), JSONValue(parsing: Array(expected.utf8)))
    #expect(values.0.differences(from: values.1, tolerance: 0) == [difference].compactMap { $0 })
  }
}
