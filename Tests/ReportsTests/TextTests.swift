import Testing

@testable import Reports

@Suite("Text")
struct TextTests {
  @Test("what HTML reads as its own is escaped")
  func escaped() {
    #expect(PlainText.escaped("<b a=\"x\" b='y'>&amp;") == "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;")
  }

  @Test("control characters go, line ends and tabs become spaces")
  func controls() {
    #expect(PlainText.clean("a\u{0}b\u{1B}[31mc\u{7F}\u{9B}d\n e\tf\u{2028}g") == "ab[31mcd  e f g")
  }

  @Test("what turns the reading direction, and what XML cannot hold, goes")
  func directions() {
    #expect(PlainText.clean("a\u{202E}b\u{2066}c\u{200F}d\u{FEFF}e\u{FFFE}f\u{1FFFF}g") == "abcdefg")
    #expect(PlainText.clean("Zürich 乳腺癌 e\u{301}") == "Zürich 乳腺癌 e\u{301}")
  }

  @Test("a sign that the fonts lack is drawn as its code, so that two names stay two")
  func undrawn() {
    #expect(PlainText.printed("日本 ü α Ж") == "[U+65E5][U+672C] ü α Ж")
    #expect(PlainText.printed("अ") == "[U+0905]")
    #expect(TextStyle(10).lines("日 人", width: 400) == ["[U+65E5] [U+4EBA]"])
  }

  @Test("in a style sheet only letters, digits and spaces stand as they are")
  func styleString() {
    #expect(PlainText.styleString("A1 \"}</style>\\") == "A1 \\22 \\7d \\3c \\2f style\\3e \\5c ")
  }

  @Test("widths are those of the font: 569 units a space, 1139 a digit, of 2048 an em")
  func widths() {
    #expect(TextStyle(2048).width("0 0") == 1139 + 569 + 1139)
    #expect(TextStyle(2048, bold: true).width("!") == 682)
    #expect(TextStyle(10).knows("−1.5 % (α ≥ β)"))
    #expect(!TextStyle(10).knows("乳"))
  }

  @Test("lines break at spaces, never before a percent sign, and within a word only where it is too long")
  func lines() {
    let style = TextStyle(2048)
    let digits = { (count: Double) in count * 1139 + 1 }
    #expect(style.lines("00 00 00", width: digits(4) + 569) == ["00 00", "00"])
    #expect(style.lines("00 76 %", width: digits(5)) == ["00", "76\u{A0}%"])
    #expect(style.lines("00000 0", width: digits(2)) == ["00", "00", "0", "0"])
    #expect(style.lines(" \n ", width: 10).isEmpty)
  }

  @Test("no line is wider than asked for")
  func linesFit() {
    let text = "The cohort holds 1,169 women with early oestrogen-receptor-positive breast cancer, 0.80 (0.76 to 0.84)."
    for width in stride(from: 40.0, through: 400, by: 13) {
      let lines = TextStyle(9.5).lines(text, width: width)
      #expect(lines.allSatisfy { TextStyle(9.5).width($0) <= width })
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test("what does not fit ends in an ellipsis")
  func fitted() {
    #expect(TextStyle(2048).fitted("00000", width: 2 * 1139 + 2048) == "00…")
    #expect(TextStyle(2048).fitted("00", width: 3000) == "00")
  }
}
