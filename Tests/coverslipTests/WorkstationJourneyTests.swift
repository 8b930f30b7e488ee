import Foundation
import Testing

/// What happens to a terminal while somebody works: it is resized, left for a shell, killed; and what it is shown where
/// it takes pixels.
@Suite("The workstation on a terminal")
struct WorkstationJourneyTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.samples.copy(to: casebook)
    try TestReviewer.ann.admit(to: casebook)
  }

  private var environment: [String: String] {
    [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": scratch.path, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin", "PS1": "shell> ", "OPENBLAS_NUM_THREADS": "1",
    ]
  }

  private var command: [String] {
    [Program.path, "review", "--reviewer", TestReviewer.ann.name, "--casebook", casebook]
  }

  private func workstation(columns: Int = 120, rows: Int = 40, persona: String? = nil) throws -> PseudoTerminal {
    let screen = try PseudoTerminal(command, environment: environment, columns: columns, rows: rows)
    screen.persona = persona
    try screen.wait(for: "SYN-008")
    return screen
  }

  private func openCase(_ screen: PseudoTerminal) throws {
    screen.type("\r")
    try screen.wait(for: "attention, not risk")
    try screen.waitForSlide(glyphs: 100)
  }

  private func leave(_ screen: PseudoTerminal) throws {
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    #expect(screen.isForAShell)
  }

  @Test("a storm of sizes ends in a whole screen of the last one")
  func resizing() throws {
    let screen = try workstation()
    try openCase(screen)
    for step in 0..<40 { screen.resize(columns: 80 + step * 37 % 121, rows: 24 + step * 23 % 37) }
    for (columns, rows) in [(80, 24), (200, 60), (120, 40)] {
      screen.resize(columns: columns, rows: rows)
      try screen.wait("a picture of \(columns) x \(rows)") { text in
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count == rows && lines[1].hasPrefix("╭─ Slide") && lines[1].hasSuffix("╮")
          && lines[rows - 2].hasPrefix("╰") && lines[rows - 2].hasSuffix("╯") && lines[rows - 1].contains("help")
          && text.contains("attention, not risk")
      }
    }
    try leave(screen)
  }

  @Test("the shell is back while it is suspended, and the case behind it with fg")
  func suspending() throws {
    let shell = try PseudoTerminal(["/bin/bash", "--norc", "-i"], environment: environment, columns: 120, rows: 40)
    try shell.wait(for: "shell>")
    shell.type(command.map { "'\($0)'" }.joined(separator: " ") + "\r")
    try shell.wait(for: "SYN-008")
    try openCase(shell)
    shell.type("\u{1A}")
    try shell.wait(for: "Stopped")
    shell.type("echo back in the $((6 * 7))\r")
    try shell.wait(for: "back in the 42")
    shell.type("fg\r")
    try shell.wait("the case again") { $0.contains("attention, not risk") && !$0.contains("shell>") }
    shell.type("\u{3}")
    try shell.wait(for: "shell>")
    shell.type("exit\r")
    _ = try shell.waitForExit()
  }

  @Test(
    "a shell finds its terminal restored when the program crashes or is ended", arguments: [SIGSEGV, SIGTERM, SIGHUP])
  func crashing(signal: Int32) throws {
    let screen = try workstation()
    try openCase(screen)
    screen.send(signal)
    #expect(try screen.waitForExit() == 128 + signal)
    #expect(screen.isForAShell)
    let received = String(decoding: screen.received, as: UTF8.self)
    for mode in ["\u{1B}[?1049l", "\u{1B}[?25h", "\u{1B}[?1006l"] {
      let last = try #require(received.range(of: mode, options: .backwards), "\(mode.dropFirst())")
      let again = received.range(of: mode.dropLast() + (mode.hasSuffix("l") ? "h" : "l"), options: .backwards)
      #expect(again.map { $0.lowerBound < last.lowerBound } ?? true, "\(mode.dropFirst())")
    }
  }

  @Test(
    "colours that were redefined for a slide are given back at the end and after a crash",
    arguments: [nil, SIGSEGV] as [Int32?])
  func palette(signal: Int32?) throws {
    let folder = scratch[".config/coverslip"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "[terminal]\ncolor = 256\nslow_link = false\nadaptive_palette = true\n".write(
      toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    let screen = try workstation(persona: "␛]4;231;rgb:ffff/ffff/ffff␛\\␛[?64c")
    screen.type("\r")
    try screen.wait("colours of the slide") { _ in
      String(decoding: screen.received, as: UTF8.self).contains(";rgb:")
    }
    if let signal {
      screen.send(signal)
      #expect(try screen.waitForExit() == 128 + signal)
    } else {
      try leave(screen)
    }
    let received = String(decoding: screen.received, as: UTF8.self)
    let last = try #require(received.range(of: "\u{1B}]4;", options: .backwards))
    #expect(received[last.upperBound...].contains("\u{1B}]104;"))
  }

  @Test("a filter narrows the queue, is saved under a name, and is there again the next day")
  func filtering() throws {
    let screen = try workstation()
    screen.type("/call:high age<50\r")
    try screen.wait("cases of that call alone") { $0.contains("SYN-002") && !$0.contains("SYN-001") }
    screen.type("V")
    try screen.wait(for: "Save this list as")
    screen.type("young and high")
    try screen.wait(for: "young and high")
    screen.type("\r")
    try screen.wait("the name to be taken") { !$0.contains("Save this list as") }
    try leave(screen)
    let again = try workstation()
    again.type("v")
    try again.wait(for: "young and high")
    again.type("\r")
    try again.wait("the list again") { $0.contains("SYN-002") && !$0.contains("SYN-001") }
    try leave(again)
  }

  @Test("keys of config.toml hold, and what cannot be had of them is said")
  func ownKeys() throws {
    let folder = scratch[".config/coverslip"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try """
    [terminal]
    slow_link = false
    [keys.queue]
    open = "x"
    [keys.case]
    ruler = "e"
    """.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    let screen = try workstation(columns: 200)
    try screen.wait(for: "keys.case.ruler")
    screen.type("x")
    try screen.wait(for: "attention, not risk")
    try leave(screen)
    let told = try Program.run("doctor", "--no-encoders", environment: ["HOME": scratch.path])
    #expect(told.output.contains("line 6, keys.case.ruler: e is the key of case.amend"), "\(told.output)")
  }

  @Test("the gallery shows tiles, one of which is questioned and then gone to on the slide")
  func gallery() throws {
    let screen = try workstation(columns: 200, rows: 60)
    try openCase(screen)
    screen.type("g")
    // The words under the last tiles come behind all pictures.
    try screen.wait("twelve tiles with pictures") { text in
      text.components(separatedBy: "contribution").count > 12 && !text.contains("drawing …")
    }
    screen.type("x")
    try screen.wait(for: "questioned")
    screen.type("\r")
    try screen.wait("the slide again, at the tile") { text in
      text.contains("attention tile 1/") && text.contains("attention, not risk")
    }
    try leave(screen)
  }

  @Test("two pictures stand side by side, move together, and one is left")
  func sideBySide() throws {
    let screen = try workstation()
    try openCase(screen)
    screen.type("4|")
    try screen.wait(for: "no overlay")
    try screen.waitForSlide(glyphs: 300)
    screen.type("ll")
    try screen.wait("both to have moved") { text in
      text.split(separator: "\n").dropFirst().first.map { $0.contains("no overlay") } ?? false
    }
    screen.type("|")
    try screen.wait("one picture") { !$0.contains("no overlay") }
    try leave(screen)
  }

  // MARK: Pixels

  private static let cell = "␛[6;20;10t"

  /// What a terminal of that persona is sent once the case is at rest, between `start` and the string's end; `sign` is
  /// sent with a picture alone.
  private func pixels(persona: String, from start: String, sign: String) throws -> [Substring] {
    let screen = try workstation(persona: persona)
    screen.type("\r")
    try screen.wait(for: "attention, not risk")
    try screen.wait("pixels") { _ in String(decoding: screen.received, as: UTF8.self).contains(sign) }
    // What follows the picture tells that all of it is there.
    screen.type("?")
    try screen.wait(for: "In the case")
    try leave(screen)
    return String(decoding: screen.received, as: UTF8.self).components(separatedBy: start).dropFirst().map { text in
      text.prefix(upTo: text.range(of: "\u{1B}\\")?.lowerBound ?? text.endIndex)
    }
  }

  @Test(
    "the pixels of kitty and of sixels, which other programs decode, are the same slide",
    .enabled(
      if: OutsideTools.pythonHas("PIL") && OutsideTools.run(["sixel2png", "--version"]) != nil,
      "needs sixel2png (libsixel-bin) and Python's PIL"))
  func decoded() throws {
    let kitty = try pixels(
      persona: "␛P>|kitty(0.35.2)␛\\␛_Gi=31;OK␛\\\(Self.cell)␛[?2026;2$y␛[?62;c", from: "\u{1B}_G", sign: "f=100")
    let chunks = kitty.compactMap { chunk -> (head: Substring, data: Substring)? in
      chunk.firstIndex(of: ";").map { (chunk[..<$0], chunk[chunk.index(after: $0)...]) }
    }
    let first = try #require(chunks.firstIndex { $0.head.contains("f=100") })
    var data = ""
    for chunk in chunks[first...] {
      data += chunk.data
      if !chunk.head.contains("m=1") { break }
    }
    try #require(Data(base64Encoded: data)).write(to: URL(fileURLWithPath: scratch["kitty.png"]))
    let sixels = try pixels(
      persona: "␛P>|foot(1.16.2)␛\\\(Self.cell)␛[?2026;2$y␛[?62;4;22c", from: "\u{1B}P9;1q", sign: "\u{1B}P9;1q")
    let stream = "\u{1B}P9;1q" + (try #require(sixels.first)) + "\u{1B}\\"
    try Data(stream.utf8).write(to: URL(fileURLWithPath: scratch["slide.six"]))
    let conversion = OutsideTools.run(["sixel2png", "-i", scratch["slide.six"], "-o", scratch["sixel.png"]])
    #expect(conversion?.status == 0)
    let script = """
      import sys
      from PIL import Image, ImageChops, ImageStat
      one, other = (Image.open(path).convert("RGB") for path in sys.argv[1:])
      assert one.size == other.size, (one.size, other.size)
      print(max(ImageStat.Stat(ImageChops.difference(one, other)).mean), max(ImageStat.Stat(one).stddev))
      """
    let told = try #require(
      OutsideTools.run(["python3", "-c", script, scratch["kitty.png"], scratch["sixel.png"]]))
    let numbers = told.output.split(separator: " ").compactMap { Double($0) }
    #expect(numbers.count == 2, "\(told.output)")
    // 255 colours and dither against all of them; a slide is no even ground.
    #expect(numbers[0] < 8 && numbers[1] > 20, "\(numbers)")
  }
}
