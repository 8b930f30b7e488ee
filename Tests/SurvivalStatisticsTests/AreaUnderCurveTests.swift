import Basics
import SurvivalStatistics
import Testing

@Suite("area under the receiver operating characteristic")
struct AreaUnderCurveTests {
  @Test("counts pairs of a positive and a negative, ties one half")
  func byHand() throws {
    // Positives 3, 2, 2 against negatives 2, 1: 1 + 1, 1/2 + 1, 1/2 + 1 of 6.
    #expect(try rocAUC(scores: [3, 2, 2, 2, 1], labels: [true, true, true, false, false]) == 5.0 / 6)
    #expect(try rocAUC(scores: [1, 1, 1], labels: [true, false, true]) == 0.5)
    #expect(try rocAUC(scores: [0, 9], labels: [true, false]) == 0)
  }

  @Test("equals the pairwise definition", arguments: 0..<6 as Range<UInt64>)
  func definition(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    let scores = (0..<50).map { _ in Double(Int.random(in: 0...9, using: &random)) }
    let labels = (0..<50).map { $0 < 2 ? $0 == 0 : Bool.random(using: &random) }
    let positives = zip(scores, labels).filter(\.1).map(\.0)
    let negatives = zip(scores, labels).filter { !$0.1 }.map(\.0)
    var wins = 0.0
    for p in positives { for n in negatives { wins += p > n ? 1 : p == n ? 0.5 : 0 } }
    let expected = wins / Double(positives.count * negatives.count)
    #expect(abs(try rocAUC(scores: scores, labels: labels) - expected) < 1e-15)
  }

  @Test("refuses labels that are all alike, scores that are not numbers, and nothing")
  func failures() {
    func fail(_ scores: [Double], _ labels: [Bool]) -> SurvivalFailure? {
      failure { try rocAUC(scores: scores, labels: labels) }
    }
    #expect(fail([1, 2], [true, true]) == .oneClass)
    #expect(fail([1, .nan], [true, false]) == .notFinite(column: "score", index: 1))
    #expect(fail([1], [true, false]) == .countsDiffer(name: "score", expected: 2, found: 1))
    #expect(fail([], []) == .empty)
  }
}
