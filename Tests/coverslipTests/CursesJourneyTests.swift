import Foundation
import Testing

/// From the queue to the signature with ncurses painting: the writer of differences is not used.
@Suite("The workstation painted by ncurses")
struct CursesJourneyTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func workstation(_ columns: Int, _ rows: Int) throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let screen = try PseudoTerminal(
      [
        Program.path, "review", "--reviewer", Self.ann.name, "--casebook", casebook, "--painter", "ncurses",
      ], environment: environment, columns: columns, rows: rows)
    // It would take synchronised frames and 24 bits.
    screen.persona = "␛[?2026;2$y␛[?62;22c"
    try screen.wait(for: "S-1")
    return screen
  }

  @Test("leads from the queue over slide, heat map, gallery, help and commands to a signature", arguments: [80, 160])
  func journey(columns: Int) throws {
    let screen = try workstation(columns, columns == 80 ? 24 : 48)
    screen.type("/s-1\r")
    try screen.wait("the filter to be kept") { $0.contains("/ s-1") && $0.contains("j k move") }
    screen.type("\r")
    try screen.wait(for: "attention, not risk")
    try screen.waitForSlide()
    screen.type("n")
    try screen.wait(for: "attention tile 1/")
    screen.type("0")
    try screen.wait(for: "heat map off")
    screen.type("0")
    try screen.wait("the heat map again") { !$0.contains("heat map off") }
    screen.type("g")
    try screen.wait(for: "› gallery")
    screen.type("g")
    try screen.wait("the slide again") { !$0.contains("› gallery") && $0.contains("attention tile") }
    screen.type("?")
    try screen.wait(for: "In the case")
    screen.type("q")
    try screen.wait("the help to be closed") { !$0.contains("In the case") }
    screen.type(":mag 1:1")
    try screen.wait(for: "mag 1:1")
    screen.type("\r")
    try screen.wait("the commands to be closed") { !$0.contains("mag 1:1") }
    try screen.waitForSlide()
    screen.type("s")
    try screen.wait(for: "keep draft")
    // The model's call of this sample is low.
    screen.type("l")
    try screen.wait(for: "◉ ▼ LOW")
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type(Self.ann.passphrase)
    try screen.wait(for: String(repeating: "•", count: Self.ann.passphrase.count))
    screen.type("\r")
    try screen.wait(for: "S-1 signed. z withdraws")
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    #expect(screen.isForAShell)
    let received = String(decoding: screen.received, as: UTF8.self)
    #expect(!received.contains("\u{1B}[?2026h") && !received.contains("38;2;"), "the direct writer has written")
    let shown = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    #expect((shown["signoff"] as? [String: Any])?["finalCall"] as? String == "low")
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }
}
