import Foundation
import Testing

@Suite("An evaluation on the screen, as a statistician opens it")
struct EvaluationScreenJourneyTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let rows = (0..<120).map { index in
      "P\(index),\(1 + (index * 37) % 11).5,\(index % 3 == 0 ? 1 : 0),\(Double((index * 29) % 119 + 1) / 121)"
    }
    try ("patient,time,event,risk\n" + rows.joined(separator: "\n") + "\n").write(
      toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
  }

  private func terminal(_ arguments: [String], _ columns: Int = 120, _ rows: Int = 40) throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    return try PseudoTerminal([Program.path] + arguments, environment: environment, columns: columns, rows: rows)
  }

  @Test(
    "--screen shows the table's evaluation from top to end, and one key leaves it", arguments: [(80, 24), (200, 60)])
  func alone(columns: Int, rows: Int) throws {
    let screen = try terminal(
      [
        "evaluate", "--table", scratch["t.csv"], "--score", "risk", "--risk-threshold", "0.5", "--time-unit", "years",
        "--screen",
      ], columns, rows)
    try screen.wait(for: "patients 120, 40 events")
    #expect(screen.screen.text.contains("high by 5 years: probability above 0.5"))
    #expect(screen.screen.text.contains("esearch use only"))
    screen.type("G")
    try screen.wait(for: "Left out")
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
  }

  @Test("review shows what --evaluation names behind Tab on the model's screen")
  func beside() throws {
    let saved = try Program.run("evaluate", "--table", scratch["t.csv"], "--score", "risk", "--json")
    try saved.bytes.write(to: URL(fileURLWithPath: scratch["e.json"]))
    let slide = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../sample-slides/SYN-001.svs").path
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", scratch["c.sqlite"]).status == 0)
    let screen = try terminal(["review", "--casebook", scratch["c.sqlite"], "--evaluation", scratch["e.json"]])
    screen.type("m")
    try screen.wait(for: "▸Model")
    screen.type("\t")
    try screen.wait(for: "the score in column")
    screen.type("q")
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
  }

  @Test(
    "a file whose numbers have no place on a screen is refused in one sentence, and no screen is opened",
    arguments: [
      ("\"horizon\": 5.0", "\"horizon\": -5.0"), ("\"horizon\": 5.0", "\"horizon\": \"5\""),
      ("\"timeUnit\": \"years\"", "\"timeUnit\": \"fortnights\""), ("\"predicted\": 0", "\"predicted\": 7"),
      ("\"threshold\": 0.02", "\"threshold\": 0.9"), ("\"time\": [", "\"time\": [-3.5, "),
    ])
  func unsound(from: String, to: String) throws {
    let slide = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../sample-slides/SYN-001.svs").path
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", scratch["c.sqlite"]).status == 0)
    let saved = try Program.run(
      "evaluate", "--table", scratch["t.csv"], "--score", "risk", "--time-unit", "years", "--json"
    ).output
    #expect(saved.contains(from))
    try saved.replacingOccurrences(of: from, with: to).write(
      toFile: scratch["e.json"], atomically: true, encoding: .utf8)
    let refused = try terminal(["review", "--casebook", scratch["c.sqlite"], "--evaluation", scratch["e.json"]])
    try refused.wait(for: "this is no evaluation of")
    #expect(try refused.waitForExit() == 65)
  }

  @Test("what was left out is named in words, not as the file has it")
  func leftOut() throws {
    let screen = try terminal(["evaluate", "--table", scratch["t.csv"], "--score", "risk", "--screen"])
    try screen.wait(for: "patients 120")
    screen.type("G")
    try screen.wait(for: "sensitivity, specificity, PPV and NPV: no threshold was named")
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
  }

  @Test("without a terminal --screen says so")
  func noTerminal() throws {
    let result = try Program.run("evaluate", "--table", scratch["t.csv"], "--score", "risk", "--screen")
    #expect(result.status == 64 && result.error.contains("--screen needs a terminal"), "\(result.error)")
  }
}
