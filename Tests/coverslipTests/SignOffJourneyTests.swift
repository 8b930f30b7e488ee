import Foundation
import Testing

/// What must never sign, tried with the keys of a terminal; and a casebook that is exchanged under an open workstation.
@Suite("A signature in the terminal")
struct SignOffJourneyTests {
  private let scratch: Scratch
  private let casebook: String
  private let slide: String

  /// A scored case on a slide of its own.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    slide = scratch["one.svs"]
    try FileManager.default.copyItem(atPath: Self.sample(1), toPath: slide)
    #expect(try Program.run("add", slide, "--case", "S-1", "--casebook", casebook).status == 0)
    let scored = try Program.run("score", "S-1", "--max-tiles", "40", "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
  }

  private static func sample(_ number: Int) -> String {
    URL(fileURLWithPath: #filePath).appendingPathComponent("../../../sample-slides/SYN-00\(number).svs").standardized
      .path
  }

  private func workstation() throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let screen = try PseudoTerminal(
      [Program.path, "review", "--casebook", casebook], environment: environment, columns: 80, rows: 24)
    try screen.wait(for: "S-1")
    return screen
  }

  private func open(_ screen: PseudoTerminal) throws {
    screen.type("\r")
    try screen.wait(for: "whole")
    try screen.wait("the slide in block characters") { $0.contains { "▀▄▌▐▖▗▘▝▚▞▂▃▅▆▇▁".contains($0) } }
  }

  private func dialog(_ screen: PseudoTerminal) throws {
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("c")
    try screen.wait(for: "to the signature")
  }

  private func leave(_ screen: PseudoTerminal) throws {
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
  }

  /// Waits until the casebook, or its journal, has the draft: the screen is ahead of it.
  private func waitForDraft(_ comment: String) throws {
    let deadline = Date().addingTimeInterval(120)
    while ![casebook, casebook + "-wal"].contains(where: {
      FileManager.default.contents(atPath: $0)?.range(of: Data(comment.utf8)) != nil
    }) {
      try #require(Date() < deadline, "no draft in the casebook")
      usleep(20_000)
    }
  }

  private func status() throws -> String? {
    try Program.run("show", "S-1", "--json", "--casebook", casebook).json["status"] as? String
  }

  @Test("keys typed ahead in one go open the dialog and sign nothing")
  func typedAhead() throws {
    let screen = try workstation()
    screen.type("\rsc\r\r\u{19}")
    try screen.wait(for: "keep draft")
    #expect(!screen.screen.text.contains("SIGNED"))
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test(
    "a paste with line breaks signs nothing, marked as a paste or not",
    arguments: ["\u{1B}[200~fine\r\u{19}\r\n\u{1B}[201~", "fine\r\u{19}\r\u{19}"])
  func paste(text: String) throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    screen.type(text)
    try screen.wait(for: "fine")
    let isMarked = text.hasPrefix("\u{1B}")
    try screen.wait(for: isMarked ? "to the signature" : "No other key does")
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test("a case whose slide is gone is not signed as reviewed")
  func missingSlide() throws {
    try FileManager.default.removeItem(atPath: slide)
    let screen = try workstation()
    screen.type("\r")
    try screen.wait(for: "The slide cannot be shown")
    try dialog(screen)
    screen.type("\r")
    try screen.wait(for: "the case is not signed as reviewed")
    screen.type("\u{19}")
    try screen.wait(for: "^Y SIGN")
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test("is refused where another slide has come under the path since the case was opened")
  func swappedSlide() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    screen.type("\r")
    try screen.wait(for: "No other key does")
    try FileManager.default.removeItem(atPath: slide)
    try FileManager.default.copyItem(atPath: Self.sample(3), toPath: slide)
    screen.type("\u{19}")
    try screen.wait(for: "Not signed")
    try screen.wait(for: "registered")
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test("is refused where the casebook was exchanged meanwhile; the draft is kept, said, and there again")
  func exchanged() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    screen.type("to be kept")
    try screen.wait(for: "to be kept")
    screen.type("\r")
    try screen.wait(for: "No other key does")
    try waitForDraft("to be kept")
    try FileManager.default.moveItem(atPath: casebook, toPath: scratch["aside"])
    try FileManager.default.copyItem(atPath: scratch["aside"], toPath: casebook)
    let before = FileManager.default.contents(atPath: casebook)
    screen.type("\u{19}")
    try screen.wait(for: "Not signed")
    try screen.wait(for: "The draft is kept in")
    #expect(!screen.screen.text.contains("SIGNED"))
    try leave(screen)
    #expect(FileManager.default.contents(atPath: casebook) == before)
    let kept = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.contains(".draft-S_1-") }
    #expect(kept.count == 1)

    let again = try workstation()
    again.type("\r")
    try again.wait(for: "Draft, to confirm: not signed.")
    again.type("s")
    try again.wait(for: "to be kept")
    try leave(again)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { !$0.contains(".draft-") })
  }

  @Test("shows in the lists of a shell as the final call, the model's apart")
  func lists() throws {
    let screen = try workstation()
    try open(screen)
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("o8\t")
    try screen.wait(for: "keep draft")
    screen.type("\r")
    try screen.wait(for: "to the signature")
    screen.type("\r")
    try screen.wait(for: "No other key does")
    screen.type("\u{19}")
    try screen.wait(for: "It is in the ledger")
    try leave(screen)
    let shown = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    let (final, model) = (try #require(shown["finalCall"] as? String), try #require(shown["modelCall"] as? String))
    #expect(final != model)
    #expect(((shown["finding"] as? [String: Any])?["call"] as? String) == model)
    let lines = try Program.run("queue", "--casebook", casebook).output.split(separator: "\n")
    let columns = ["FINAL CALL", "MODEL'S CALL"].map { lines[0].range(of: $0)?.lowerBound }
    let start = try #require(columns[0])
    let offset = lines[0].distance(from: lines[0].startIndex, to: start)
    let word = final == "no-call" ? "no call" : final.uppercased()
    #expect(lines[1].dropFirst(offset).hasPrefix("\(word) override"), "\(lines[0])\n\(lines[1])")
  }
}

@Suite("Several processes at one casebook")
struct SharedCasebookTests {
  @Test("score each case once, and none ends before every case has its finding")
  func scoring() async throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    let samples = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../sample-slides").path
    for number in [1, 3] {
      let added = try Program.run(
        "add", "\(samples)/SYN-00\(number).svs", "--case", "S-\(number)", "--casebook", casebook)
      #expect(added.status == 0, "\(added.error)")
    }
    let results = try await withThrowingTaskGroup(of: Program.Result.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try Program.run("score", "--max-tiles", "40", "--workers", "1", "--casebook", casebook)
        }
      }
      return try await group.reduce(into: [Program.Result]()) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.error))")
    let ledger = try Program.run("ledger", "export", "--casebook", casebook).output
    #expect(ledger.split(separator: "\n").count { $0.contains(#""kind":"case-scored""#) } == 2)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch["findings"])
    #expect(files.count == 2, "no result file without a finding")
  }

  @Test("read it on read-only media: queue, show, ledger verify, ledger export")
  func readOnly() throws {
    let scratch = try Scratch()
    let folder = scratch["media"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let casebook = folder + "/casebook.sqlite"
    let slide = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../sample-slides/SYN-001.svs")
      .standardized.path
    #expect(try Program.run("add", slide, "--case", "S-1", "--casebook", casebook).status == 0)
    for (path, mode) in [(casebook, 0o400), (folder, 0o500)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder) }
    for command in [["queue"], ["queue", "--json"], ["show", "S-1"], ["ledger", "verify"], ["ledger", "export"]] {
      let result = try Program.run(arguments: command + ["--casebook", casebook])
      #expect(result.status == 0, "\(command): \(result.error)")
      #expect(!result.output.isEmpty)
    }
    let refused = try Program.run("score", "--casebook", casebook)
    #expect(refused.status == 73)
    #expect(refused.error.contains("read-only"), "\(refused.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["casebook.sqlite"])
  }
}
