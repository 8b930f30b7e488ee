import Microscopy
import Testing

@Suite("The text of a slide's label")
struct LabelTextTests {
  @Test(
    "is one line of what can be seen",
    arguments: [
      ("S26-1", "S26-1"), ("  S26-1\r\n", "S26-1"), ("S26-1\tA \u{2003} 2", "S26-1 A 2"), ("S26\u{1D}-1\u{0}", "S26-1"),
      ("\u{202E}S26-1\u{200B}", "S26-1"), ("\u{1B}[31mS26-1", "[31mS26-1"), ("S\u{FFFD}26-1\u{E000}", "S26-1"),
      ("A\u{2028}B", "A B"), ("Müller é", "Müller é"),
    ])
  func cleaned(text: String, kept: String) {
    #expect(LabelText(text, property: "p")?.text == kept)
  }

  @Test("is none where nothing can be seen", arguments: ["", "  \n", "\u{0}\u{200B}", "\u{FEFF}"])
  func empty(text: String) { #expect(LabelText(text, property: "p") == nil) }

  @Test("is no longer than a label, however long what a file claims is")
  func bounded() {
    let long = LabelText(String(repeating: "abc ", count: 1_000_000), property: "p")
    #expect(long?.text.unicodeScalars.count == LabelText.limit - 1, "no blank at its end")
    #expect(LabelText(String(repeating: "\u{0}", count: 5000) + "x", property: "p") == nil)
  }
}
