import Foundation
import Testing

/// What signs and what must never sign, tried with the keys of a terminal; and a casebook that is exchanged under an
/// open workstation.
@Suite("A signature in the terminal")
struct SignOffJourneyTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  /// A scored case, and a reviewer who may sign it.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  /// The same in a casebook anew, with a slide of its own that may be changed; its path.
  private func ownSlide() throws -> String {
    let slide = scratch["one.svs"]
    try FileManager.default.removeItem(atPath: casebook)
    try FileManager.default.copyItem(atPath: Self.sample(1), toPath: slide)
    #expect(try Program.run("add", slide, "--case", "S-1", "--casebook", casebook).status == 0)
    let scored = try Program.run("score", "S-1", "--max-tiles", "40", "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
    try Self.ann.admit(to: casebook)
    return slide
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
      [Program.path, "review", "--reviewer", Self.ann.name, "--casebook", casebook], environment: environment,
      columns: 80, rows: 24)
    try screen.wait(for: "S-1")
    return screen
  }

  private func open(_ screen: PseudoTerminal) throws {
    screen.type("\r")
    try screen.wait(for: "whole")
    try screen.waitForSlide()
  }

  /// The dialog, with the call that the model makes: the sample's is low.
  private func dialog(_ screen: PseudoTerminal) throws {
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("l")
    try screen.wait(for: "◉ ▼ LOW")
  }

  /// On to the passphrase, which is typed.
  private func typePassphrase(_ screen: PseudoTerminal, _ words: String = ann.passphrase) throws {
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type(words)
    try screen.wait(for: String(repeating: "•", count: words.count))
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

  private func shown() throws -> [String: Any] {
    try Program.run("show", "S-1", "--json", "--casebook", casebook).json
  }

  private func status() throws -> String? { try shown()["status"] as? String }

  @Test("takes five keys and the passphrase, and is in the casebook once the reader leaves")
  func signs() throws {
    let screen = try workstation()
    try open(screen)
    try screen.wait(for: "file: unchanged (whole file)")
    try dialog(screen)
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "S-1 signed. z withdraws")
    #expect(try status() == "in-review")
    try leave(screen)
    let signOff = try #require(try shown()["signoff"] as? [String: Any])
    #expect(signOff["decision"] as? String == "confirm")
    #expect(signOff["reviewer"] as? String == Self.ann.name)
    #expect(signOff["shown"] as? String == "every-slide-shown")
    #expect(signOff["diagnosisRead"] as? String == "not-stated")
    #expect(signOff["recordKept"] as? Bool == true)
    #expect((signOff["files"] as? [[String: Any]])?.map { $0["check"] as? String } == ["whole"])
    let layers = (signOff["readingRecord"] as? [String: Any])?["layers"] as? [[String: Any]]
    #expect(layers?.contains { $0["layer"] as? String == "slide" } == true)
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0 != "words" }
    for file in files {
      let bytes = FileManager.default.contents(atPath: scratch[file]) ?? Data()
      #expect(bytes.range(of: Data(Self.ann.passphrase.utf8)) == nil, "\(file) holds the passphrase")
    }
  }

  @Test("comes to the casebook by itself when the ten seconds are over")
  func commits() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    try screen.wait(for: "It is in the ledger")
    #expect(try status() == "signed")
    try leave(screen)
  }

  @Test("is not made where the workstation is ended within the ten seconds: that is said, and the draft is there")
  func ended() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    screen.send(SIGTERM)
    try screen.wait(for: "is not signed")
    #expect(try screen.waitForExit() == 128 + SIGTERM)
    #expect(try status() == "in-review")
    let again = try workstation()
    again.type("\r")
    try again.wait(for: "Draft, to confirm")
    try leave(again)
  }

  @Test("is taken back with z, and the casebook never hears of it")
  func withdrawn() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    screen.type("z")
    try screen.wait(for: "nothing was signed")
    try leave(screen)
    #expect(try status() == "in-review")
    #expect(try !Program.run("ledger", "export", "--casebook", casebook).output.contains(#""kind":"signed""#))
  }

  @Test("is not made with a wrong passphrase; the draft is there still")
  func wrongPassphrase() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    try typePassphrase(screen, "eight grey herons at noon")
    screen.type("\r")
    try screen.wait(for: "! ")
    try screen.wait("the field to be empty") { !$0.contains("••") }
    try leave(screen)
    #expect(try status() == "in-review")
    let again = try workstation()
    again.type("\r")
    try again.wait(for: "Draft, to confirm")
    again.send(SIGTERM)
    #expect(try again.waitForExit() == 128 + SIGTERM, "whoever asked for an end is told that it was obeyed")
    #expect(again.isForAShell)
  }

  @Test("keys typed ahead in one go open the dialog and sign nothing")
  func typedAhead() throws {
    let screen = try workstation()
    screen.type("\rsl\r\(Self.ann.passphrase)\r")
    try screen.wait(for: "keep draft")
    #expect(!screen.screen.text.contains("SIGNED"))
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test(
    "a paste with line breaks signs nothing and leads nowhere, marked as a paste or not",
    arguments: ["\u{1B}[200~fine\r\r\n\u{1B}[201~", "fine\r\r"])
  func paste(text: String) throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    screen.type("c")
    try screen.wait(for: "▸ comment")
    screen.type(text)
    try screen.wait(for: "fine")
    #expect(screen.screen.text.contains("▸ comment"))
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test("a pasted passphrase with a line break signs nothing")
  func pastedPassphrase() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type("\u{1B}[200~\(Self.ann.passphrase)\r\u{1B}[201~")
    try screen.wait(for: "A passphrase is one line")
    screen.type("\(Self.ann.passphrase)\r")
    try screen.wait(for: "•••")
    #expect(!screen.screen.text.contains("withdraws"))
    try leave(screen)
    #expect(try status() == "in-review")
  }

  @Test("letters of several scalars are kept as they are typed and pasted, composed")
  func marks() throws {
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    screen.type("c")
    try screen.wait(for: "▸ comment")
    screen.type("cafe\u{301} ")
    try screen.wait(for: "caf")
    screen.type("\u{1B}[200~क्षि \u{1F469}\u{200D}\u{1F52C}\u{1B}[201~")
    try screen.wait("the paste") { $0.unicodeScalars.contains("\u{1F469}") }
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    try leave(screen)
    let signOff = try #require(try shown()["signoff"] as? [String: Any])
    let comment = try #require(signOff["comment"] as? String)
    #expect(Array(comment.unicodeScalars) == Array("caf\u{E9} क्षि \u{1F469}\u{200D}\u{1F52C}".unicodeScalars))
  }

  @Test("a case whose slide is gone is not signed as reviewed; its slide is rejected, and the record says so")
  func missingSlide() throws {
    try FileManager.default.removeItem(atPath: try ownSlide())
    let screen = try workstation()
    screen.type("\r")
    try screen.wait(for: "The slide cannot be shown")
    try dialog(screen)
    try screen.wait(for: "is gone since it was scored")
    screen.type("r")
    try screen.wait(for: "wrong specimen")
    screen.type("1")
    try screen.wait(for: "▌quality")
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    try leave(screen)
    #expect(try status() == "rejected")
    let signOff = try #require(try shown()["signoff"] as? [String: Any])
    #expect(signOff["decision"] as? String == "reject")
    #expect(signOff["notShown"] as? [String] == ["one.svs"])
    #expect(signOff["finalCall"] is NSNull)
  }

  @Test("a case that is deferred stays to do")
  func deferred() throws {
    let screen = try workstation()
    try open(screen)
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("d")
    try screen.wait(for: "second opinion")
    screen.type("2")
    try screen.wait(for: "▌second opinion")
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    #expect(screen.screen.text.contains("1 of 1 to do"))
    try leave(screen)
    #expect(try status() == "deferred")
    let line = try Program.run("queue", "--casebook", casebook).output.split(separator: "\n")[1]
    #expect(line.contains("deferred"))
  }

  @Test("is refused where another slide has come under the path since the case was opened")
  func swappedSlide() throws {
    let slide = try ownSlide()
    let screen = try workstation()
    try open(screen)
    try dialog(screen)
    try typePassphrase(screen)
    try FileManager.default.removeItem(atPath: slide)
    try FileManager.default.copyItem(atPath: Self.sample(3), toPath: slide)
    screen.type("\r")
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
    screen.type("c")
    try screen.wait(for: "▸ comment")
    screen.type("to be kept")
    try screen.wait(for: "to be kept")
    try typePassphrase(screen)
    try waitForDraft("to be kept")
    try FileManager.default.moveItem(atPath: casebook, toPath: scratch["aside"])
    try FileManager.default.copyItem(atPath: scratch["aside"], toPath: casebook)
    let before = FileManager.default.contents(atPath: casebook)
    screen.type("\r")
    // Whoever looks at the casebook first finds it out: the workstation, which follows it, or the signature.
    try screen.wait("a refusal") { $0.contains("Not signed") || $0.contains("not the casebook that was opened") }
    if !screen.screen.text.contains("Not signed") {
      screen.type("\r")
      try screen.wait("the dialog again") { !$0.contains("not the casebook that was") && !$0.contains("a moment") }
      if !screen.screen.text.contains("••") { screen.type(Self.ann.passphrase) }
      try screen.wait(for: String(repeating: "•", count: Self.ann.passphrase.count))
      screen.type("\r")
      try screen.wait(for: "Not signed")
    }
    try screen.wait(for: "The draft is kept in")
    #expect(!screen.screen.text.contains("SIGNED"))
    try leave(screen)
    #expect(FileManager.default.contents(atPath: casebook) == before)
    let kept = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.contains(".draft-S_1-") }
    #expect(kept.count == 1)

    let again = try workstation()
    again.type("\r")
    try again.wait(for: "Draft, to confirm: not")
    again.type("s")
    try again.wait(for: "to be kept")
    try leave(again)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { !$0.contains(".draft-") })
  }

  @Test("shows in the lists of a shell as the final call, the model's apart, and by whom")
  func lists() throws {
    let screen = try workstation()
    try open(screen)
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("h")
    try screen.wait(for: "histology disagrees")
    screen.type("8")
    try screen.wait(for: "▌histology disagrees")
    try typePassphrase(screen)
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    try leave(screen)
    let shown = try shown()
    #expect(
      ["finalCall", "modelCall", "decision", "signedBy"].map { shown[$0] as? String }
        == ["high", "low", "override", Self.ann.name])
    #expect(((shown["finding"] as? [String: Any])?["call"] as? String) == "low")
    let lines = try Program.run("queue", "--casebook", casebook).output.split(separator: "\n")
    let start = try #require(lines[0].range(of: "FINAL CALL")?.lowerBound)
    let offset = lines[0].distance(from: lines[0].startIndex, to: start)
    #expect(lines[1].dropFirst(offset).hasPrefix("HIGH override"), "\(lines[0])\n\(lines[1])")
    #expect(lines[1].contains(Self.ann.name))
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
    let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
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
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
  }
}
