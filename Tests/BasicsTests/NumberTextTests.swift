import Basics
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "on a screen halves go away from zero, and there is no negative zero",
    arguments: [
      (0.05, 1, "0.1"), (1.005, 2, "1.00"), (-0.04, 1, "0.0"), (-2.5, 0, "−3"), (12.0, 2, "12.00"), (.nan, 1, "–"),
      (1e15, 0, "–"),
    ])
  func screen(value: Double, digits: Int, text: String) {
    #expect(NumberText.screen.fixed(value, digits: digits) == text)
  }

  @Test(
    "in a document the binary number is rounded, a half to the even digit",
    arguments: [
      (1.25, 1, "1.2"), (0.05, 1, "0.1"), (-2.5, 1, "−2.5"), (-0.001, 2, "0.00"), (12, 0, "12"), (.nan, 2, "–"),
      (.infinity, 1, "–"), (0, 3, "0.000"),
    ])
  func document(value: Double, digits: Int, text: String) {
    #expect(NumberText.document.fixed(value, digits: digits) == text)
  }

  @Test("for a shell and for files a minus is ASCII, and what is not a number says so")
  func ascii() {
    #expect(NumberText.shell.fixed(-0.0625, digits: 3) == "-0.062")
    #expect(NumberText.plain.fixed(-0.0625, digits: 3) == "-0.063")
    #expect(NumberText.shell.fixed(-0.0001, digits: 3) == "0.000")
    #expect(NumberText.shell.fixed(.nan, digits: 3) == "nan")
    #expect(NumberText.plain.fixed(1e20, digits: 1) == "1e+20")
  }

  @Test("shares are percent, counts have gaps between thousands, additions a sign")
  func units() {
    #expect(NumberText.screen.percent(0.184) == "18.4 %")
    #expect(NumberText.document.percent(0.048) == "4.8\u{A0}%")
    #expect(NumberText.document.percent(.nan) == "–")
    #expect(NumberText.screen.grouped(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(NumberText.screen.grouped(999) == "999")
    #expect(NumberText.document.grouped(12_480) == "12\u{A0}480")
    #expect(NumberText.document.grouped(-1_234_567) == "−1\u{A0}234\u{A0}567")
    #expect(NumberText.document.grouped(1169) == "1169")
    #expect(NumberText.shell.grouped(-1_234_567) == "-1234567")
    #expect(NumberText.screen.signed(0.4, digits: 1) == "+0.4")
    #expect(NumberText.screen.signed(-0.4, digits: 1) == "−0.4")
  }

  @Test("estimates carry their limits")
  func estimates() {
    #expect(NumberText.document.estimate(0.8, 0.76...0.84, digits: 2) == "0.80 (0.76 to 0.84)")
    #expect(NumberText.document.estimate(0.8, nil, digits: 2) == "0.80")
  }

  @Test("zeros at the end are left out where a number is trimmed or as short as it can be")
  func short() {
    #expect(NumberText.plain.trimmed(2.50, digits: 2) == "2.5")
    #expect(NumberText.plain.trimmed(60, digits: 2) == "60")
    #expect(NumberText.plain.trimmed(100, digits: 0) == "100")
    #expect(NumberText.plain.trimmed(-0.001, digits: 2) == "0")
    #expect(NumberText.document.shortest(2.5) == "2.5")
    #expect(NumberText.document.shortest(60) == "60")
    #expect(NumberText.document.shortest(1.0 / 3) == "0.3333")
  }

  @Test(
    "so many digits count, with an exponent for what is very small or large",
    arguments: [(0.25268, "0.2527"), (60, "60"), (12_345, "1.234e+04"), (0.00001234, "1.234e-05"), (-2.5, "-2.5")])
  func significant(value: Double, text: String) { #expect(NumberText.shell.significant(value) == text) }
}
