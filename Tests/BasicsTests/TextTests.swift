import Basics
import Testing

@Suite("Names and texts")
struct TextTests {
  @Test("A mistyped case finds the nearest names, nearest first")
  func nearest() {
    let names = ["S26-0117", "S26-0171", "S25-0117", "T1", "S26-01170"]
    #expect(NearestNames.nearest(to: "s26-0117x", among: names) == ["S26-0117", "S26-01170", "S25-0117"])
    #expect(NearestNames.nearest(to: "0171", among: names) == ["S26-0171"])
    #expect(NearestNames.nearest(to: "", among: names).isEmpty)
    #expect(NearestNames.nearest(to: "quite another", among: names).isEmpty)
  }

  @Test("Text from outside loses what would speak to the terminal")
  func clean() {
    #expect(CleanText.cleaned(" \u{1B}[2Ja\tb\r\nc\u{9B}\u{7F}\u{202E}é ") == "[2Ja b  cé")
    #expect(CleanText.cleaned("abcdef", limit: 3) == "abc...")
    #expect(CleanText.cleaned(" \n ") == "")
    #expect(CleanText.isClean("Zoé 𝄞"))
    #expect(!CleanText.isClean("a\nb"))
  }

  @Test(
    "A text is one word to a shell, quoted only where it must be",
    arguments: [
      ("/srv/results", "/srv/results"), ("/srv/my results", "'/srv/my results'"), ("it's", #"'it'\''s'"#), ("", "''"),
      ("$(x)", "'$(x)'"), ("ä", "'ä'"),
    ])
  func shellWord(text: String, word: String) { #expect(text.shellWord == word) }
}
