import TerminalKit
import Testing
import Settings

@Suite("A theme file")
struct ThemeFileTests {
  @Test("gives roles their colours by palette, by number and by default")
  func colors() {
    let theme = ThemeFile.parse(
      """
      name = "mine"
      [palette]
      sea = "#102030"
      [roles]
      text = "sea"
      bar = { fg = "#ffffff", bg = "sea", attributes = ["bold", "underline"] }
      border = { fg = "default" }
      """, file: "mine.toml"
    ).theme
    #expect(theme.name == "mine")
    #expect(theme[.text] == Style(foreground: RGB(0x10, 0x20, 0x30)))
    #expect(
      theme[.bar]
        == Style(
          foreground: RGB(255, 255, 255), background: RGB(0x10, 0x20, 0x30), attributes: [.bold, .underline]))
    #expect(theme[.border] == Style())
    #expect(theme[.high] == Theme.dark[.high])
  }

  @Test("is named as the file where it does not say its name")
  func nameOfFile() {
    #expect(ThemeFile.parse("", file: "dusk.toml").theme.name == "dusk")
  }

  @Test("takes what it leaves out from the theme that it inherits")
  func inheritance() {
    let base = ThemeSheet(name: "base", entries: [.text: ThemeSheet.Entry(.color(RGB(1, 2, 3)))], over: .dark)
    let theme = ThemeFile.parse("inherits = \"base\"", file: "x.toml") { $0 == "base" ? base : nil }.theme
    #expect(theme[.text] == Style(foreground: RGB(1, 2, 3)))
  }

  @Test("that gives a name of the palette another colour gives it to every role that has this name")
  func variant() {
    let theme = ThemeFile.parse("[palette]\nhigh = \"#010203\"\n[roles]\nerror = \"high\"", file: "x.toml").theme
    #expect(theme[.high] == Style(foreground: RGB(1, 2, 3), attributes: .bold))
    #expect(theme[.error] == Style(foreground: RGB(1, 2, 3)))
    #expect(theme[.low] == Theme.dark[.low])
  }

  @Test("says what a terminal of sixteen colours shows; what it does not say stays, or is the nearest")
  func sixteen() {
    let theme = ThemeFile.parse(
      """
      [palette]
      high = ["#ff975c", "yellow"]
      low = "#ffffff"
      sea = "#0000e0"
      [roles]
      fill = "sea"
      axis = "#00ffff"
      """, file: "x.toml"
    ).theme.fitted(to: .palette16)
    #expect(theme[.high].foreground == NamedColor.yellow.color)
    #expect(theme[.low].foreground == NamedColor.brightCyan.color)
    #expect(theme[.fill].foreground == NamedColor.blue.color)
    #expect(theme[.axis].foreground == NamedColor.brightCyan.color)
    #expect(theme.fitted(to: .trueColor)[.low].foreground == RGB(255, 255, 255))
  }

  @Test(
    "tells a mistake with the file, the key, the line and the nearest word",
    arguments: [
      (
        "[roles]\ntext = \"graund\"",
        .unknownColor(file: "x.toml", key: "roles.text", line: 2, value: "graund", nearest: "ground")
      ),
      (
        "[roles]\ntext = \"#12345\"",
        .unknownColor(file: "x.toml", key: "roles.text", line: 2, value: "#12345", nearest: nil)
      ),
      (
        "[palette]\na = \"#12\"",
        .unknownColor(file: "x.toml", key: "palette.a", line: 2, value: "#12", nearest: nil)
      ),
      (
        "[palette]\na = [\"#123456\", \"brigth-red\"]",
        .unknownName(file: "x.toml", key: "palette.a", line: 2, value: "brigth-red", nearest: "bright-red")
      ),
      (
        "[palette]\na = [\"#123456\", \"red\", \"blue\"]",
        .wrongType(
          file: "x.toml", key: "palette.a", line: 2,
          expected: "a colour in quotes, or a list of it and one of the sixteen")
      ),
      (
        "\n[roles]\n\nhihg = \"#ffffff\"",
        .unknownKey(file: "x.toml", key: "roles.hihg", line: 4, nearest: "high")
      ),
      ("\n\"a\\u001bb\" = 1", .unknownKey(file: "x.toml", key: "a\u{1B}b", line: 2, nearest: nil)),
      ("[colours]\n", .unknownKey(file: "x.toml", key: "colours", line: 1, nearest: nil)),
      (
        "[roles]\ntext = { fg = \"#ffffff\", bgr = \"#000000\" }",
        .unknownKey(file: "x.toml", key: "roles.text.bgr", line: 2, nearest: "bg")
      ),
      (
        "[roles]\ntext = { attributes = [\"blod\"] }",
        .unknownAttribute(file: "x.toml", key: "roles.text.attributes", line: 2, value: "blod", nearest: "bold")
      ),
      ("name = 3", .wrongType(file: "x.toml", key: "name", line: 1, expected: "text in quotes")),
      ("name = \"a\\u001b[31mb\"", .badName(file: "x.toml", line: 1)),
      ("name = \"\"", .badName(file: "x.toml", line: 1)),
      ("roles = 3", .wrongType(file: "x.toml", key: "roles", line: 1, expected: "a table")),
      ("[roles]\ntext = 1", .wrongType(file: "x.toml", key: "roles.text", line: 2, expected: "a colour or a table")),
      ("inherits = \"drak\"", .unknownBase(file: "x.toml", line: 1, name: "drak", nearest: "dark")),
      ("inherits = \"moon\"", .unknownBase(file: "x.toml", line: 1, name: "moon", nearest: nil)),
      (
        "[roles]\nbackground = { fg = \"#ffffff\", bg = \"default\" }", .incompleteBackground(file: "x.toml", line: 2)
      ),
    ] as [(String, ThemeFailure)])
  func mistakes(text: String, failure: ThemeFailure) {
    let read = ThemeFile.parse(text, file: "x.toml")
    #expect(read.mistakes == [failure])
    #expect(read.theme.name == "x" && read.theme[.background] == Theme.dark[.background])
  }

  @Test("with mistakes is used but for what they spoil, and all of them are told in the order of the lines")
  func restIsUsed() {
    let read = ThemeFile.parse(
      """
      inherits = "moon"
      [roles]
      text = "sae"
      title = { fg = "sea", bg = "sae", attributes = ["bold"] }
      dim = "sea"
      hihg = "sea"
      [palette]
      sea = "#102030"
      sky = "#10"
      """, file: "x.toml")
    let sea = RGB(0x10, 0x20, 0x30)
    #expect(read.theme[.dim] == Style(foreground: sea))
    #expect(read.theme[.title] == Style(foreground: sea, attributes: [.bold]))
    #expect(read.theme[.text] == Theme.dark[.text])
    #expect(
      read.mistakes == [
        .unknownBase(file: "x.toml", line: 1, name: "moon", nearest: nil),
        .unknownColor(file: "x.toml", key: "roles.text", line: 3, value: "sae", nearest: "sea"),
        .unknownColor(file: "x.toml", key: "roles.title.bg", line: 4, value: "sae", nearest: "sea"),
        .unknownKey(file: "x.toml", key: "roles.hihg", line: 6, nearest: "high"),
        .unknownColor(file: "x.toml", key: "palette.sky", line: 9, value: "#10", nearest: nil),
      ])
  }

  @Test(
    "that is not TOML from some line on is used up to there, and the line is told",
    arguments: [
      ("name = \"sea\"\n[roles]\ntext = \"#010203\"\n[roles\ndim = \"#040506\"\n", 4),
      ("name = \"sea\"\n[roles]\ntext = \"#010203\"\ndim =\n", 4),
      ("name = \"sea\"\n[roles]\ntext = \"#010203\"\ntext = \"#040506\"\n", 4),
      ("name = \"sea\"\n[roles]\ntext = \"#010203\"\n# \0\n", 4),
      ("name = \"sea\"\n[roles]\ntext = \"#010203\"\ndim = \"\"\"never closed\n\nhigh = \"#040506\"\n", 4),
    ])
  func syntax(text: String, line: Int) throws {
    let read = ThemeFile.parse(text, file: "x.toml")
    #expect(read.theme.name == "sea")
    #expect(read.theme[.text] == Style(foreground: RGB(1, 2, 3)))
    #expect(read.theme[.dim] == Theme.dark[.dim])
    #expect(read.mistakes.count == 1)
    guard case .syntax("x.toml", line, _)? = read.mistakes.first else {
      Issue.record("\(read.mistakes)")
      return
    }
  }

  @Test("of which nothing is TOML is the dark theme under its own name")
  func nothing() {
    let read = ThemeFile.parse("= = =\n", file: "x.toml")
    #expect(read.theme == Theme(name: "x", styles: [:]))
    #expect(read.mistakes.count == 1)
  }
}
