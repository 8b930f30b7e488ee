import Foundation
import SurvivalStatistics
import Testing

@Suite("the survival curve of a group")
struct SurvivalCurveTests {
  static let group = [(0.5, true), (1, false), (1.5, true), (2, true), (2, false), (3.5, false)]
    .map { SurvivalTime(time: $0.0, event: $0.1) }

  private static func read(to last: Int = 10) throws -> SurvivalCurve {
    SurvivalCurve(.high, readingOff: try KaplanMeier(group), to: last)
  }

  @Test("is read off at whole years, as far as somebody is followed")
  func table() throws {
    let curve = try Self.read()
    // 5/6, then 3/4 and 2/3 of it.
    #expect(curve.points.map(\.time) == [0, 1, 2, 3])
    #expect(curve.points.map(\.atRisk) == [6, 5, 3, 1])
    #expect(zip(curve.points, [1, 5.0 / 6, 5.0 / 12, 5.0 / 12]).allSatisfy { abs($0.survival - $1) < 1e-15 })
    #expect((curve.count, curve.events) == (6, 3))
    #expect(curve.points[0].limits == 1...1)
    for point in curve.points.dropFirst() {
      #expect(try #require(point.lower) < point.survival && point.survival < (try #require(point.upper)))
    }
  }

  @Test("its limits are the log-log limits of the estimate")
  func limits() throws {
    let limits = try #require(try KaplanMeier(Self.group).limits(at: 2, .logLog))
    #expect(try Self.read().points[2].limits == limits.lower...limits.upper)
  }

  @Test("has finite limits where all have relapsed, so that it can be stored and drawn")
  func extinct() throws {
    let all = try KaplanMeier([1, 2, 3].map { SurvivalTime(time: $0, event: true) })
    let points = SurvivalCurve(.high, readingOff: all).points
    #expect(points[3].survival == 0 && points[3].lower == 0 && points[3].upper == points[2].upper)
    let once = SurvivalCurve(.high, readingOff: try KaplanMeier([SurvivalTime(time: 1, event: true)]))
    #expect(once.points.map(\.limits) == [1...1, 0...1])
  }

  @Test("with all steps it knows every time to its end, and who was at risk just before")
  func steps() throws {
    let curve = SurvivalCurve(.all, try KaplanMeier(Self.group), limits: .logLog)
    #expect(curve.points.map(\.time) == [0.5, 1, 1.5, 2, 3.5])
    #expect(curve.points.map(\.events) == [1, 0, 1, 1, 0] && curve.points.map(\.censored) == [0, 1, 0, 1, 1])
    #expect([0.2, 1.2, 3.5, 4].map { curve.point(at: $0)?.time } == [nil, 1, 3.5, nil])
    #expect([0, 0.5, 1.2, 3, 4].map { curve.atRisk(at: $0) } == [6, 6, 4, 1, nil])
    #expect(try Self.read().point(at: 1.5) == nil, "read off at 1 and 2 alone")
  }

  @Test("stops at the year asked for, and survives JSON to the last bit")
  func stored() throws {
    let curve = try Self.read(to: 2)
    #expect(curve.points.map(\.time) == [0, 1, 2])
    #expect(try JSONDecoder().decode(SurvivalCurve.self, from: JSONEncoder().encode(curve)) == curve)
  }

  @Test(
    "from a card can be drawn where its times ascend and its shares are shares",
    arguments: [
      (#""times":[0,1,2]"#, #""times":[0,1,2]"#, true), (#""times":[0,1,2]"#, #""times":[0,1,1]"#, false),
      (#""lower":[1"#, #""lower":[7"#, false),
    ])
  func drawable(part: String, other: String, expected: Bool) throws {
    #expect(try Self.changed(part, other).isDrawable == expected)
  }

  @Test(
    "lists of different lengths and a group that is none are refused",
    arguments: [
      (#""times":[0,1,2]"#, #""times":[0,1]"#), (#""atRisk":["#, #""atRisk":[9,"#), (#""high""#, #""medium""#),
    ])
  func refused(part: String, other: String) {
    #expect(throws: DecodingError.self) { try Self.changed(part, other) }
  }

  private static func changed(_ part: String, _ other: String) throws -> SurvivalCurve {
    let text = String(decoding: try JSONEncoder().encode(try read(to: 2)), as: UTF8.self)
    try #require(text.contains(part))
    return try JSONDecoder().decode(SurvivalCurve.self, from: Data(text.replacing(part, with: other).utf8))
  }
}
