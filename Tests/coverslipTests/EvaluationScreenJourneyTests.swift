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

  @Test("review shows what --evaluation names behind Tab on the model's screen, and refuses what is none")
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
    try "{\"n\": 3}".write(toFile: scratch["no.json"], atomically: true, encoding: .utf8)
    let refused = try terminal(["review", "--casebook", scratch["c.sqlite"], "--evaluation", scratch["no.json"]])
    try refused.wait(for: "this is no evaluation of")
    #expect(try refused.waitForExit() == 65)
  }

  @Test("without a terminal --screen says so")
  func noTerminal() throws {
    let result = try Program.run("evaluate", "--table", scratch["t.csv"], "--score", "risk", "--screen")
    #expect(result.status == 64 && result.error.contains("--screen needs a terminal"), "\(result.error)")
  }
}
