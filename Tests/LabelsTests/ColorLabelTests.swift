import Casework
import Labels
import Microscopy
import Testing

@Suite("The words for colours")
struct ColorLabelTests {
  @Test(
    "why a profile is not used ends a sentence",
    arguments: [
      (.noLibrary(name: "liblcms2.so.2"), "the library that reads it, liblcms2.so.2, is not installed"),
      (.unreadable(detail: "torn\u{1B}[2J"), "the file does not give it: torn[2J"),
      (
        .tooLarge(bytes: 20_000_000, limit: 16_777_216),
        "it has 20\u{202F}000\u{202F}000 bytes, more than 16\u{202F}777\u{202F}216"
      ),
      (.damaged, "it is damaged"),
      (.wrongClass(code: "link"), "it is not that of a scanner or a screen, but of the class link"),
      (.wrongColors(code: "CMYK"), "it is for CMYK, not for red, green and blue"),
      (.incomplete, "it lacks what its colours are computed from"),
    ] as [(ColorProfileFailure, String)])
  func reasons(failure: ColorProfileFailure, reason: String) { #expect(failure.reason == reason) }

  @Test("what an encoder saw is raw pixels, or not told by another program's file; the codes are stored nowhere else")
  func encoded() {
    #expect(EncodedColors.raw.label == "raw pixels" && EncodedColors.raw.rawValue == "raw")
    #expect(
      EncodedColors.notTold.label == "not told by the feature file" && EncodedColors.notTold.rawValue == "not-told")
  }
}
