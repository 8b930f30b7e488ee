import Foundation
import Testing

/// A case that is read blinded: what commands and terminal tell of it, and how it is signed.
@Suite("A case that is read blinded, in the program")
struct ProtocolCommandTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  /// Two scored cases, and a reviewer who may admit and sign.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.pair.copy(to: casebook)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: arguments + ["--casebook", casebook])
  }

  private func set(_ code: String, of caseID: String? = nil) throws {
    let subject = caseID.map { ["--case", $0] } ?? []
    let result = try Self.ann.run(["protocol", code, "--by", Self.ann.name] + subject, casebook: casebook, scratch)
    #expect(result.status == 0, "\(result.error)")
  }

  /// What tells of the model's finding of a case: its probability as it is shown, as it is stored, its score, its file.
  private func secrets(of caseID: String) throws -> [String] {
    let output = try run("show", caseID, "--json").json
    let finding = try #require(output["finding"] as? [String: Any])
    let probability = try #require(finding["probability5y"] as? Double)
    let score = try #require(finding["score"] as? Double)
    let file = try #require(finding["resultFile"] as? String)
    return [
      String(format: "%.1f %%", probability * 100), "\(probability)", "\(score)",
      URL(fileURLWithPath: file).lastPathComponent,
    ]
  }

  /// Everything that the commands which read a casebook print of a case, each with what it is.
  private func outputs(of caseID: String) throws -> [(command: String, text: String)] {
    let commands: [[String]] = [
      ["queue"], ["queue", "--json"], ["queue", "--status", "scored"], ["show", caseID], ["show", caseID, "--json"],
      ["compare", caseID], ["compare", caseID, "--json"], ["render", caseID, "--overlay", "tint", "--size", "40x12"],
      ["protocol"], ["protocol", "--case", caseID], ["ledger", "verify"], ["ledger", "verify", "--json"],
      ["ledger", "export"], ["ledger", "head"], ["ledger", "key"],
      ["ledger", "export", "--tiles", scratch["tiles"]],
      ["ledger", "prove", caseID, "--out", scratch["\(caseID).tlog-proof"]],
      ["reviewer", "list"], ["doctor", "--no-encoders"], ["score", caseID, "--max-tiles", "40", "--json"],
      ["sign", caseID, "--reviewer", Self.ann.name, "--decision", "confirm", "--call", "low"],
    ]
    return try commands.map { arguments in
      let result = try Program.run(arguments: arguments + ["--casebook", casebook])
      return (arguments.joined(separator: " "), result.output + result.error)
    }
  }

  @Test("is told of by no command, until it is signed; read open, the same commands tell")
  func commands() throws {
    let before = try secrets(of: "S-1")
    let open = try secrets(of: "S-3")
    let told = try outputs(of: "S-3").filter { output in open.contains { output.text.contains($0) } }
    #expect(
      Set(told.map(\.command)).isSuperset(of: ["queue", "queue --json", "show S-3", "show S-3 --json", "ledger export"]
      ),
      "the walk finds what is there to be found")
    try set("blinded-first", of: "S-1")
    for (command, text) in try outputs(of: "S-1") {
      for secret in before { #expect(!text.contains(secret), "\(command) tells \(secret):\n\(text)") }
    }
    let shown = try run("show", "S-1", "--json").json
    #expect(shown["withheld"] as? String == "until-closed" && shown["protocol"] as? String == "blinded-first")
    #expect(shown["finding"] is NSNull && shown["modelCall"] is NSNull)
    #expect(try run("queue").output.contains("withheld"))
    let compared = try run("compare", "S-1")
    #expect(compared.status == 77 && compared.error.contains("withheld until the case is signed"))
    let rendered = try run("render", "S-1", "--overlay", "tint")
    #expect(rendered.status == 77 && rendered.error.contains("withheld"))
    #expect(try run("render", "S-1", "--size", "20x8").status == 0)
    let line = try #require(try run("ledger", "export").output.split(separator: "\n").first { $0.contains("case:S-1") })
    #expect(line.contains("case-registered"))
  }

  @Test("is not signed from a shell, and its entries do not go out as tiles")
  func refused() throws {
    try set("blinded-first")
    let signed = try Self.ann.run(
      ["sign", "S-1", "--reviewer", Self.ann.name, "--decision", "confirm", "--call", "low"], casebook: casebook,
      scratch)
    #expect(signed.status == 65)
    #expect(signed.error.contains("signed at the workstation alone"))
    let tiles = try Self.ann.run(
      ["ledger", "export", "--tiles", scratch["tiles"], "--entries", "--reviewer", Self.ann.name], casebook: casebook,
      scratch)
    #expect(tiles.status == 77)
    #expect(tiles.error.contains("withheld until the case is signed"))
  }

  @Test("is set with a passphrase by one who may, and told")
  func setting() throws {
    #expect(try run("protocol").output.hasPrefix("cases are read: open."))
    try set("blinded-first")
    try set("open", of: "S-3")
    let text = try run("protocol").output
    #expect(text.hasPrefix("cases are read: blinded first."))
    #expect(text.contains("1 case has the protocol open of their own"))
    #expect(try run("protocol", "--case", "S-3").output.contains("by a protocol of its own"))
    let wrong = try Self.ann.run(
      ["protocol", "open"], lines: ["nine red herons at dusk"], casebook: casebook, scratch)
    #expect(wrong.status == 77)
    #expect(try run("protocol", "closed").status == 64)
    #expect(try run("ledger", "verify").status == 0)
  }

  /// Reads S-1 at a terminal and signs it as low: the first call is *unsure*.
  ///
  /// - Parameter secret: what must not be painted before the first call, and must be after it.
  /// - Returns: all that was sent to the terminal.
  @discardableResult
  private func read(as reader: TestReviewer, secret: String, comment: String? = nil) throws -> String {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let screen = try PseudoTerminal(
      [Program.path, "review", "--reviewer", reader.name, "--casebook", casebook], environment: environment,
      columns: 80, rows: 24)
    try screen.wait(for: "S-1")
    try screen.wait(for: "withheld")
    screen.type("\r")
    try screen.wait(for: "whole")
    try screen.wait(for: "your first call")
    try screen.waitForSlide()
    screen.type("s")
    try screen.wait(for: "COMMIT")
    screen.type("u")
    try screen.wait(for: "◉ UNSURE")
    screen.type("2")
    try screen.wait(for: "◉ moderate")
    #expect(!String(decoding: screen.received, as: UTF8.self).contains(secret), "nothing was painted of it so far")
    screen.type("\r")
    try screen.wait(for: "keep draft")
    try screen.wait(for: secret)
    screen.type("l")
    try screen.wait(for: "◉ ▼ LOW")
    if let comment {
      screen.type("c")
      try screen.wait(for: "▸ comment")
      screen.type(comment)
      try screen.wait(for: comment)
    }
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type(reader.passphrase)
    try screen.wait(for: String(repeating: "•", count: reader.passphrase.count))
    screen.type("\r")
    try screen.wait(for: "z withdraws")
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    return String(decoding: screen.received, as: UTF8.self)
  }

  @Test("is read in the terminal: a first call, then all, then a signature that holds the first call")
  func journey() throws {
    let secret = try secrets(of: "S-1")[0]
    try set("blinded-first", of: "S-1")
    try read(as: Self.ann, secret: secret)
    let shown = try run("show", "S-1", "--json").json
    let signOff = try #require(shown["signoff"] as? [String: Any])
    #expect(signOff["protocol"] as? String == "blinded-first")
    let read = try #require(signOff["firstRead"] as? [String: Any])
    #expect(read["call"] as? String == "unsure" && read["confidence"] as? String == "moderate")
    #expect(shown["finding"] is [String: Any], "once it is signed, all is told")
    #expect(try run("ledger", "export").output.contains(#""kind":"first-read""#))
    #expect(try run("ledger", "verify").status == 0)
  }

  @Test("is read in the terminal by two, and told by no command and no screen of the second before both have signed")
  func double() throws {
    let bo = TestReviewer(name: "Bo Lind", passphrase: "nine red herons at dusk")
    let admitted = try Self.ann.run(
      ["reviewer", "add", bo.name, "--role", "pathologist"],
      lines: [bo.passphrase, Self.ann.passphrase], casebook: casebook, scratch)
    #expect(admitted.status == 0, "\(admitted.error)")
    let before = try secrets(of: "S-1")
    try set("double", of: "S-1")
    try read(as: Self.ann, secret: before[0], comment: "planted remark")
    for (command, text) in try outputs(of: "S-1") {
      for secret in before + ["planted remark", "unsure"] {
        #expect(!text.contains(secret), "\(command) tells \(secret):\n\(text)")
      }
    }
    let half = try run("show", "S-1", "--json").json
    #expect(half["status"] as? String == "awaiting-reader" && half["withheld"] as? String == "until-closed")
    #expect((half["readings"] as? [Any])?.isEmpty == true && half["signoff"] is NSNull)
    let set = try Self.ann.run(
      ["protocol", "open", "--case", "S-1", "--by", Self.ann.name], casebook: casebook, scratch)
    #expect(set.status == 65 && set.error.contains("another reader has still to"))

    let signed = try Self.ann.run(
      ["sign", "S-1", "--reviewer", bo.name, "--decision", "confirm", "--call", "low"], lines: [bo.passphrase],
      casebook: casebook, scratch)
    #expect(signed.status == 65 && signed.error.contains("read double, and is signed at the workstation alone"))

    let painted = try read(as: bo, secret: before[0])
    #expect(!painted.contains("planted"), "not before both have signed, and then the session is over")
    let shown = try run("show", "S-1").output
    #expect(shown.contains("reading 1 of 2: LOW") && shown.contains("reading 2 of 2: LOW"))
    #expect(shown.contains("planted remark") && shown.contains(Self.ann.name) && shown.contains(bo.name))
    let closed = try run("show", "S-1", "--json").json
    #expect(closed["status"] as? String == "signed" && closed["signedBy"] as? String == bo.name)
    let readings = try #require(closed["readings"] as? [[String: Any]])
    #expect(readings.map { $0["reviewer"] as? String } == [Self.ann.name])
    #expect(try run("ledger", "verify").status == 0)
  }
}
