import SurvivalStatistics
import TerminalKit
import Testing

@testable import Evaluation
@testable import Workstation

@Suite("The evaluation")
struct EvaluationScreenTests {
  /// Worked by hand: 60 low, 40 high patients.
  static let whole = record(digest: Sketch.model.digest)

  private static func record(digest: String) -> EvaluationRecord {
    let bundle = EvaluatedBundle(name: "demonstration", version: "1.0.0", digest: digest, demonstration: true)
    var record = EvaluationRecord(
      subject: EvaluationSubject(
        .bundle(bundle), table: "test/cohort.csv", outcome: EvaluatedOutcome(time: "time", event: "event"),
        unit: .years), manner: EvaluationManner(limits: .logLog, censoring: .before),
      flow: CohortFlow(read: 100), count: 100, events: 15, horizon: 5,
      followUp: FollowUp(median: 5.5, longest: 6, eventsByHorizon: 14, censoredBefore: 30, followedPast: 56))
    record.call = ThresholdCall(threshold: .call(0.05), calledHigh: 40)
    record.curves = [course(.all, 100, 15, []), low, high]
    record.statistics = [
      Statistic(.harrell, .score, Estimate(0.75, 0.7, 0.8, .bootstrap), count: 100, events: 15),
      Statistic(.aucAtTime, .score, Estimate(0.8), count: 100, time: 1),
      Statistic(.aucAtTime, .score, Estimate(0.75), count: 100, time: 5),
      Statistic(.harrell, .level("grade", "3", of: .score), Estimate(0.6, 0.55, 0.7, .jackknife), count: 30),
    ]
    record.comparison = ModelComparison(
      count: 100, events: 15, isApparent: false, missing: 0, missingLines: [], specificity: 0.6,
      models: [.clinical, .score, .combined],
      statistics: [
        Statistic(.sensitivityAtEqualSpecificity, .gain, Estimate(0.03, -0.01, 0.07, .bootstrap), count: 100)
      ])
    record.calibration = CalibrationRecord(
      basis: .model,
      groups: [
        CalibrationGroup(count: 60, events: 3, predicted: 0.05, observed: 0.04, lower: 0.01, upper: 0.1),
        CalibrationGroup(count: 40, events: 12, predicted: 0.3, observed: 0.35, lower: 0.2, upper: 0.5),
      ], risks: RiskCounts(width: 0.05, events: [], followed: [], censored: []))
    record.decision = [
      NetBenefit(threshold: 0.01, model: 0.1, treatAll: 0.1), NetBenefit(threshold: 0.2, model: 0.05, treatAll: -0.1),
    ]
    record.warnings = [.cohortsNotCompared]
    record.omissions = [Omission(part: .auc, subject: "", reason: .survival(.noEvents))]
    return record
  }

  private static let low = course(
    .low, 60, 3,
    [
      .init(time: 1.5, survival: 1, atRisk: 60), .init(time: 3, survival: 0.95, lower: 0.9, upper: 0.98, atRisk: 50),
      .init(time: 6, survival: 0.95, atRisk: 20),
    ])
  private static let high = course(
    .high, 40, 12,
    [
      .init(time: 0.5, survival: 0.9, atRisk: 40), .init(time: 4, survival: 0.7, atRisk: 30),
      .init(time: 6, survival: 0.7, atRisk: 9),
    ])

  private static func course(
    _ group: SurvivalCurve.Group, _ count: Int, _ events: Int, _ points: [SurvivalCurve.Point]
  ) -> ObservedCourse {
    ObservedCourse(
      curve: SurvivalCurve(group, count: count, events: events, points: points, isComplete: true), atHorizon: nil,
      median: TimeEstimate(estimate: nil, lower: nil, upper: nil))
  }

  private static func open(_ evaluation: EvaluationRecord?, columns: Int, rows: Int) -> Bench {
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
      "call     high by 5 years: probability from 0.05 on, 40 of 100",
      "! whether a patient is in the training cohort",
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
    #expect(bench.text.contains("Left out ───") && bench.text.contains("AUC at the horizon: all are censored"))
  }

  @Test("where there is none it says so, and how to measure one")
  func none() {
    let bench = Self.open(nil, columns: 80, rows: 24)
    #expect(bench.text.contains("No evaluation is here."))
    #expect(bench.text.contains("coverslip evaluate --bundle BUNDLE"))
  }

  @Test("of another bundle than the one that is loaded says so")
  func otherBundle() {
    let other = Self.record(digest: String(repeating: "f", count: 64))
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
