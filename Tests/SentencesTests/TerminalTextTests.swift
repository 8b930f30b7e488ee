import Basics
import Settings
import SlidePictures
import TerminalKit
import Testing
import UseCases

@testable import Sentences

@Suite("What is known of the terminal, in words")
struct TerminalTextTests {
  private static func answers() -> TerminalAnswers {
    var reader = TerminalAnswerReader()
    reader.take("\u{1B}P>|foot(1.20.1)\u{1B}\\\u{1B}[6;19;9t\u{1B}[?2026;2$y\u{1B}[?62;4;22c".utf8)
    return reader.answers
  }

  private let foot = TerminalKnowledge(environment: ["TERM": "xterm-256color"], reply: .answered(answers()))
  private let silent = TerminalKnowledge(environment: ["TERM": "xterm-256color"], reply: .silent)

  @Test("says what was answered, and where the rest is known from")
  func lines() {
    #expect(Doctor.Finding.answers(foot).line == "ok    answers    foot(1.20.1), attributes 62;4;22")
    #expect(Doctor.Finding.colours(foot).line == "ok    colours    truecolor, as is known of foot")
    #expect(Doctor.Finding.pixels(foot).line == "ok    pixels     sixel, as is known of foot")
    #expect(Doctor.Finding.frames(foot).line == "ok    frames     shown whole (mode 2026), as it answered")
    #expect(Doctor.Finding.cell(foot).line == "ok    cell       9 x 19 px, as it answered")
    #expect(Doctor.Finding.symbols(foot).line.hasSuffix("as is known of foot"))
    #expect(Doctor.Finding.answers(silent).line == "ok    answers    the terminal was asked and said nothing")
    #expect(Doctor.Finding.frames(silent).line == "ok    frames     shown as they come (no mode 2026), guessed")
    #expect(Doctor.Finding.cell(silent).line == "ok    cell       size not known")
  }

  @Test("says what the user wants of it, and what NO_COLOR does")
  func wishes() {
    let refused = TerminalKnowledge(
      environment: ["TERM": "xterm", "NO_COLOR": "1"], configuration: TerminalWishes(symbols: .half))
    #expect(Doctor.Finding.answers(refused).line == "ok    answers    the terminal was not asked")
    #expect(Doctor.Finding.colours(refused).line == "ok    colours    mono, as NO_COLOR says")
    #expect(Doctor.Finding.symbols(refused).line == "ok    symbols    half, as config.toml says")
    let asked = TerminalKnowledge(environment: [:], options: TerminalWishes(depth: .palette16))
    #expect(Doctor.Finding.colours(asked).line == "ok    colours    16, as the command line says")
  }

  @Test("says of xterm that a font draws its blocks")
  func seams() {
    var answers = TerminalAnswers()
    (answers.name, answers.attributes) = ("XTerm(379)", [64])
    let xterm = TerminalKnowledge(environment: ["TERM": "xterm"], reply: .answered(answers))
    #expect(
      Doctor.Finding.symbols(xterm).line
        == "ok    symbols    quadrant, as is known of XTerm; a font draws them, there may be seams")
  }

  @Test("is told to programs in codes that do not change")
  func json() throws {
    let text = DoctorJSON.text([.answers(foot)], software: "s")
    let told = try JSONValue(parsing: Array(text.utf8))
    let members: [JSONMember]? = if case .object(let members) = told { members } else { nil }
    let expected = """
      {"asked": true, "answered": true, "name": "foot(1.20.1)", "program": "foot", "attributes": [62, 4, 22],
       "colours": {"value": "truecolor", "source": "table"},
       "symbols": {"value": "\(PictureSymbols(finestOf: foot.symbols.value).rawValue)", "source": "table"},
       "finestSymbols": "octant", "symbolsDrawnBy": "terminal", "pixels": {"value": "sixel", "source": "table"},
       "synchronized": {"value": true, "source": "answer"}, "slowLink": {"value": false, "source": "guess"},
       "movesRows": {"value": true, "source": "table"}, "cell": {"value": [9, 19], "source": "answer"}}
      """
    #expect(try members?.last == JSONMember("terminal", JSONValue(parsing: Array(expected.utf8))))
  }

  @Test("tells the user's own file, and what is wrong with it")
  func configuration() {
    #expect(
      Doctor.Finding.configuration(file: nil, mistakes: []).line == "ok    config     no config.toml")
    let mistake = UserSettingsFailure.unknownKey(
      file: "c.toml", key: "terminal.colour", line: 2, nearest: "color", known: ["color"])
    #expect(
      Doctor.Finding.configuration(file: "c.toml", mistakes: [mistake]).line
        == "FAIL  config     c.toml\n      -> settings c.toml, line 2: there is no \"terminal.colour\"; "
        + "did you mean color?")
    let value = UserSettingsFailure.wrongValue(
      file: "c.toml", key: "terminal.query", line: 3, expected: ["true", "false"])
    #expect(value.words.sentence == "settings c.toml, line 3, terminal.query: it takes true, false")
  }
}

@Suite("The test card")
struct TestCardTests {
  private func card(_ depth: ColorDepth, symbols: PictureSymbols = .sextant) -> TestCard {
    TestCard(
      TerminalKnowledge(environment: [:], options: TerminalWishes(depth: depth, symbols: symbols.blocks)))
  }

  @Test("has a row for every set of symbols, and says which are used")
  func symbols() {
    let rows = card(.trueColor).lines.map(\.text)
    for set in PictureSymbols.allCases { #expect(rows.contains { $0.hasPrefix(set.rawValue) }) }
    #expect(rows[0].hasPrefix("half      used  ▀▄█"))
    #expect(rows[2].hasPrefix("sextant   used  \u{1FB00}"))
    #expect(card(.trueColor, symbols: .quadrant).lines[2].text.hasPrefix("sextant         \u{1FB00}"))
  }

  @Test("has greys, colours and heat of one width, and fits a terminal of 80 columns")
  func ramps() {
    let rows = card(.trueColor).lines
    #expect(rows.allSatisfy { $0.text.count <= 80 })
    #expect(Set(rows.suffix(3).map(\.text.count)) == [58])
    #expect(rows.suffix(3)[rows.count - 3].spans.dropFirst().first?.style.background == RGB(0, 0, 0))
    #expect(rows.suffix(3)[rows.count - 3].spans.last?.style.background == RGB(255, 255, 255))
  }

  @Test("has no colours where there are none")
  func monochrome() {
    #expect(!card(.monochrome).bytes.contains(0x1B))
    #expect(String(decoding: card(.trueColor).bytes, as: UTF8.self).contains("48;2;255;255;0m"))
  }
}
