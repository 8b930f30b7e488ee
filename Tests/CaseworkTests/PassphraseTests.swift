import Casework
import Testing

@Suite("A passphrase")
struct PassphraseTests {
  @Test("is found in a text that holds it, whichever way accents are composed and whatever blanks stand around it")
  func heldInText() {
    let passphrase = Passphrase(" fünf graue Reiher ")
    #expect(passphrase.isHeld(in: ["", "mit fu\u{308}nf graue Reiher."]))
    #expect(passphrase.isHeld(in: ["FÜNF graue reiher"]), "capitals hide nothing either")
    #expect(passphrase.isHeld(in: ["fünf\u{7} graue Reiher"]), "a control character is not kept, and hides nothing")
    #expect(!passphrase.isHeld(in: ["fünf graue", "Reiher", "funf graue Reiher", ""]))
    #expect(!Passphrase("").isHeld(in: ["", "a"]))
  }

  @Test("never shows itself, whatever describes, mirrors or dumps it")
  func shown() {
    let passphrase = Passphrase("geheim wie ein grab")
    var dumped = ""
    dump((passphrase, [passphrase], ["key": passphrase], Optional(passphrase)), to: &dumped)
    let texts = [
      "\(passphrase)", String(reflecting: passphrase), String(describing: [passphrase]), dumped,
      String(reflecting: Mirror(reflecting: passphrase).children.map { "\($0)" }),
    ]
    for text in texts { #expect(!text.contains("geheim") && !text.contains("grab")) }
    #expect("\(passphrase)" == "\(Passphrase("x"))", "not even its length")
  }

  @Test("is the same whichever way an accent was put together")
  func composed() {
    #expect(Passphrase("e\u{301}cole des he\u{301}rons") == Passphrase("\u{E9}cole des h\u{E9}rons"))
    #expect(Passphrase("ecole des herons") != Passphrase("\u{E9}cole des h\u{E9}rons"))
    let bytes = Passphrase("e\u{301}").withBytes { Array($0) }
    #expect(bytes == [0xC3, 0xA9])
    #expect(Passphrase(utf8: [0xC3]) == nil)
    #expect(Passphrase("").isEmpty)
  }

  private static let refused: [(text: String, problem: PassphraseProblem)] = [
    ("", .tooShort(length: 0, least: 12)), ("elf zeichen", .tooShort(length: 11, least: 12)),
    ("ein\tschöner Tag", .controlCharacter), ("aaaaaaaaaaaa", .repeated), ("xyz1xyz1xyz1xyz", .repeated),
    ("qwertyuiop12", .row), ("123456789012", .row), ("lkjhgfdsapoi", .row), ("1qaz2wsx3edc", .row),
    ("Password1234", .common), ("p4$$w0rd-2026!", .common), ("letmein letmein", .common),
    ("correct horse battery staple", .common), ("Pathology-Lab-2026", .common), ("Summer2026!!", .common),
    ("Ann Rey Ann Rey", .ownName), ("annrey202611", .ownName),
  ]

  @Test("is refused where it is short, a row, repeated, common or the reviewer's own name", arguments: refused)
  func refusals(text: String, problem: PassphraseProblem) {
    #expect(Passphrase(text).problem(of: "Ann Rey") == problem)
  }

  @Test(
    "is taken where it is none of these",
    arguments: [
      "seven grey herons at noon", "fünf graue reiher am see", "x9$kLm2#pQw7", "école maternelle 7",
      "the red house by the sea", "यह एक लंबा वाक्य है", "Ann saw seven grey herons",
    ])
  func taken(text: String) {
    #expect(Passphrase(text).problem(of: "Ann Rey") == nil)
  }

  @Test("counts characters as a reader does, and has an upper limit")
  func lengths() {
    #expect(Passphrase("नदी दुनिया").problem(of: "") == .tooShort(length: 6, least: 12))
    let long = String(repeating: "seven herons ", count: 20)
    #expect(Passphrase(long).problem(of: "") == .tooLong(length: 260, most: 200))
  }
}
