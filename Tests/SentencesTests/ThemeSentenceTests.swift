import Sentences
import Settings
import Testing
import UseCases

@Suite("What is said of a theme")
struct ThemeSentenceTests {
  @Test(
    "a mistake is named with its file, its line and the nearest word",
    arguments: [
      (ThemeFailure.unreadable(file: "a.toml"), "theme a.toml: cannot be read, so there is no such theme"),
      (
        .syntax(file: "a.toml", line: 4, reason: "no value"),
        "theme a.toml, line 4: no value; only what stands above that line is used"
      ),
      (
        .unknownKey(file: "a.toml", key: "roles.hihg", line: 2, nearest: "high"),
        "theme a.toml, line 2: there is no \"roles.hihg\"; did you mean high?"
      ),
      (
        .unknownColor(file: "a.toml", key: "roles.text", line: 2, value: "graund", nearest: "ground"),
        "theme a.toml, line 2, roles.text: \"graund\" is not a colour; did you mean ground?"
      ),
      (
        .unknownColor(file: "a.toml", key: "roles.text", line: nil, value: "#12", nearest: nil),
        "theme a.toml, roles.text: \"#12\" is not a colour; write #rrggbb, default, or a name of the palette"
      ),
      (
        .unknownName(file: "a.toml", key: "palette.a", line: 3, value: "pink", nearest: nil),
        "theme a.toml, line 3, palette.a: \"pink\" is none of the sixteen colours, black to bright-white"
      ),
      (
        .unknownAttribute(file: "a.toml", key: "roles.text.attributes", line: 2, value: "blod", nearest: "bold"),
        "theme a.toml, line 2, roles.text.attributes: \"blod\" is none of bold, dim, italic, underline, reverse; "
          + "did you mean bold?"
      ),
      (
        .wrongType(file: "a.toml", key: "name", line: 1, expected: "text in quotes"),
        "theme a.toml, line 1, name: text in quotes is expected"
      ),
      (.badName(file: "a.toml", line: 1), "theme a.toml, line 1: the name is empty or cannot be shown"),
      (
        .unknownBase(file: "a.toml", line: 1, name: "drak", nearest: "dark"),
        "theme a.toml, line 1: it cannot inherit \"drak\"; did you mean dark?"
      ),
      (
        .incompleteBackground(file: "a.toml", line: 2),
        "theme a.toml, line 2: background needs both colours, foreground and background"
      ),
      (.notThere(name: "gone"), "the theme gone is not there; dark is used"),
    ])
  func mistakes(failure: ThemeFailure, sentence: String) {
    #expect(words(for: failure)?.sentence == sentence)
  }

  @Test("no control character of a file reaches the screen or JSON")
  func controls() {
    let read = ThemeFile.parse(
      """
      name = "\\u001b[31mred"
      inherits = "\\u0007dark"
      "\\u001b[2J" = 1
      [roles]
      text = "\\u001b]0;x\\u0007"
      """, file: "\u{1B}[1m.toml")
    #expect(read.mistakes.count == 4)
    let finding = Doctor.Finding.themes([read.theme.name], mistakes: read.mistakes)
    for text in [finding.line, DoctorJSON.text([finding], software: "coverslip 1")] {
      let controls = text.unicodeScalars.filter { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) }
      #expect(controls.isEmpty)
      #expect(!text.contains("\\u001b") && !text.contains("\\u0007"))
    }
  }
}
