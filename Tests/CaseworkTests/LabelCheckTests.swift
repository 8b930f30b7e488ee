import Microscopy
import Testing

@testable import Casework

@Suite("The label of a slide, held against its case")
struct LabelCheckTests {
  private func found(_ text: String) throws -> LabelText {
    try #require(LabelText(text, property: "openslide.barcode"))
  }

  private func standing(_ pattern: String, _ text: String, of record: Case) throws -> LabelStanding {
    LabelCheck(expected: try LabelPattern(pattern).expectation(for: record), found: try found(text)).standing
  }

  /// S26-1 of the patient P-17, block A1.
  private func record() throws -> Case {
    var record = try Example.record()
    record.extra["block"] = "A1"
    return record
  }

  @Test(
    "is the case's where it says all that the pattern asks for, in its order, whatever stands for a star",
    arguments: [
      ("{case}", "S26-1"), ("{case}", "s26-1"), ("{case}*", "S26-1"), ("{case}*", "S26-1-A"), ("*{case}", "LAB S26-1"),
      ("{case}-{specimen}", "S26-1-A1"), ("{case}*{specimen}*", "S26-1/H&E/A1/2"), ("*{patient}*", "xP-17y"),
      ("*1{case}", "1 1S26-1"), ("*{case}*1", "S26-1 1"), ("{case} A", "S26-1   A"),
    ])
  func matches(pattern: String, text: String) throws {
    #expect(try standing(pattern, text, of: record()) == .matches)
  }

  @Test(
    "is another one where a sign is missing, more, or nearly the same",
    arguments: [
      ("{case}", "S26-10"), ("{case}", "S26-"), ("{case}", "S26-I"), ("{case}", "S26-l"), ("{case}", "XS26-1"),
      ("{case}*", "S26-2"), ("{case}-{specimen}", "S26-1-A2"), ("{case}*1", "S26-1"), ("*{case}", "S26-1 x"),
      ("{case}", "S26.1"), ("{patient}", "P-I7"), ("{case}{case}", "S26-1"),
    ])
  func differs(pattern: String, text: String) throws {
    #expect(try standing(pattern, text, of: record()) == .differs)
  }

  @Test("forgives no letter that looks like a digit")
  func near() throws {
    var record = try record()
    record.id = "S20-01"
    #expect(try standing("{case}", "S20-01", of: record) == .matches)
    for text in ["S2O-01", "S20-0I", "SZ0-01", "520-01"] {
      #expect(try standing("{case}", text, of: record) == .differs, "\(text)")
    }
  }

  @Test("takes a star in the case's own name for a star, and composed letters for the same")
  func literal() throws {
    var record = try record()
    record.id = "S*1"
    #expect(try standing("{case}", "S*1", of: record) == .matches)
    #expect(try standing("{case}", "Sxx1", of: record) == .differs)
    record.id = "N\u{00EE}mes"
    #expect(try standing("{case}", "Ni\u{0302}MES", of: record) == .matches)
  }

  @Test("of a pattern of many stars is compared without trying every way")
  func hostile() throws {
    let pattern = "{case}" + String(repeating: "*a", count: 90)
    let text = "S26-1" + String(repeating: "a", count: 190)
    #expect(try standing(pattern + "b", text, of: record()) == .differs)
    #expect(try standing(pattern, text, of: record()) == .matches)
  }

  @Test("is not in the file, or not checked, where there is nothing to compare; then its text is not kept")
  func nothing() throws {
    let expected = try LabelPattern("{case}").expectation(for: record())
    #expect(LabelCheck(expected: expected, found: nil).standing == .noText)
    let unasked = LabelCheck(expected: nil, found: try found("Doe, Jane"))
    #expect(unasked == .notChecked && unasked.found == nil && unasked.standing == .notChecked)
    var record = try record()
    record.patient = nil
    #expect(try LabelPattern("{patient}").expectation(for: record) == nil, "the case has no patient")
    record.extra["block"] = "A1; A2"
    #expect(try LabelPattern("{specimen}").expectation(for: record) == nil, "its slides are of two blocks")
  }

  @Test("is held against the manifest before the pattern, as a text without stars")
  func manifest() throws {
    var record = try record()
    let pattern = try LabelPattern("{case}*")
    #expect(record.labelExpectation(0, pattern)?.source == .pattern)
    record.slides[0].expectedLabel = "  4711*  B "
    let expected = try #require(record.labelExpectation(0, pattern))
    #expect(expected.source == .manifest && expected.text == "4711* B")
    #expect(try expected.isMet(by: found("4711* b")) && !expected.isMet(by: found("4711x B")))
    record.slides[0].expectedLabel = " "
    #expect(record.labelExpectation(0, nil) == nil && record.labelExpectation(1, pattern) == nil)
  }

  @Test(
    "a pattern that says nothing, or not what it means to, is refused",
    arguments: [
      ("LAB-*", LabelPatternProblem.namesNothing), ("", .namesNothing), ("*", .namesNothing),
      ("{cas}-1", .unknownValue("cas", nearest: "case")), ("{}", .unknownValue("", nearest: nil)),
      ("{Case}", .unknownValue("Case", nearest: "case")), ("{case", .openBrace), ("case}", .openBrace),
      ("{case}\u{7}", .unprintable), (" {case}", .unprintable),
      ("{case}" + String(repeating: "x", count: 200), .unprintable),
    ])
  func refused(pattern: String, problem: LabelPatternProblem) {
    #expect(throws: problem) { try LabelPattern(pattern) }
  }
}
