import Foundation
import Testing

/// The screens that the README shows are what the program shows of the sample slides. Where they change on purpose,
/// `make screens` takes them again.
@Suite("The README's screens")
struct ReadmeScreenTests {
  private static let isKeeping = ProcessInfo.processInfo.environment["COVERSLIP_KEEP_SCREENS"] == "1"
  private static let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "README.md")

  @Test("are those of the program with the sample slides, but for the days that a case has waited")
  func screens() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.samples.copy(to: casebook)
    try TestReviewer.ann.admit(to: casebook)
    let screen = try PseudoTerminal(
      [Program.path, "review", "--reviewer", TestReviewer.ann.name, "--casebook", casebook],
      environment: ["TERM": "xterm-256color", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: 80, rows: 24)
    try screen.wait(for: "SYN-008")
    screen.type("j")
    try screen.wait(for: "─ SYN-002 ─")
    try compare(screen.screen.text, with: "queue")
    screen.type("\r")
    try screen.wait(for: "attention, not risk")
    try screen.waitForSlide(glyphs: 100)
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("h")
    try screen.wait(for: "◉ ▲ HIGH")
    let lines = screen.screen.text.split(separator: "\n").compactMap { line in
      line.firstRange(of: /[╭│╰]\S?.*[╮│╯]/).map { String(line[$0]) }
    }
    try compare(Self.dialog(in: lines).joined(separator: "\n"), with: "sign-off")
    screen.type("\u{1B}q")
  }

  /// The lines of the dialog that lies over the case, cut out of the screen.
  private static func dialog(in lines: [String]) -> [String] {
    guard let top = lines.firstIndex(where: { $0.contains("╭─ Sign off") }),
      let end = lines[top...].firstIndex(where: { $0.contains("Esc keep draft") }),
      let range = lines[top].firstRange(of: /╭─ Sign off.*?╮/)
    else { return [] }
    let start = lines[top].distance(from: lines[top].startIndex, to: range.lowerBound)
    let width = lines[top].distance(from: range.lowerBound, to: range.upperBound)
    return lines[top...end].map { String($0.dropFirst(start).prefix(width)) }
  }

  /// Holds the screen to the block of the README behind the comment of its name, or takes it there.
  private func compare(_ screen: String, with name: String) throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let (opening, ending) = ("<!-- screen: \(name) -->\n\n", "\n\n<!-- end of screen -->")
    let start = try #require(text.range(of: opening)).upperBound
    let end = try #require(text.range(of: ending, range: start..<text.endIndex)).lowerBound
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      ("    " + line).replacing(/\s+$/, with: "")
    }
    let block = lines.joined(separator: "\n").replacing(/\s+$/, with: "")
    guard !Self.isKeeping else {
      return try text.replacingCharacters(in: start..<end, with: block).write(
        to: Self.readme, atomically: true, encoding: .utf8)
    }
    #expect(Self.masked(block) == Self.masked(String(text[start..<end])))
  }

  /// Without the days since a case was received.
  private static func masked(_ text: String) -> String { text.replacing(#/\s+\d+d\s/#, with: " … ") }
}
