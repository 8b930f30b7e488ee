import Basics
import SurvivalStatistics
import Testing

@Suite("bootstrap")
struct BootstrapTests {
  static let values = (0..<200).map { Double(($0 * 37) % 101) }

  private static func mean(_ rows: [Int]) -> Double { rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }

  private static func bootstrap(_ seed: UInt64, resamples: Int = 4000) throws -> Bootstrap {
    var random = SeededDraws(seed: seed)
    return try Bootstrap(count: values.count, resamples: resamples, using: &random) { rows throws(SurvivalFailure) in
      [mean(rows), mean(rows) - 1]
    }
  }

  @Test("of a mean has the limits and the standard error that theory gives")
  func theory() throws {
    let found = try #require(Self.bootstrap(1).interval(0))
    let mean = Self.mean(Array(0..<200))
    let variance = Self.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 200
    let error = (variance / 200).squareRoot()
    // 4000 resamples: the standard error is known within 1.1 %, a limit within 4.5 % of it; three times that is
    // allowed.
    #expect(found.estimate == mean)
    #expect(relativeError(found.standardError, error) < 0.035)
    #expect(abs(found.lower - (mean - 1.96 * error)) < 0.15 * error)
    #expect(abs(found.upper - (mean + 1.96 * error)) < 0.15 * error)
  }

  @Test("differences are paired: a constant offset has no spread at all")
  func paired() throws {
    let found = try #require(Self.bootstrap(2, resamples: 50).difference(0, 1))
    #expect(abs(found.lower - 1) < 1e-12)
    #expect(abs(found.upper - 1) < 1e-12)
    #expect(found.standardError < 1e-12)
  }

  @Test("the same seed gives the same limits, another others")
  func seeded() throws {
    #expect(try Self.bootstrap(3, resamples: 20) == Self.bootstrap(3, resamples: 20))
    #expect(try Self.bootstrap(3, resamples: 20) != Self.bootstrap(4, resamples: 20))
  }

  @Test("leaves out resamples without an answer, one statistic at a time, and counts the others")
  func unanswered() throws {
    var random = SeededDraws(seed: 5)
    let times = survival([1, 2, 3, 4], [1, 0, 0, 0])
    let found = try Bootstrap(count: 4, resamples: 300, using: &random) { rows throws(SurvivalFailure) in
      let events = rows.count { times[$0].event }
      return [Double(rows[0]), events > 0 ? Double(events) : nil, 1 / Double(events)]
    }
    // The one event is not drawn with probability (3/4)^4 = 0.316.
    let answered = try #require(found.interval(1)).resamples
    #expect((180...230).contains(answered))
    #expect(found.interval(0)?.resamples == 300)
    #expect(found.interval(2)?.resamples == answered)
    #expect(found.difference(0, 1)?.resamples == answered)
    #expect(found.interval(1)?.lower == 1)
  }

  @Test("fails where the subjects themselves have no answer, and has no interval where no resample has one")
  func failures() throws {
    var random = SeededDraws(seed: 6)
    func fail(_ count: Int, _ resamples: Int) -> SurvivalFailure? {
      failure {
        try Bootstrap(count: count, resamples: resamples, using: &random) { _ throws(SurvivalFailure) in throw .noEvents
        }
      }
    }
    #expect(fail(4, 10) == .noEvents)
    #expect(fail(4, 1) == .tooFew(name: "resamples", minimum: 2, found: 1))
    #expect(fail(0, 10) == .empty)
    var calls = 0
    let found = try Bootstrap(count: 4, resamples: 10, using: &random) { _ throws(SurvivalFailure) in
      calls += 1
      guard calls == 1 else { throw .noEvents }
      return [0]
    }
    #expect(found.estimates == [0])
    #expect(found.interval(0) == nil)
  }
}
