import Basics
import Foundation
import Microscopy
import Testing

@Suite("The tiles of a model's training")
struct TileCohortTests {
  /// Worked by hand. A: two tiles of one half each, 1 and 1 times an even share. B: four tiles of 0.1 to 0.4, which is
  /// 0.4, 0.8, 1.2 and 1.6 times. Each of A's weighs a half, each of B's a quarter: of the whole 2 lie up to 0.4 a
  /// quarter, up to 0.8 a half, up to 1 one and a half.
  private static let patients = [
    TileCohort.Patient(attention: [0.5, 0.5], contribution: [-1, 0.25]),
    TileCohort.Patient(attention: [0.1, 0.4, 0.2, 0.3], contribution: [0, 0.5, -0.25, 0.125]),
  ]

  @Test("are quantiles of relative attention and of relative contributions' sizes, each patient weighing the same")
  func byHand() throws {
    let shares = [0, 0.125, 0.25, 0.5, 0.75, 0.8, 1]
    let cohort = try #require(TileCohort(name: "two", Self.patients, shares: shares))
    #expect(cohort.attention == [0.4, 0.4, 0.8, 1, 1, 1.2, 1.6])
    // Sizes: A 2 and 0.5, each a half; B 0, 2, 1 and 0.5, each a quarter. Up to 0 a quarter, 0.5 one, 1 one and a
    // quarter, 2 all.
    #expect(cohort.contribution == [0, 0, 0.5, 0.5, 2, 2, 2])
  }

  @Test("rank a tile by the share of the cohort's tiles below it, on straight lines between the quantiles")
  func ranks() throws {
    let cohort = try #require(
      TileCohort(name: "c", shares: [0, 0.5, 0.9, 1], attention: [0, 1, 3, 8], contribution: [0, 0.25, 0.5, 1]))
    let cases: [(Double, Double)] = [(0, 0), (0.5, 0.25), (1, 0.5), (2, 0.7), (3, 0.9), (5.5, 0.95), (8, 1), (80, 1)]
    for (value, rank) in cases { #expect(abs(cohort.attentionRank(value) - rank) < 1e-4, "\(value)") }
    for sign in [-1.0, 1] { #expect(abs((cohort.contributionRank(sign * 0.375) ?? 0) - 0.7) < 1e-4) }
  }

  @Test("rank in the middle where all are alike, whatever single precision rounds")
  func alike() throws {
    let same = TileCohort.Patient(attention: [Float](repeating: 1 / 7, count: 7), contribution: nil)
    let cohort = try #require(TileCohort(name: "mean pool", [same]))
    #expect(cohort.contribution == nil && cohort.contributionRank(1) == nil)
    #expect(cohort.attentionRank(Double(Float(1) / 13) * 13) == 0.5)
    #expect(cohort.attentionRank(0.99) == 0 && cohort.attentionRank(1.01) == 1)
  }

  @Test("rank a drawn tile where counting all tiles ranks it, to less than the step of one percent")
  func counted() throws {
    var random = SeededDraws(seed: 3)
    let patients = (0..<40).map { _ in
      let weights = (0..<Int.random(in: 5...60, using: &random)).map { _ in exp(2 * random.unitFloat()) }
      let total = weights.reduce(0, +)
      return TileCohort.Patient(attention: weights.map { $0 / total }, contribution: nil)
    }
    let cohort = try #require(TileCohort(name: "drawn", patients))
    for value in stride(from: 0.3, through: 2.4, by: 0.1) {
      let below = patients.map { patient in
        let count = Double(patient.attention.count)
        return Double(patient.attention.count { Double($0) * count < value }) / count
      }
      let counted = below.reduce(0, +) / Double(patients.count)
      #expect(abs(cohort.attentionRank(value) - counted) < 0.0101, "\(value)")
    }
  }

  @Test("are none where nobody has a tile, where quantiles fall, or shares do not go from 0 to 1")
  func impossible() {
    #expect(TileCohort(name: "", []) == nil)
    #expect(TileCohort(name: "", [TileCohort.Patient(attention: [], contribution: nil)]) == nil)
    #expect(TileCohort(name: "", [TileCohort.Patient(attention: [.nan], contribution: nil)]) == nil)
    for (shares, attention) in [
      ([0, 1], [2.0, 1]), ([0, 0.5], [1, 2]), ([0.1, 1], [1, 2]), ([0, 1], [1, .infinity]), ([0, 1], [1, 2, 3]),
      ([], []),
    ] {
      #expect(TileCohort(name: "", shares: shares, attention: attention, contribution: nil) == nil)
    }
    #expect(TileCohort(name: "", shares: [0, 1], attention: [1, 1], contribution: [-1, 1]) == nil)
  }
}
