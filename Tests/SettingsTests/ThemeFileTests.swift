import TerminalKit
import Testing
import Settings

@Suite("A theme file")
struct ThemeFileTests {
  @Test("gives roles their colours by palette, by number and by default")
  func colors() throws {
    let theme = try ThemeFile.parse(
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
  func nameOfFile() throws {
    #expect(try ThemeFile.parse("", file: "dusk.toml").theme.name == "dusk")
  }

  @Test("takes what it leaves out from the theme that it inherits")
  func inheritance() throws {
    let base = Theme(name: "base", styles: [.text: Style(foreground: RGB(1, 2, 3))])
    let theme = try ThemeFile.parse("inherits = \"base\"", file: "x.toml") { $0 == "base" ? base : nil }.theme
    #expect(theme[.text] == Style(foreground: RGB(1, 2, 3)))
  }

  @Test(
    "tells a mistake with the file, the key and the line",
    arguments: [
      ("[roles]\ntext = \"sea\"", .unknownColor(file: "x.toml", key: "roles.text", line: 2, value: "sea")),
      ("[palette]\na = \"#12\"", .unknownColor(file: "x.toml", key: "palette.a", line: 2, value: "#12")),
      (
        "\n[roles]\n\nhihg = \"#ffffff\"",
        .unknownKey(file: "x.toml", key: "roles.hihg", line: 4, nearest: "high")
      ),
      ("[colours]\n", .unknownKey(file: "x.toml", key: "colours", line: 1, nearest: nil)),
      (
        "[roles]\ntext = { fg = \"#ffffff\", bgr = \"#000000\" }",
        .unknownKey(file: "x.toml", key: "roles.text.bgr", line: 2, nearest: "bg")
      ),
      (
        "[roles]\ntext = { attributes = [\"blink\"] }",
        .unknownAttribute(file: "x.toml", key: "roles.text.attributes", line: 2, value: "blink")
      ),
      ("name = 3", .wrongType(file: "x.toml", key: "name", line: 1, expected: "text in quotes")),
      ("roles = 3", .wrongType(file: "x.toml", key: "roles", line: 1, expected: "a table")),
      ("[roles]\ntext = 1", .wrongType(file: "x.toml", key: "roles.text", line: 2, expected: "a colour or a table")),
      ("inherits = \"moon\"", .unknownBase(file: "x.toml", line: 1, name: "moon")),
      (
        "[roles]\nbackground = { fg = \"#ffffff\", bg = \"default\" }", .incompleteBackground(file: "x.toml", line: 2)
      ),
    ] as [(String, ThemeFailure)])
  func mistakes(text: String, failure: ThemeFailure) throws {
    let read = try ThemeFile.parse(text, file: "x.toml")
    #expect(read.mistakes == [failure])
    #expect(read.theme.name == "x" && read.theme[.background] == Theme.dark[.background])
  }

  @Test("with mistakes is used but for what they spoil, and all of them are told")
  func restIsUsed() throws {
    let read = try ThemeFile.parse(
      """
      inherits = "moon"
      [palette]
      sea = "#102030"
      [roles]
      text = "sae"
      title = { fg = "sea", bg = "sae", attributes = ["bold"] }
      dim = "sea"
      """, file: "x.toml")
    let sea = RGB(0x10, 0x20, 0x30)
    #expect(read.theme[.dim] == Style(foreground: sea))
    #expect(read.theme[.title] == Style(foreground: sea, attributes: [.bold]))
    #expect(read.theme[.text] == Theme.dark[.text])
    #expect(
      read.mistakes == [
        .unknownBase(file: "x.toml", line: 1, name: "moon"),
        .unknownColor(file: "x.toml", key: "roles.text", line: 5, value: "sae"),
        .unknownColor(file: "x.toml", key: "roles.title.bg", line: 6, value: "sae"),
      ])
  }

  @Test("that is not TOML is refused with the line")
  func syntax() {
    #expect {
      try ThemeFile.parse("name = \"a\"\n[roles\n", file: "x.toml")
    } throws: { error in
      guard case .syntax("x.toml", line: 2, _)? = error as? ThemeFailure else { return false }
      return true
    }
  }
}
