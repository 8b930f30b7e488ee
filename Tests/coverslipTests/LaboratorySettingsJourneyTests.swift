import Foundation
import Testing

@Suite("What a laboratory sets beside the casebook")
struct LaboratorySettingsJourneyTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func set(_ text: String) throws {
    try text.write(toFile: casebook + ".laboratory.toml", atomically: true, encoding: .utf8)
  }

  @Test("no time to withdraw: a signature is in the ledger at once")
  func withdrawal() throws {
    try set("[signing]\nwithdrawal = 0\n")
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let screen = try PseudoTerminal(
      [Program.path, "review", "--reviewer", Self.ann.name, "--casebook", casebook], environment: environment,
      columns: 80, rows: 24)
    try screen.wait(for: "S-1")
    screen.type("\r")
    try screen.waitForSlide()
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("d")
    try screen.wait(for: "second opinion")
    screen.type("2")
    try screen.wait(for: "▌second opinion")
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type(Self.ann.passphrase)
    try screen.wait(for: String(repeating: "•", count: Self.ann.passphrase.count))
    screen.type("\r")
    try screen.wait(for: "It is in the ledger")
    screen.type("z")
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    let shown = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    #expect(shown["status"] as? String == "deferred", "what is in the ledger is not withdrawn")
  }

  @Test("a file that is wrong is told by doctor, with what would be right; one that is right is named")
  func wrong() throws {
    try set("[signing]\nwithdrawal = 61\n")
    let sentence = "line 2, signing.withdrawal: 61 is not taken; write 0 to 60"
    let doctor = try Program.run("doctor", "--no-encoders", "--casebook", casebook, environment: ["LANG": "C.UTF-8"])
    #expect(doctor.status == 65)
    #expect(doctor.output.contains(sentence), "\(doctor.output)")
    try set("[signing]\nwithdrawal = 60\n")
    let right = try Program.run("doctor", "--no-encoders", "--casebook", casebook, environment: ["LANG": "C.UTF-8"])
    #expect(right.output.contains("casebook.sqlite.laboratory.toml"), "\(right.output)")
    #expect(!right.output.contains("FAIL  settings"))
  }
}
