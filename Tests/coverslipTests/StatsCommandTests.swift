import Foundation
import Testing
import UseCases

/// Figures of readings as a user gets them, and as another program computes them again.
@Suite("coverslip stats")
struct StatsCommandTests {
  private let scratch: Scratch
  private let casebook: String

  /// A casebook of 60 simulated cases.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try Self.template.copy(to: casebook)
  }

  private static let template = CasebookTemplate { casebook, _ in
    let made = try Program.run("simulate", "readings", "--out", casebook, "--count", "60", "--seed", "3")
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output.hasPrefix("made 60 synthetic cases with "), "\(made.output)")
    #expect(made.output.contains("\"\(SimulateReadings.passphrase)\""))
  }

  /// A reader of a simulated casebook, who is nobody.
  private static func nobody(_ name: String) -> TestReviewer {
    TestReviewer(name: name, passphrase: SimulateReadings.passphrase)
  }

  private func stats(_ name: String, _ arguments: String..., of casebook: String? = nil) throws -> Program.Result {
    try Self.nobody(name).run(
      ["stats", "--reviewer", name] + arguments, casebook: casebook ?? self.casebook, scratch)
  }

  private static let isThorough = ProcessInfo.processInfo.environment["COVERSLIP_THOROUGH"] == "1"
  private static let hasPython = OutsideTools.pythonHas("csv, json")

  @Test("a simulated casebook holds, is synthetic by its names, and takes the place of nothing")
  func simulated() throws {
    let verified = try Program.run("ledger", "verify", "--casebook", casebook)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
    #expect(try Program.run("queue", "--casebook", casebook, "--columns", "case").output.contains("SIM-0001"))
    let again = try Program.run("simulate", "readings", "--out", casebook)
    #expect(again.status == 73 && again.error.contains("it is not overwritten"), "\(again.error)")
    #expect(try Program.run("simulate", "readings", "--out", scratch["x"], "--count", "0").status == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch["x"]))
  }

  @Test(
    "another program computes the same figures from the table of signatures", .enabled(if: hasPython),
    arguments: isThorough ? [60, 500] : [60])
  func computedAgain(count: Int) throws {
    var path = casebook
    if count != 60 {
      path = scratch["more.sqlite"]
      let made = try Program.run("simulate", "readings", "--out", path, "--count", "\(count)", "--seed", "1")
      #expect(made.status == 0, "\(made.error)")
    }
    let (figures, rows) = (
      try stats("Quality", "--json", of: path), try stats("Quality", "--csv", of: path)
    )
    #expect(figures.status == 0 && rows.status == 0, "\(figures.error)\(rows.error)")
    #expect(figures.json["scope"] as? String == "everybody" && figures.json["demonstration"] as? Bool == true)
    try figures.bytes.write(to: URL(fileURLWithPath: scratch["figures.json"]))
    try rows.bytes.write(to: URL(fileURLWithPath: scratch["readings.csv"]))
    let script = URL(fileURLWithPath: OutsideTools.sample("x")).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Documentation/check_readings.py").path
    let check = try #require(
      OutsideTools.run(["python3", script, scratch["readings.csv"], scratch["figures.json"]]))
    #expect(check.status == 0, "\(check.output)")
    let compared = check.output.split(separator: "\n").last?.split(separator: " ")
    #expect(check.output.hasSuffix("figures compared, 0 differ"), "\(check.output)")
    #expect(compared?.first.flatMap { Int($0) } ?? 0 > 100, "\(check.output)")
  }

  @Test("quality is told of all readers, a reader of themselves, whoever says nothing of nobody")
  func scopes() throws {
    let all = try stats("Quality")
    #expect(all.status == 0 && all.output.contains("Of all readers."), "\(all.error)")
    for name in ["Reader A", "Reader B", "Reader C"] { #expect(all.output.contains(name)) }
    #expect(all.output.contains("DEMO model") && all.output.contains("Research use only, not a medical device."))
    let own = try stats("Reader A")
    #expect(own.output.contains("Of the readings of Reader A alone"), "\(own.error)")
    for name in ["Reader B", "Reader C", "Reader D"] { #expect(!own.output.contains(name)) }
    let table = try stats("Reader A", "--csv").output
    #expect(table.contains("Reader A") && !table.contains("Reader B"))
    let nobody = try Program.run("stats", "--casebook", casebook)
    #expect(nobody.status == 64 && nobody.output.isEmpty && nobody.error.contains("--reviewer"), "\(nobody.error)")
    let wrong = try Self.nobody("Quality").run(
      ["stats", "--reviewer", "Quality"], lines: ["seven grey herons at noon"], casebook: casebook, scratch)
    #expect(wrong.status == 77 && wrong.output.isEmpty, "\(wrong.error)")
    #expect(try stats("Quality", "--json", "--csv").status == 64)
  }

  @Test("are of the cases that pass a filter")
  func filtered() throws {
    let one = try stats("Quality", "--json", "--cases", "SIM-0001")
    #expect(one.json["cases"] as? Int == 1 && one.json["filter"] as? String == "sim-0001", "\(one.error)")
    let colleague = try stats("Reader A", "--cases", "by:\"Reader B\"")
    #expect(colleague.status == 77 && colleague.error.contains("colleagues together"), "\(colleague.error)")
    let mistaken = try stats("Quality", "--cases", "statsu:new")
    #expect(mistaken.status == 64 && mistaken.error.contains("did you mean status?"), "\(mistaken.error)")
  }

  @Test("a casebook without reviewers asks nobody, and says where nothing is signed")
  func empty() throws {
    let plain = scratch["plain.sqlite"]
    try CasebookTemplate.scored.copy(to: plain)
    let told = try Program.run("stats", "--casebook", plain)
    #expect(told.status == 0, "\(told.error)")
    #expect(told.output.contains("Cases: 0 with a signature, 0 of them closed; 1 not signed"), "\(told.output)")
    #expect(try Program.run("stats", "--json", "--casebook", plain).json["unsigned"] as? Int == 1)
  }
}
