import Foundation
import Prognosis
import SurvivalStatistics
import Testing

@Suite("the survival curve of a risk group")
struct KaplanMeierCurveTests {
  static let group = [(0.5, true), (1, false), (1.5, true), (2, true), (2, false), (3.5, false)]
    .map { SurvivalTime(time: $0.0, event: $0.1) }

  @Test("is read off at whole years, as far as somebody is followed")
  func table() throws {
    let curve = try KaplanMeierCurve(group: "high", observations: Self.group)
    // 5/6, then 3/4 and 2/3 of it.
    #expect(curve.times == [0, 1, 2, 3])
    #expect(curve.atRisk == [6, 5, 3, 1])
    #expect(zip(curve.survival, [1, 5.0 / 6, 5.0 / 12, 5.0 / 12]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect((curve.count, curve.events) == (6, 3))
    #expect((curve.lower[0], curve.upper[0]) == (1, 1))
    for index in 1...3 {
      #expect(curve.lower[index] < curve.survival[index] && curve.survival[index] < curve.upper[index])
    }
  }

  @Test("its limits are the log-log limits of the estimate")
  func limits() throws {
    let limits = try #require(try KaplanMeier(Self.group).limits(at: 2, .logLog))
    let curve = try KaplanMeierCurve(group: "high", observations: Self.group)
    #expect((curve.lower[2], curve.upper[2]) == (limits.lower, limits.upper))
  }

  @Test("has finite limits where all have relapsed, so that it can be stored and drawn")
  func extinct() throws {
    let curve = try KaplanMeierCurve(
      group: "high", observations: [1, 2, 3].map { SurvivalTime(time: $0, event: true) })
    #expect(curve.survival[3] == 0)
    #expect(curve.lower[3] == 0)
    #expect(curve.upper[3] == curve.upper[2])
    let once = try KaplanMeierCurve(group: "high", observations: [SurvivalTime(time: 1, event: true)])
    #expect((once.lower, once.upper) == ([1, 0], [1, 1]))
  }

  @Test("stops at the year asked for, and survives JSON to the last bit")
  func stored() throws {
    let curve = try KaplanMeierCurve(group: "low", observations: Self.group, lastYear: 2)
    #expect(curve.times == [0, 1, 2])
    #expect(try JSONDecoder().decode(KaplanMeierCurve.self, from: JSONEncoder().encode(curve)) == curve)
  }

  @Test(
    "from a card can be drawn where its times ascend and its shares are shares",
    arguments: [
      (#""times":[0,1,2]"#, #""times":[0,1,2]"#, true), (#""times":[0,1,2]"#, #""times":[0,1,1]"#, false),
      (#""times":[0,1,2]"#, #""times":[0,1,1e9]"#, false), (#""times":[0,1,2]"#, #""times":[0,1]"#, false),
      (#""lower":[1"#, #""lower":[7"#, false), (#""atRisk":["#, #""atRisk":[9,"#, false),
    ])
  func drawable(part: String, other: String, expected: Bool) throws {
    let curve = try KaplanMeierCurve(group: "low", observations: Self.group, lastYear: 2)
    let text = String(decoding: try JSONEncoder().encode(curve), as: UTF8.self)
    #expect(text.contains(part))
    let changed = Data(text.replacing(part, with: other).utf8)
    #expect(try JSONDecoder().decode(KaplanMeierCurve.self, from: changed).isDrawable == expected)
  }

  @Test("of nobody is refused")
  func nobody() {
    #expect(failure { try KaplanMeierCurve(group: "low", observations: []) } == .survival(.empty))
  }
}
