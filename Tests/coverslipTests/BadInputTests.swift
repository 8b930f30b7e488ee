import Foundation
import Testing

/// What bad input gets: one sentence, an exit code, and nothing broken.
@Suite("Bad input")
struct BadInputTests {
  private static let slides: [String] = ["hostile", "slides"].flatMap { folder in
    ((try? FileManager.default.contentsOfDirectory(atPath: Reference.path(folder))) ?? []).sorted()
      .filter { !$0.hasSuffix(".md") && !$0.hasPrefix("giga") }.map { "\(folder)/\($0)" }
  }

  /// No byte below a space but line ends: no escape sequence reached the terminal.
  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value) || $0 == "\n"
    }
  }

  @Test("an argument that is not UTF-8 is refused, and not read as another one")
  func argument() throws {
    let command = "exec '\(Program.path)' show \"$(printf 'S26-\\377')\""
    let refused = try Program.run(arguments: ["-c", command], of: "/bin/bash")
    #expect(refused.status == 64 && refused.error.contains("is not UTF-8"), "\(refused.error)")
  }

  @Test(
    "a slide, however broken, is added and scored or refused in one sentence",
    .enabled(if: Reference.folder != nil, "the reference slides are not on this machine"), arguments: slides)
  func anySlide(name: String) throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    let added = try Program.run("add", Reference.path(name), "--case", "X", "--casebook", casebook)
    #expect([0, 65, 66].contains(added.status), "\(added.error)")
    #expect(Self.isClean(added.error + added.output))
    let again =
      added.status == 0
      ? added : try Program.run("add", Reference.path(name), "--mpp", "0.5", "--case", "X", "--casebook", casebook)
    if again.status == 0 {
      let scored = try Program.run("score", "X", "--max-tiles", "60", "--casebook", casebook)
      #expect([0, 65, 66].contains(scored.status), "\(scored.error)")
      #expect(Self.isClean(scored.error + scored.output))
      #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
    } else {
      #expect(again.error.split(separator: "\n").count == 1, "\(again.error)")
    }
    let rendered = try Program.run("render", Reference.path(name), "--size", "40x12")
    #expect([0, 65, 66].contains(rendered.status), "\(rendered.error)")
    #expect(Self.isClean(rendered.error))
  }

  @Test("a manifest with an error names line and column, and registers nothing")
  func badManifest() throws {
    let scratch = try Scratch()
    try "case,slide,age\nA,a.svs,61\nB,b.svs,six\n".write(
      toFile: scratch["cases.csv"], atomically: true, encoding: .utf8)
    let result = try Program.run(
      "add", "--manifest", scratch["cases.csv"], "--casebook", scratch["casebook.sqlite"])
    #expect(result.status == 65)
    #expect(result.error.contains("line 3") && result.error.contains("age"), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch["casebook.sqlite"]))
  }

  @Test("a file that is not a casebook is said to be none, and left as it was")
  func notACasebook() throws {
    let scratch = try Scratch()
    let bytes = Data("not a database at all, but long enough to look like one".utf8)
    try bytes.write(to: URL(fileURLWithPath: scratch["notes.txt"]))
    let result = try Program.run("queue", "--casebook", scratch["notes.txt"])
    #expect(result.status == 65, "\(result.error)")
    #expect(FileManager.default.contents(atPath: scratch["notes.txt"]) == bytes)
  }

  @Test("a case that is not there is answered with the nearest name")
  func noSuchCase() throws {
    let scratch = try Scratch()
    let result = try Program.run("show", "X", "--casebook", scratch["casebook.sqlite"])
    #expect(result.status == 66, "\(result.error)")
  }
}
