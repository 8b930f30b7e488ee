import Foundation
import Testing

@Suite("A terminal that is asked what it can do")
struct TerminalJourneyTests {
  private let scratch: Scratch
  private static let kitty = "␛P>|kitty(0.35.2)␛\\␛_Gi=31;OK␛\\␛[6;20;10t␛[?2026;2$y␛[?62;c"

  init() throws {
    scratch = try Scratch()
    let rows = (0..<120).map { index in
      "P\(index),\(1 + (index * 37) % 11).5,\(index % 3 == 0 ? 1 : 0),\(Double((index * 29) % 119 + 1) / 121)"
    }
    try ("patient,time,event,risk\n" + rows.joined(separator: "\n") + "\n").write(
      toFile: scratch["t.csv"], atomically: true, encoding: .utf8)
  }

  /// Over SSH, where no variable but the plain name comes along.
  private func terminal(_ arguments: [String], persona: String?) throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "OPENBLAS_NUM_THREADS": "1",
    ]
    let screen = try PseudoTerminal([Program.path] + arguments, environment: environment, columns: 120, rows: 60)
    screen.persona = persona
    return screen
  }

  private func evaluation(persona: String?) throws -> PseudoTerminal {
    let screen = try terminal(
      [
        "evaluate", "--table", scratch["t.csv"], "--score", "risk", "--risk-threshold", "0.5", "--time-unit", "years",
        "--screen",
      ], persona: persona)
    try screen.wait(for: "patients 120")
    return screen
  }

  private func received(_ screen: PseudoTerminal) -> String {
    String(decoding: screen.received, as: UTF8.self).replacing("\u{1B}", with: "␛")
  }

  private func configure(_ text: String) throws {
    let folder = scratch[".config/coverslip"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
  }

  @Test("gets all its colours and whole frames, and its answers are no keys")
  func answers() throws {
    let screen = try evaluation(persona: Self.kitty)
    try screen.wait("24-bit colours in marked frames") { _ in
      let received = received(screen)
      return received.contains("48;2;") && received.contains("␛[?2026h")
    }
    #expect(screen.screen.text.contains("patients 120"))
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
    #expect(screen.isForAShell)
  }

  @Test("that says nothing is shown what its name lets guess")
  func silent() throws {
    let screen = try evaluation(persona: nil)
    #expect(received(screen).contains("48;5;"))
    #expect(!received(screen).contains("48;2;"))
    #expect(!received(screen).contains("␛[?2026h"))
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
  }

  @Test("is not asked where config.toml says so, and taken for what that says")
  func configured() throws {
    try configure("[terminal]\ncolor = 16\nquery = false\n")
    let screen = try evaluation(persona: Self.kitty)
    #expect(!received(screen).contains("␛[c"))
    #expect(!received(screen).contains("8;5;") && !received(screen).contains("8;2;"))
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
  }

  @Test("is told by doctor, with a card that shows its symbols and colours")
  func doctor() throws {
    let screen = try terminal(["doctor", "--no-encoders"], persona: Self.kitty)
    try screen.wait(for: "\nheat")
    let text = screen.screen.text
    for line in [
      "answers    kitty(0.35.2), attributes 62", "colours    truecolor, as is known of kitty",
      "pixels     kitty, as is known of kitty", "frames     shown whole (mode 2026), as it answered",
      "cell       10 x 20 px, as it answered", "\nseams", "\noctant", "\ngreys",
    ] {
      #expect(text.contains(line), "\(line) in \(text)")
    }
    #expect(received(screen).contains("38;2;190;110;160"), "the bar in one colour")
    _ = try screen.waitForExit()
    #expect(screen.isForAShell)
  }

  @Test("is told as JSON, where nobody sits at it too; the card alone can be had")
  func commands() throws {
    let told = try Program.run("doctor", "--json").json["terminal"] as? [String: Any]
    #expect(told?["asked"] as? Bool == false)
    #expect(told?["colours"] as? [String: String] == ["value": "mono", "source": "guess"])
    let card = try Program.run("doctor", "--test-card")
    #expect(card.status == 0)
    #expect(card.output.contains("quadrant"))
    #expect(!card.output.contains("\u{1B}"), "nobody shows colours")
  }
}
