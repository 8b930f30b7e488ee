import Foundation
import Testing

/// A case that is heard and signed line by line, as with a screen reader, on a terminal of its own.
@Suite("A reading in words, in the program")
struct SpokenJourneyTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  /// A scored case, and a reviewer who may sign it.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func terminal(_ arguments: String...) throws -> PseudoTerminal {
    let environment = ["TERM": "dumb", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    let all = [Program.path] + arguments + ["--reviewer", Self.ann.name, "--casebook", casebook]
    return try PseudoTerminal(all, environment: environment, columns: 200, rows: 60)
  }

  private func shown() throws -> [String: Any] {
    try Program.run("show", "S-1", "--json", "--casebook", casebook).json
  }

  /// Waits for what is said, then types a line.
  private func answer(_ screen: PseudoTerminal, _ question: String, _ line: String) throws {
    try screen.wait(for: question)
    screen.type(line + "\r")
  }

  /// From the case to the passphrase: the sample's call is low.
  private func read(_ screen: PseudoTerminal) throws {
    try answer(screen, "Type read to give your reading", "read")
    try answer(screen, "Where do you look at the slide?", "glass")
    try answer(screen, "Your own call, or what you sign", "low")
    try answer(screen, "Your own Nottingham grade.", "")
    try answer(screen, "A comment of your own", "seen at the microscope")
    try screen.wait(for: "Type sign to go on")
  }

  @Test("begins with the queue, tells the case, and signs with a passphrase that is not shown, and draws nothing")
  func signs() throws {
    let settings = "[signing]\nwithdrawal = 2\n"
    try settings.write(toFile: casebook + ".laboratory.toml", atomically: true, encoding: .utf8)
    let screen = try terminal("review", "--accessible")
    try answer(screen, "Type the number of a case", "1")
    try read(screen)
    screen.type("sign\r")
    try screen.wait(for: "(not shown)")
    screen.type(Self.ann.passphrase + "\r")
    try screen.wait(for: "in 2 seconds; until then z and Enter withdraw it.")
    try screen.wait(for: "It is in the ledger and cannot be changed.")
    try answer(screen, "No case is to do.", "quit")
    #expect(try screen.waitForExit() == 0)
    let text = String(decoding: screen.received, as: UTF8.self)
    #expect(!text.contains(Self.ann.passphrase) && !text.contains("\u{1B}"), "\(text)")
    #expect(text.unicodeScalars.allSatisfy { !(0x2500...0x259F).contains($0.value) })
    for line in ["Research use only", "DEMO model", "The model's call: low risk", "Attention tile 1 of", "mm wide"] {
      #expect(text.contains(line), "\(line)\n\(text)")
    }
    let signed = try shown()
    #expect(["finalCall", "decision", "signedBy"].map { signed[$0] as? String } == ["low", "confirm", Self.ann.name])
    let output = try Program.run("show", "S-1", "--casebook", casebook).output
    #expect(output.contains("Not shown here: SYN-001.svs. The diagnosis was read on glass"), "\(output)")
    #expect(output.contains("0 % of tissue at 5x or more"), "\(output)")
  }

  @Test("a case that is not there is one sentence and an exit code, as everywhere")
  func missing() throws {
    let result = try Program.run("read", "S-9", "--reviewer", Self.ann.name, "--casebook", casebook)
    #expect(result.status != 0 && result.error.contains("S-9") && result.output.isEmpty, "\(result.output)")
  }

  @Test("an input that is no terminal is answered as well, and its end leaves")
  func input() throws {
    let line = "printf 'help\\n' | '\(Program.path)' read S-1 --reviewer '\(Self.ann.name)' --casebook '\(casebook)'"
    let result = try Program.run(arguments: ["-c", line], of: "/bin/bash")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("again repeats the question."), "\(result.output)")
    #expect(result.output.hasSuffix("Left; nothing was signed.\n"), "\(result.output)")
  }

  @Test("pasted lines sign nothing, with the right passphrase among them, and the draft is kept")
  func paste() throws {
    let screen = try terminal("read", "S-1")
    try read(screen)
    screen.type("sign\r\(Self.ann.passphrase)\r\r")
    try screen.wait(for: "(not shown)")
    screen.type("\(Self.ann.passphrase)\rsign\rsign\r")
    try screen.wait(for: "several lines came at once")
    screen.type("quit\r")
    try screen.wait(for: "your draft is kept.")
    #expect(try screen.waitForExit() == 0)
    #expect(try shown()["finalCall"] as? String == nil)
    let again = try terminal("read", "S-1")
    try again.wait(for: "Your draft, to confirm, is kept; it is not signed.")
    again.type("quit\r")
    #expect(try again.waitForExit() == 0)
  }
}
