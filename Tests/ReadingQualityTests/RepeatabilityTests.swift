import Casework
import Prognosis
import Testing

@testable import ReadingQuality

@Suite("Repeatability")
struct RepeatabilityTests {
  private static let day = 86_400

  private func reading(_ id: Int, _ first: Call?, _ second: Call?, after days: Int = 14) -> RepeatedReading {
    RepeatedReading(
      caseID: "S-\(id)", first: first, firstAt: Timestamp(seconds: 1_000_000), second: second,
      secondAt: Timestamp(seconds: 1_000_000 + days * Self.day))
  }

  @Test("is the share of cases with the same call twice, with Wilson's limits")
  func concordance() throws {
    let readings = (1...57).map { reading($0, .high, .high) } + (58...60).map { reading($0, .high, .low) }
    let result = Repeatability(of: "Ann", readings)
    #expect(result.concordance == Share(57, of: 60) && result.casesMissing == 0 && result.leftOut.isEmpty)
    // statsmodels.stats.proportion.proportion_confint(57, 60, method="wilson")
    let limits = try #require(result.concordance.limits)
    #expect(abs(limits.lower - 0.8629948352365147) < 1e-12 && abs(limits.upper - 0.9828504978356043) < 1e-12)
  }

  @Test("counts each case once, after two weeks, with a call both times, and says what it leaves out")
  func omissions() {
    let result = Repeatability(
      of: "Ann",
      [
        reading(1, .high, .high), reading(1, .high, .low, after: 30), reading(2, .low, .low, after: 13),
        reading(3, .low, .noCall), reading(4, nil, .low), reading(2, .low, .low, after: 20),
      ])
    #expect(result.agreement == Agreement(bothHigh: 1, highLow: 0, lowHigh: 0, bothLow: 1))
    #expect(result.leftOut == [.countedAlready: 1, .washoutTooShort: 1, .noCall: 2])
    #expect(result.casesMissing == 58)
  }

  /// A case that `reviewer` signed on 2 November at noon.
  private static func file(
    _ index: Int, _ call: Call = .high, by reviewer: String = "Ann", again: FirstCall? = nil
  ) throws -> CaseFile {
    let finding = Finding(
      id: "f", model: Example.model(), software: "test", computedAt: "2026-11-01T12:00:00Z", tiles: 1,
      tilesAvailable: 1, tissueMM2: 1, basis: .slide, probability5y: 0.3, call: .high)
    let draft = SignOffDraft(
      decision: call == .high ? .confirm : .override, finalCall: call,
      reason: call == .high ? nil : .override(.histologyDisagrees), shown: .every)
    var file = CaseFile(
      record: Case(id: "S-\(index)", slides: []), status: .signed, finding: finding,
      signOff: try SignOff.make(draft, finding: finding, reviewer: reviewer, now: "2026-11-02T12:00:00Z"))
    if let again { file.repeats = [RepeatedRead(reviewer: reviewer, call: again, readAt: "2026-12-01T12:00:00Z")] }
    return file
  }

  private static func cases(of reviewer: String, _ files: [CaseFile]) -> RepeatableCases {
    var cases = RepeatableCases(of: reviewer)
    for file in files { cases.add(file) }
    return cases
  }

  @Test("is planned of the cases that the reader has read with a call, in a drawn order, two weeks later")
  func plan() throws {
    let files =
      try (1...70).map { try Self.file($0, $0.isMultiple(of: 2) ? .high : .low) }
      + [try Self.file(71, by: "Bo"), CaseFile(record: Case(id: "S-72", slides: []), status: .new)]
    let plan = RepeatabilityPlan(of: Self.cases(of: " Ann ", files), seed: 7)
    let names = plan.items.map(\.caseID)
    #expect(plan.reviewer == "Ann" && plan.isEnough && plan.repeated == 0)
    #expect(Set(names).count == 60 && !names.contains("S-71") && !names.contains("S-72") && names != names.sorted())
    #expect(plan.items.allSatisfy { $0.notBefore.text == "2026-11-16T12:00:00Z" })
    #expect(plan == RepeatabilityPlan(of: Self.cases(of: "Ann", files.reversed()), seed: 7))
    #expect(names != RepeatabilityPlan(of: Self.cases(of: "Ann", files), seed: 8).items.map(\.caseID))
    let due = try #require(Timestamp("2026-11-16T12:00:00Z")).seconds
    #expect(plan.due(at: due - 1).isEmpty && plan.due(at: due).count == 60)
    #expect(!RepeatabilityPlan(of: Self.cases(of: "Bo", files), seed: 7).isEnough)
  }

  @Test("keeps the order of what is left where cases are read meanwhile, and counts those that are read again")
  func planGoesOn() throws {
    let files = try (1...70).map { try Self.file($0) }
    let before = RepeatabilityPlan(of: Self.cases(of: "Ann", files), seed: 7)
    let more = files + [try Self.file(80), try Self.file(81)]
    let after = RepeatabilityPlan(of: Self.cases(of: "Ann", more), count: 99, seed: 7)
    let known = Set(files.map(\.id))
    #expect(after.items.map(\.caseID).filter(known.contains).prefix(60) == before.items.map(\.caseID)[...])
    let first = try #require(before.items.first?.caseID)
    let repeated = try files.map { $0.id == first ? try Self.file(Int($0.id.dropFirst(2)) ?? 0, again: .high) : $0 }
    let next = RepeatabilityPlan(of: Self.cases(of: "Ann", repeated), seed: 7)
    #expect(next.repeated == 1 && next.items.map(\.caseID) == before.items.dropFirst().map(\.caseID))
    #expect(next.isEnough)
  }

  @Test("holds a repeated call against the earlier one, and counts where the model's was in sight then")
  func ofCases() throws {
    let files = [
      try Self.file(1, again: .high), try Self.file(2, .low, again: .high), try Self.file(3, again: .unsure),
      try Self.file(4), try Self.file(5, by: "Bo", again: .high),
    ]
    let result = Self.cases(of: "Ann", files).repeatability
    #expect(result.agreement == Agreement(bothHigh: 1, highLow: 0, lowHigh: 1, bothLow: 0))
    #expect(result.leftOut == [.noCall: 1] && result.sawModel == 2 && result.casesMissing == 58)
  }
}
