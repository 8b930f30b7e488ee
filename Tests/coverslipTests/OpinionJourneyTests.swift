import Foundation
import Testing

/// A second opinion by place between two workstations, and a case that an information system names.
@Suite("A second opinion in the terminal")
struct OpinionJourneyTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann
  private static let bo = TestReviewer(name: "Bo Lind", passphrase: "nine red herons at dusk")

  /// A scored case, and two pathologists.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
    let added = try Self.bo.run(
      ["reviewer", "add", Self.bo.name, "--role", "pathologist"], lines: [Self.bo.passphrase, Self.ann.passphrase],
      casebook: casebook, scratch)
    #expect(added.status == 0, "\(added.error)")
  }

  private func workstation(of reviewer: TestReviewer, _ arguments: String...) throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    return try PseudoTerminal(
      [Program.path, "review", "--reviewer", reviewer.name, "--casebook", casebook] + arguments,
      environment: environment, columns: 120, rows: 40)
  }

  private func waitForPicture(_ screen: PseudoTerminal) throws {
    // The overview in the corner is drawn first and has some 200 cells.
    try screen.waitForSlide(glyphs: 500)
  }

  private func sign(_ screen: PseudoTerminal, as reviewer: TestReviewer) throws {
    try screen.wait(for: "Your passphrase, then Enter")
    screen.type(reviewer.passphrase)
    try screen.wait(for: String(repeating: "•", count: reviewer.passphrase.count))
    screen.type("\r")
    try screen.wait(for: "It is in the ledger.")
    screen.type("\r")
    try screen.wait("the dialog to be closed") { !$0.contains("It is in the ledger.") }
  }

  private func leave(_ screen: PseudoTerminal) throws {
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
  }

  private func shown() throws -> [String: Any] {
    try Program.run("show", "S-1", "--json", "--casebook", casebook).json
  }

  private func opinion() throws -> [String: Any] {
    try #require((try shown()["opinions"] as? [[String: Any]])?.first)
  }

  @Test("is asked by one, answered by the other on the place itself, and read by the first; the record has all of it")
  func journey() throws {
    let slide = try #require((try shown()["slides"] as? [[String: Any]])?.first)
    let (width, height) = (try #require(slide["width"] as? Int), try #require(slide["height"] as? Int))
    let place = "S-1@\(width / 2),\(height / 2),20x"

    let asker = try workstation(of: Self.ann, "--case", place)
    try asker.wait(for: "20x")
    try waitForPicture(asker)
    asker.type("o")
    try asker.wait(for: place)
    try asker.wait(for: "go on")
    asker.type("Mitosis?")
    try asker.wait(for: "Mitosis?")
    asker.type("\r")
    try asker.wait(for: "Bo Lind, pathologist")
    asker.type("j")
    try asker.wait(for: "◉ Bo Lind")
    asker.type("\r")
    try sign(asker, as: Self.ann)
    try leave(asker)
    #expect(try opinion()["standing"] as? String == "open")

    let colleague = try workstation(of: Self.bo)
    try colleague.wait(for: "1 for you")
    try colleague.wait(for: "?  S-1")
    colleague.type("\r")
    try colleague.wait(for: "QUESTION 1")
    try colleague.wait(for: "20x")
    try waitForPicture(colleague)
    colleague.type("i")
    try colleague.wait(for: "Answer question 1")
    try colleague.wait(for: "go on")
    colleague.type("Apoptosis.")
    try colleague.wait(for: "Apoptosis.")
    colleague.type("\r")
    try colleague.wait(for: "◉ none")
    colleague.type("l")
    try colleague.wait(for: "◉ LOW")
    colleague.type("\r")
    try sign(colleague, as: Self.bo)
    try leave(colleague)
    #expect(try opinion()["standing"] as? String == "answered")
    #expect(try shown()["status"] as? String == "scored", "an opinion claims no case")

    let reader = try workstation(of: Self.ann)
    try reader.wait(for: "1 for you")
    try reader.wait(for: "←  S-1")
    reader.type("\r")
    try reader.wait(for: "ANSWER")
    try reader.wait(for: "answered and read")
    reader.type("q")
    try reader.wait("nothing to wait any more") { $0.contains("sorted by") && !$0.contains("for you") }
    try leave(reader)

    let told = try opinion()
    #expect(told["place"] as? String == place && told["asker"] as? String == Self.ann.name)
    #expect(told["standing"] as? String == "read" && told["colleague"] as? String == Self.bo.name)
    let answer = try #require(told["answer"] as? [String: Any])
    #expect(answer["text"] as? String == "Apoptosis." && answer["call"] as? String == "low")
    #expect(answer["reviewer"] as? String == Self.bo.name && answer["blinded"] as? Bool == false)
    #expect(try Program.run("show", "S-1", "--casebook", casebook).output.contains("answer   Apoptosis."))
    let export = try Program.run("ledger", "export", "--casebook", casebook).output
    for kind in ["opinion-asked", "opinion-given", "opinion-read"] { #expect(export.contains(#""kind":"\#(kind)""#)) }
    let verified = try Program.run("ledger", "verify", "--casebook", casebook)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
  }

  @Test("a case or place that is not there is one sentence, and nothing is shown")
  func unknown() throws {
    let cases = [
      ("S-9", "coverslip: there is no case \"S-9\"; did you mean S-1?"),
      ("S-1@999999,0,20x", "coverslip: S-1@999999,0,20x: the place lies beside the slide"),
    ]
    for (text, sentence) in cases {
      let screen = try workstation(of: Self.ann, "--case", text)
      #expect(try screen.waitForExit() == 66)
      #expect(String(decoding: screen.received, as: UTF8.self).contains(sentence))
      #expect(!screen.screen.text.contains("sorted by"))
    }
  }
}
