import Testing

@testable import Sentences

@Suite("What an option is refused for")
struct OptionSentenceTests {
  private func refusal(of text: String, _ read: (String) throws -> Int) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return words(for: error)?.sentence }
  }

  @Test("names the numbers that it takes", arguments: ["-5", "0", "x", "1.5", ""])
  func wholeNumbers(text: String) {
    #expect(
      refusal(of: text, WholeNumber.from(1)) == "\"\(text)\" is not taken; write a whole number from 1")
    #expect(
      refusal(of: text, WholeNumber.within(2...9)) == "\"\(text)\" is not taken; write a whole number from 2 to 9")
  }

  @Test("is nothing where the number is one of them")
  func taken() throws {
    #expect(try WholeNumber.within(2...9)("9") == 9)
    #expect(try WholeNumber.from(0)("0") == 0)
  }

  @Test("says how a size and a part of a slide are written")
  func pictures() throws {
    #expect(throws: CommandFailure(.usage, "\"axb\" is not a size; write columns and rows, as in 160x48")) {
      try PictureOptions.size("axb")
    }
    #expect(throws: CommandFailure.self) { try PictureOptions.region("1,2") }
    #expect(try PictureOptions.size("80x24").columns == 80)
    #expect(throws: CommandFailure.self) { try PictureOptions.point("12000") }
    #expect(try PictureOptions.point("12000,8000") == SIMD2(12000, 8000))
    #expect(throws: CommandFailure.self) { try PictureOptions.magnification("20") }
    #expect(try PictureOptions.magnification("20x") == .power(20))
    #expect(try PictureOptions.magnification("1:1") == .scan)
  }

  @Test("is a number below zero, and not an option of that name")
  func negative() {
    #expect(
      NegativeValues.tied(["score", "--max-tiles", "-5", "--mpp", "-.5", "--json", "x", "--a=3", "-4"])
        == ["score", "--max-tiles=-5", "--mpp=-.5", "--json", "x", "--a=3", "-4"])
    #expect(NegativeValues.tied(["show", "--", "--a", "-5"]) == ["show", "--", "--a", "-5"])
    #expect(NegativeValues.tied(["queue", "--case", "-x"]) == ["queue", "--case", "-x"])
  }
}

@Suite("What the argument parser says, in one sentence")
struct ParserWordsTests {
  private static func sentence(_ message: String, command: String = "queue") -> String {
    let full = "Error: \(message)\nUsage: ...\n  See 'coverslip \(command) --help' for more information."
    return ParserWords(message, full: full, commands: ["queue", "show"]).failure.sentence
  }

  @Test(
    "says what to do",
    arguments: [
      ("Unknown option '--qeue'", "there is no option --qeue; see coverslip queue --help"),
      ("Unknown option '--jsn'. Did you mean '--json'?", "there is no option --jsn; did you mean --json?"),
      (
        "Missing value for '--casebook <path>'",
        "--casebook needs a value: --casebook <path>; see coverslip queue --help"
      ),
      ("Missing expected argument '--out <out>'", "--out <out> is missing; see coverslip queue --help"),
      ("Unexpected argument 'x'", "\"x\" is one argument too many; see coverslip queue --help"),
      (
        "2 unexpected arguments: 'a', 'b'",
        "\"a\" and what follows it are too many arguments; see coverslip queue --help"
      ),
      (
        "The value 'x' is invalid for '--mpp <mpp>'",
        "--mpp: \"x\" is not a number that it takes; see coverslip queue --help"
      ),
      (
        "The value 'x' is invalid for '--n <n>': \"x\" is not taken; write a whole number from 1",
        "--n: \"x\" is not taken; write a whole number from 1"
      ),
      (
        "The value 'x' is invalid for '--color <color>'. Please provide one of 'truecolor', '256' or 'mono'.",
        "--color: \"x\" is not taken; write truecolor, 256 or mono"
      ),
      (
        "The value 'x' is invalid for '--a <a>'. Please provide one of the following:\n  - b\n  - c",
        "--a: \"x\" is not taken; write b, c"
      ),
      (
        "The option '--json' does not take any value, but '-5' was specified.",
        "--json takes no value; leave \"-5\" out"
      ),
      ("Give slides, or --manifest with a table of cases.", "Give slides, or --manifest with a table of cases"),
    ])
  func sentences(message: String, sentence: String) {
    #expect(Self.sentence(message) == sentence)
  }

  @Test("names the command that may have been meant where the workstation ran without one")
  func meant() {
    #expect(
      Self.sentence("Unexpected argument 'queue'", command: "review")
        == "\"queue\" is one argument too many; did you mean coverslip queue?")
    #expect(
      Self.sentence("Unexpected argument 'xyz'", command: "review")
        == "\"xyz\" is one argument too many; see coverslip review --help")
  }

  @Test("says a long word again in short")
  func long() {
    #expect(Self.sentence("Unexpected argument '\(String(repeating: "x", count: 9_999))'").count < 150)
  }
}

@Suite("The option that every command takes")
struct PlainOutputTests {
  @Test("is taken wherever it stands, but not behind the end of the options")
  func plainOutput() {
    let (rest, isAsked) = PlainOutput.taken(from: ["coverslip", "score", "--accessible", "S-1"])
    #expect(rest == ["coverslip", "score", "S-1"] && isAsked)
    let (kept, isNot) = PlainOutput.taken(from: ["coverslip", "show", "--", "--accessible"])
    #expect(kept == ["coverslip", "show", "--", "--accessible"] && !isNot)
  }
}
