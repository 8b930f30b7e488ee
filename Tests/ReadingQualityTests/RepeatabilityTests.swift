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

  @Test("is planned of the cases that the reader has signed with a call, in a drawn order, two weeks later")
  func plan() throws {
    var cases = ReadCases()
    for index in 1...70 { cases.add(Example.read("S-\(index)", Example.call(index % 2 == 0 ? .high : .low))) }
    cases.add(Example.read("S-71", Example.call(.high, by: "Bo")))
    cases.add(Example.read("S-72", Example.call(nil, .reject, reason: .rejection(.quality))))
    let plan = RepeatabilityPlan(of: "Ann", from: cases, seed: 7)
    let names = plan.items.map(\.caseID)
    #expect(plan.isEnough && Set(names).count == 60 && !names.contains("S-71") && !names.contains("S-72"))
    #expect(names != names.sorted())
    #expect(plan.items.first?.notBefore.text == "2026-11-16T12:00:00Z")
    #expect(plan == RepeatabilityPlan(of: "Ann", from: cases, seed: 7))
    #expect(!RepeatabilityPlan(of: "Bo", from: cases, seed: 7).isEnough)
  }
}
