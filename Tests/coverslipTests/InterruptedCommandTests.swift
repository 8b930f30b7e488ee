import Foundation
import Testing

@Suite("A command that is ended while it works")
struct InterruptedCommandTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    // As many slides as take some seconds.
    let slides = (1...5).map { OutsideTools.sample("SYN-00\($0).svs") }
    let added = try Program.run(arguments: ["add"] + slides + ["--case", "S-1", "--casebook", casebook])
    #expect(added.status == 0, "\(added.error)")
  }

  /// A scoring on a terminal, of which the bar is on the screen.
  private func scoring() throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "OPENBLAS_NUM_THREADS": "1",
    ]
    let screen = try PseudoTerminal(
      [Program.path, "score", "S-1", "--casebook", casebook], environment: environment, columns: 120, rows: 24)
    // The bar may be over before the screen is looked at.
    try screen.wait("the first bar") { _ in
      String(decoding: screen.received, as: UTF8.self).contains("looking for tissue")
    }
    return screen
  }

  /// That nothing of the bar is left, nor the ^C that the terminal wrote into it.
  private func expectWholeLines(_ screen: PseudoTerminal) {
    let text = screen.screen.text
    #expect(!text.contains("━") && !text.contains("looking for tissue") && !text.contains("^C"), "\(text)")
  }

  @Test("says how far it is, and Ctrl-C ends it with 130, no torn line and no finding")
  func interrupted() throws {
    let screen = try scoring()
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 130)
    expectWholeLines(screen)
    #expect(try Program.run("show", "S-1", "--json", "--casebook", casebook).json["status"] as? String == "new")
  }

  @Test("ends with 128 and the signal's number where the system asks for it", arguments: [SIGTERM, SIGHUP])
  func signalled(signal: Int32) throws {
    let screen = try scoring()
    screen.send(signal)
    #expect(try screen.waitForExit() == 128 + signal)
    expectWholeLines(screen)
  }
}
