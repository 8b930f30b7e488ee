import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The evaluation")
struct EvaluationScreenTests {
  /// Worked by hand: 60 low, 40 high patients.
  private static let whole = EvaluationSummary(
    subject: "the bundle demonstration 1.0.0", table: "test/cohort.csv", bundle: Sketch.model.digest,
    demonstration: true, patients: 100, events: 15, followUp: "median 7.3 years, longest 6 years; 14 events by 5 years",
    horizon: 5, timeUnit: "years", threshold: "high above 5.0 % risk by 5 years: 40 of 100",
    curves: [
      SurvivalCurve(
        group: .low, patients: 60, events: 3, times: [1.5, 3, 6], survival: [1, 0.95, 0.95],
        limits: [nil, ProbabilityInterval(lower: 0.9, upper: 0.98), nil], atRisk: [60, 50, 20], isComplete: true),
      SurvivalCurve(
        group: .high, patients: 40, events: 12, times: [0.5, 4, 6], survival: [0.9, 0.7, 0.7], atRisk: [40, 30, 9],
        isComplete: true),
    ],
    figures: [
      ModelFigure(
        name: "c-index, Harrell's", estimate: 0.75, lower: 0.7, upper: 0.8, count: 100, note: "limits by bootstrap"),
      ModelFigure(
        name: "sensitivity, gain: combined model less clinical model", estimate: 0.03, lower: -0.01, upper: 0.07,
        count: 100, note: "limits by bootstrap"),
      ModelFigure(
        name: "subgroup grade 3, n 30", estimate: 0.6, lower: 0.55, upper: 0.7, count: 100, note: "limits by jackknife"),
    ],
    areas: [.init(time: 1, value: 0.8), .init(time: 5, value: 0.75)],
    calibration: [
      .init(predicted: 0.05, observed: 0.04, limits: 0.01...0.1),
      .init(predicted: 0.3, observed: 0.35, limits: 0.2...0.5),
    ],
    decision: [
      .init(threshold: 0.01, model: 0.1, everyone: 0.1), .init(threshold: 0.2, model: 0.05, everyone: -0.1),
    ], warnings: ["the cohorts were not compared"], leftOut: ["AUC: nobody had the event"])

  private static func open(_ evaluation: EvaluationSummary?, columns: Int, rows: Int) -> Bench {
    var bench = Bench(columns: columns, rows: rows, model: Sketch.summary(), evaluation: evaluation)
    bench.press("m", .tab)
    return bench
  }

  @Test("stands behind Tab on the model's screen, and says first what was measured on whom")
  func top() {
    let bench = Self.open(Self.whole, columns: 80, rows: 24)
    #expect(bench.lines[0].hasPrefix(" coverslip › evaluation"))
    #expect(bench.lines[0].contains(" DEMO "))
    for words in [
      "▸Evaluation", "of       the bundle demonstration 1.0.0", "on       test/cohort.csv", "patients 100, 15 events",
      "call     high above 5.0 % risk by 5 years: 40 of 100", "! the cohorts were not compared",
      "━━ low n 60, 3 events; 95.0 % (90.0–98.0 %) at 5 years", "╍╍ high n 40, 12 events; 70.0 % at 5 years",
    ] { #expect(bench.text.contains(words), "\(words)") }
  }

  @Test("draws groups, calibration, net benefit and area over time, side by side on 200 x 60")
  func wide() {
    var bench = Self.open(Self.whole, columns: 200, rows: 60)
    for words in [
      "Free of the event, by group ───", "AUC over time ───", "Observed against predicted ───",
      "Net benefit of treating ───",
      "Discrimination: c-index ───", "Calls at the threshold ───", "Subgroups: c-index ───",
    ] { #expect(bench.text.contains(words), "\(words)") }
    let marks = bench.lines.map { line in line.count { $0 == "●" } }.reduce(0, +)
    #expect(marks == 2 + 2 + 1 + 3, "areas, groups, the key, figures")
    bench.press("G")
    #expect(bench.text.contains("Left out ───") && bench.text.contains("AUC: nobody had the event"))
  }

  @Test("who is at risk is told of the times between the steps of a curve that is whole")
  func atRisk() {
    let low = Self.whole.curves[0]
    #expect([0, 1.5, 2, 3, 5, 7].map { low.atRisk(at: $0) } == [60, 60, 50, 50, 20, nil])
    #expect([0, 1.5, 5, 6, 7].map { low.index(at: $0) } == [nil, 0, 1, 2, nil])
  }

  @Test("where there is none it says so, and how to measure one")
  func none() {
    let bench = Self.open(nil, columns: 80, rows: 24)
    #expect(bench.text.contains("No evaluation is here."))
    #expect(bench.text.contains("coverslip evaluate --bundle BUNDLE"))
  }

  @Test("of another bundle than the one that is loaded says so")
  func otherBundle() {
    var other = Self.whole
    other.bundle = String(repeating: "f", count: 64)
    #expect(Self.open(other, columns: 80, rows: 24).text.contains("! This is of another bundle"))
    #expect(!Self.open(Self.whole, columns: 80, rows: 24).text.contains("another bundle"))
  }

  @Test("Tab goes back to the card, at its top")
  func pages() {
    var bench = Self.open(Self.whole, columns: 80, rows: 24)
    bench.press("G", .tab)
    #expect(bench.text.contains("▸Model"))
    #expect(bench.state.modelScreen?.scroll.offset == 0)
  }

  @Test("shown alone it asks for no queue, has no other page, and is left with one key", arguments: [Key.escape, "q"])
  func alone(key: Key) {
    var state = WorkstationState(
      showing: Self.whole, size: TerminalSize(columns: 80, rows: 24), reviewer: "reader", theme: .dark,
      themes: [.dark], symbols: .quadrant)
    #expect(update(&state, .started).isEmpty)
    #expect(update(&state, .keyPressed(.tab)).isEmpty)
    let text = view(state).lines.joined(separator: "\n")
    #expect(text.hasPrefix(" coverslip › evaluation"))
    #expect(text.contains("╭─ Evaluation ─") && !text.contains("Tab"))
    #expect(update(&state, .keyPressed(key)) == [.quit])
  }
}
