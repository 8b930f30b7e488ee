import Foundation
import Testing

/// The main job as a pathologist does it, keys in and screens out, on a terminal of its own.
@Suite("The journey of a real slide")
struct JourneyTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
  }

  private func terminal(
    _ columns: Int, _ rows: Int, painter: String, showsTour: Bool = false
  ) throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let screen = try PseudoTerminal(
      [
        Program.path, "review", "--reviewer", TestReviewer.ann.name, "--casebook", casebook, "--painter", painter,
      ], environment: environment, columns: columns, rows: rows, showsTour: showsTour)
    // It says that it knows synchronised frames.
    screen.persona = "␛[?2026;2$y␛[?62;22c"
    return screen
  }

  /// Two real slides, of which one is scored, and a reviewer.
  private static let template = CasebookTemplate { casebook, _ in
    for (id, slide) in [("CMU-1", "CMU-1-Small-Region.svs"), ("OTHER-2", "OS-1-detail.derived.svs")] {
      let added = try Program.run("add", Reference.path("slides/\(slide)"), "--case", id, "--casebook", casebook)
      #expect(added.status == 0, "\(added.error)")
    }
    try TestReviewer.ann.admit(to: casebook)
    let scoring = try Program.run("score", "CMU-1", "--casebook", casebook)
    #expect(scoring.status == 0, "\(scoring.error)")
  }

  @Test(
    "a slide is added, scored, found by search, looked at, and signed with the reader's own call",
    .enabled(if: Reference.folder != nil, "the reference slides are not on this machine"),
    arguments: [(80, 24, "direct"), (120, 40, "ncurses"), (200, 60, "direct")])
  func wholeJourney(columns: Int, rows: Int, painter: String) throws {
    try Self.template.copy(to: casebook)
    let screen = try terminal(columns, rows, painter: painter)
    try screen.wait(for: "CMU-1")
    try screen.wait(for: "OTHER-2")
    #expect(screen.screen.text.contains("esearch use only"))
    screen.type("/cmu")
    try screen.wait("the other case to be filtered away") { !$0.contains("OTHER-2") }
    screen.type("\r")
    screen.type("\r")
    try screen.waitForSlide()
    #expect(screen.screen.text.contains("DEMO"))
    try screen.wait(for: "attention, not risk")
    screen.type("aa")
    try screen.wait("colours") { $0.contains("100 % of case") || $0.contains("percentile of the case") }
    screen.type("0")
    try screen.wait(for: "heat map off")
    screen.type("0")
    try screen.wait(for: "attention, not risk")
    let isWhole = { (text: String) in text.contains("whole ─╮") || text.contains("whole slide ─╮") }
    try screen.wait("the whole slide", until: isWhole)
    screen.type("4")
    screen.type("lljj+")
    try screen.wait("the whole slide to be left") { !isWhole($0) }
    screen.type("n")
    try screen.wait(for: "attention tile 1/")
    screen.type("s")
    try screen.wait("the sign-off dialog to take keys") { $0.contains("keep draft") }
    // Nothing is preset: h is the reader's own call, and what the model says decides only how that is called.
    screen.type("h")
    try screen.wait(for: "◉ ▲ HIGH")
    if screen.screen.text.contains("histology disagrees") {
      screen.type("8")
      try screen.wait(for: "▌histology disagrees")
    }
    screen.type("c")
    try screen.wait(for: "▸ comment")
    screen.type("seen at the microscope")
    try screen.wait(for: "seen at the microscope")
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type(TestReviewer.ann.passphrase)
    try screen.wait(for: "•••")
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    screen.type("\u{1B}")
    try screen.wait("the dialog to be closed") { !$0.contains("Enter next case") }
    screen.type("q")
    // Back in the queue, where the search still stands.
    try screen.wait(for: "sorted by")
    screen.type("q")
    #expect(try screen.waitForExit() == 0)
    let received = String(decoding: screen.received, as: UTF8.self)
    // Differences are written in synchronised frames and 24 bits, which ncurses knows nothing of.
    #expect(received.contains("\u{1B}[?2026h") == (painter == "direct"))
    #expect(received.contains("38;2;") == (painter == "direct"))

    let shown = try Program.run("show", "CMU-1", "--json", "--casebook", casebook).json
    #expect(shown["status"] as? String == "signed")
    let signOff = try #require(shown["signoff"] as? [String: Any])
    let decisions = ["high": "confirm", "low": "override", "no-call": "assess"]
    #expect(signOff["decision"] as? String == decisions[try #require(shown["modelCall"] as? String)])
    #expect(signOff["finalCall"] as? String == "high")
    #expect(signOff["comment"] as? String == "seen at the microscope")
    let digest = try #require(signOff["entryDigest"] as? String)
    #expect(try Program.run("ledger", "export", "--casebook", casebook).output.contains(digest))
    let verification = try Program.run("ledger", "verify", "--casebook", casebook)
    #expect(verification.status == 0, "\(verification.output)\(verification.error)")
  }

  @Test(
    "a new case is scored from inside; the tour comes at the first start alone",
    .enabled(if: Reference.folder != nil, "the reference slides are not on this machine"))
  func scoresFromInside() throws {
    try Self.template.copy(to: casebook)
    let first = try terminal(80, 24, painter: "direct", showsTour: true)
    try first.wait(for: "1 of 5")
    first.type("\u{1B}")
    try first.wait("the tour to be gone") { !$0.contains("1 of 5") }
    first.type("/other\r")
    try first.wait("the other case to be filtered away") { !$0.contains("CMU-1") }
    first.type("s")
    try first.wait(for: "OTHER-2 is scored.")
    first.type("q")
    #expect(try first.waitForExit() == 0)
    let shown = try Program.run("show", "OTHER-2", "--json", "--casebook", casebook).json
    #expect(shown["status"] as? String == "scored")
    let verification = try Program.run("ledger", "verify", "--casebook", casebook)
    #expect(verification.status == 0, "\(verification.output)\(verification.error)")
    let second = try terminal(80, 24, painter: "direct", showsTour: true)
    try second.wait(for: "OTHER-2")
    #expect(!second.screen.text.contains("1 of 5"))
    second.type("q")
    #expect(try second.waitForExit() == 0)
  }

  @Test(
    "the mouse and the commands lead through it as the keys do, and no click leads to the passphrase",
    .enabled(if: Reference.folder != nil, "the reference slides are not on this machine"))
  func mouseAndCommands() throws {
    try Self.template.copy(to: casebook)
    let screen = try terminal(200, 60, painter: "direct")
    try screen.wait(for: "OTHER-2")
    try screen.click(on: "Scored")
    try screen.wait("the other case to be under another tab") { !$0.contains("OTHER-2") }
    screen.type(":case CMU")
    try screen.wait(for: "case CMU-1")
    screen.type("\r")
    try screen.waitForSlide()
    screen.type("6")
    screen.type(":um 500 700")
    try screen.wait(for: "um 500 700")
    screen.type("\r")
    // The last line, which is painted last, has its keys again: all of the frame is there.
    try screen.wait("the place") { $0.contains("at 500, 700 µm") && $0.contains("s sign off") && $0.contains("? help") }
    // What was not on the screen is not signed.
    try screen.waitForSlide(glyphs: 1000)
    try screen.click(on: "s sign off")
    try screen.wait("the sign-off dialog to take keys") { $0.contains("keep draft") }
    try screen.click(on: "○ ▲ HIGH")
    try screen.wait(for: "◉ ▲ HIGH")
    if screen.screen.text.contains("histology disagrees") {
      try screen.click(on: "histology disagrees")
      try screen.wait(for: "▌histology disagrees")
    }
    try screen.click(on: "Enter go on")
    try screen.wait(for: "No click leads to a signature")
    #expect(!screen.screen.text.contains("Your passphrase"))
    screen.type("\u{1B}")
    try screen.wait("the dialog to be closed") { !$0.contains("keep draft") }
    screen.type(":leave cov")
    try screen.wait(for: "leave Coverslip")
    screen.type("\r")
    #expect(try screen.waitForExit() == 0)
  }
}
