import Foundation
import Testing

@Suite("A report from the workstation")
struct ExportJourneyTests {
  private let scratch: Scratch
  private let casebook: String

  /// A scored case, and a reviewer who may sign it.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func workstation() throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let screen = try PseudoTerminal(
      [Program.path, "review", "--reviewer", TestReviewer.ann.name, "--casebook", casebook], environment: environment,
      columns: 80, rows: 24)
    try screen.wait(for: "S-1")
    screen.type("\r")
    try screen.wait(for: "whole")
    try screen.waitForSlide()
    return screen
  }

  @Test("a case is signed by keys, and two more make its PDF, beside the casebook and for its owner alone")
  func report() throws {
    let screen = try workstation()
    screen.type("s")
    try screen.wait(for: "keep draft")
    screen.type("l")
    try screen.wait(for: "◉ ▼ LOW")
    screen.type("\r")
    try screen.wait(for: "Your passphrase, then Enter")
    let passphrase = TestReviewer.ann.passphrase
    screen.type(passphrase)
    try screen.wait(for: String(repeating: "•", count: passphrase.count))
    screen.type("\r")
    try screen.wait(for: "E p makes the PDF report.")
    screen.type("E")
    try screen.wait(for: "Export S-1")
    screen.type("p")
    try screen.wait(for: "PDF report written: reports/")
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    let folder = scratch["reports"]
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pdf") })
    let bytes = try #require(FileManager.default.contents(atPath: folder + "/" + name))
    #expect(bytes.starts(with: Data("%PDF".utf8)))
    let permissions = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
    #expect(permissions == 0o700)
  }

  @Test("what a case has nothing to tell in is said, and nothing is written")
  func refused() throws {
    let screen = try workstation()
    screen.type("E")
    try screen.wait(for: "no slide of the case is DICOM")
    screen.type("r")
    try screen.wait(for: "! No DICOM structured report: no slide of the case is DICOM.")
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    #expect(!FileManager.default.fileExists(atPath: scratch["reports"]))
  }
}
