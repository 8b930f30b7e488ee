import Casework
import Labels
import TerminalKit
import Testing

@testable import Workstation

@Suite("The screen of the figures of readings")
struct QualityScreenTests {
  /// A few figures, as they are told to quality.
  static let sections = QualitySections(
    scope: "Of all readers.", isDemonstration: true, isEmpty: false,
    sections: [
      QualitySection("Cases", [.line("Cases: 40 with a signature, 38 of them closed; 2 not signed")]),
      QualitySection(
        "By reader",
        [
          .table(
            headings: ["reader", "signatures", "overridden", "deferred", "rejected", "median s", "median days"],
            rows: [
              [
                "Reader A", "20", "10.0 % (2.8 % to 30.1 %)", "5.0 % (0.9 % to 23.6 %)", "0.0 % (0.0 % to 16.1 %)",
                "97",
                "3",
              ],
              [
                "Reader B", "21", "9.5 % (2.7 % to 28.9 %)", "0.0 % (0.0 % to 15.5 %)", "4.8 % (0.8 % to 22.7 %)",
                "104",
                "2",
              ],
            ])
        ]),
      QualitySection(
        "Agreement with the model",
        [
          .table(
            headings: ["with the model", "n", "agree", "kappa", "95 % limits", "PABAK", "left out"],
            rows: [
              ["Reader A, first calls", "18", "83.3 % (60.8 % to 94.2 %)", "0.654", "0.298 to 1.000", "0.667", "2"]
            ]), .note(ReadingQualityWords.agreement),
        ]),
      QualitySection(
        "First call, signed call and model",
        [
          .table(
            headings: ["first call, then signed call", "model", "n"], rows: [["high, then high", "high", "12"]]),
          .line("Turns toward the model: 2 of 3, 66.7 % (20.8 % to 93.9 %) of those that were not the model's"),
        ]),
      QualitySection(
        "Consultations",
        [
          .line("Held against the outcome"),
          .detail("positive consultations: 1 of 2, 50.0 % (9.5 % to 90.5 %) of the first calls that were wrong"),
        ]),
      QualitySection("Limits", [.note(ReadingQualityWords.limits)]),
    ])

  private static func open(
    _ sections: QualitySections = sections, columns: Int = 120, rows: Int = 40
  ) -> Bench {
    var bench = Bench(columns: columns, rows: rows)
    bench.press("Q")
    bench.send(.readingsCounted(sections))
    bench.look()
    return bench
  }

  @Test("the queue's key asks for them, says that they are counted, and shows them once they are")
  func opened() {
    var bench = Bench(columns: 120, rows: 40)
    bench.press("Q")
    #expect(bench.take() == [.countReadings] && bench.state.room == .quality)
    #expect(bench.text.contains("The readings of this casebook are counted …"))
    #expect(bench.lines[0].contains("queue › readings") && !bench.lines[0].contains("DEMO"))
    bench.send(.readingsCounted(Self.sections))
    bench.look()
    for words in ["Of all readers.", "DEMO model: its calls mean nothing for a patient.", "Cases: 40 with a signature"]
    {
      #expect(bench.text.contains(words), "\(words)")
    }
    #expect(bench.lines[0].contains("DEMO") && bench.lines[0].contains("Research use only, not a medical device"))
    bench.press(.escape)
    #expect(bench.state.room == .queue && bench.state.qualityScreen == nil)
  }

  @Test("every figure can be reached, in every size", arguments: [(80, 24), (120, 40), (200, 60)])
  func reachable(columns: Int, rows: Int) {
    var bench = Self.open(columns: columns, rows: rows)
    var seen = bench.words
    for _ in 0..<80 {
      bench.press("j")
      seen += " " + bench.words
    }
    for words in [
      "Reader B", "10.0 % (2.8 % to 30.1 %)", "0.298 to 1.000", "high, then high", "Turns toward the model: 2 of 3",
      "Held against the outcome", "positive consultations: 1 of 2", "Agreement is not correctness",
    ] { #expect(seen.contains(words), "\(words)") }
  }

  @Test("a table stands in columns where there is room for it, and row by row where there is none")
  func folded() {
    let wide = Self.open(columns: 200, rows: 60)
    #expect(wide.lines.contains { $0.contains("reader") && $0.contains("median days") })
    #expect(wide.lines.contains { $0.contains("Reader A  ") && $0.contains("5.0 % (0.9 % to 23.6 %)") })
    let narrow = Self.open(columns: 80, rows: 40)
    #expect(!narrow.lines.contains { $0.contains("Reader A") && $0.contains("10.0 %") })
    #expect(
      narrow.lines.contains { $0.contains("  signatures 20 · overridden 10.0 % (2.8 % to 30.1 %)") })
    #expect(narrow.lines.allSatisfy { TextWidth.of($0) <= 80 })
  }

  @Test("scrolls no further than its end, by keys and by the wheel, and says how much is below")
  func scrolls() {
    var bench = Self.open(columns: 80, rows: 24)
    #expect(bench.text.contains("↓ ") && bench.text.contains(" more"))
    bench.press("G")
    let end = bench.text
    #expect(end.contains("↑ ") && !end.contains("↓ "))
    bench.press("j", .pageDown, "G")
    #expect(bench.text == end)
    bench.press("g")
    #expect(bench.text.contains("Of all readers."))
    bench.send(.mousePressed(column: 10, row: 10, wheel: 1))
    #expect(bench.state.qualityScreen?.scroll.offset == 3)
  }

  @Test("are counted again on request, once at a time")
  func again() {
    var bench = Self.open()
    _ = bench.take()
    bench.press("r", "r")
    #expect(bench.take() == [.countReadings])
    #expect(bench.text.contains("are counted …"))
  }

  @Test("says where there is nothing yet, and why nothing could be counted")
  func nothing() {
    let empty = QualitySections(
      scope: "Of all readers.", isDemonstration: false, isEmpty: true,
      sections: [QualitySection("Cases", [.line("Cases: 0 with a signature, 0 of them closed; 4 not signed")])])
    var bench = Self.open(empty)
    #expect(bench.text.contains("Nothing is signed here yet: there is nothing to count."))
    #expect(!bench.lines[0].contains("DEMO"))
    bench.press("r")
    bench.send(
      .readingsNotCounted(
        Problem(title: "The casebook does not answer", detail: "It is locked.", remedy: "Try again.")))
    #expect(bench.text.contains("✗ The casebook does not answer") && bench.text.contains("Try again."))
    bench.press("r")
    #expect(bench.text.contains("are counted …"))
  }

  @Test("an answer that comes after the screen was left opens nothing")
  func late() {
    var bench = Bench(columns: 120, rows: 40)
    bench.press("Q", "q")
    bench.send(.readingsCounted(Self.sections))
    bench.look()
    #expect(bench.state.room == .queue && bench.state.qualityScreen == nil)
  }

  @Test("the commands lead to them, from a case as well, and from there to the model and back to a case")
  func commands() {
    var bench = Bench(columns: 120, rows: 40)
    bench.press(.enter, ":")
    bench.type("figures of readings: agreement")
    bench.press(.enter)
    #expect(bench.state.room == .quality && bench.state.reading == nil)
    bench.press(":")
    bench.type("case S-15")
    bench.press(.enter)
    #expect(bench.state.room == .reading && bench.state.qualityScreen == nil)
  }

  @Test("the help has its keys first")
  func help() {
    var bench = Self.open()
    bench.press("?")
    #expect(bench.text.contains("In the figures of readings") && bench.text.contains("count the readings again"))
  }
}
