import Evaluation
import Testing

@Suite("What figures say against a model")
struct ModelReservationTests {
  private static func reservation(
    _ code: StatisticCode, _ subject: StatisticSubject, _ estimate: Double, _ lower: Double? = nil,
    _ upper: Double? = nil, n: Int = 120
  ) -> ModelReservation? {
    Statistic(code, subject, Estimate(estimate, lower, upper, .bootstrap), count: n).reservation
  }

  @Test("chance within the limits of a c-index, and a gain whose limits hold 0, are said")
  func chance() {
    #expect(Self.reservation(.harrell, .score, 0.553, 0.475, 0.631) == .chance)
    #expect(Self.reservation(.auc, .combined, 0.4, 0.3, 0.49) == .worseThanChance)
    #expect(Self.reservation(.harrell, .score, 0.6, 0.51, 0.7) == nil)
    #expect(Self.reservation(.harrell, .score, 0.6) == nil, "no limits say nothing")
    #expect(Self.reservation(.harrell, .gain, 0.01, -0.02, 0.04) == .noGain)
    #expect(Self.reservation(.harrell, .gain, -0.03, -0.05, -0.01) == .worseWithSlide)
    #expect(Self.reservation(.harrell, .gain, 0.05, 0.01, 0.09) == nil)
  }

  @Test("what is not the bundle's own call is no reservation: clinical variables, subgroups, other differences")
  func others() {
    for subject in [
      StatisticSubject.clinical, .level("grade", "3", of: .score), .model(.truth),
      .difference(.score, less: .clinical),
    ] { #expect(Self.reservation(.harrell, subject, 0.4, 0.3, 0.49) == nil) }
  }

  @Test("a slope that excludes 1 or holds 0 is said")
  func slope() {
    #expect(Self.reservation(.calibrationSlope, .combined, 0.3, -0.1, 0.7) == .slopeHoldsZero)
    #expect(Self.reservation(.calibrationSlope, .combined, 0.6, 0.3, 0.9) == .tooExtreme)
    #expect(Self.reservation(.calibrationSlope, .combined, 1.6, 1.1, 2.1) == .tooClose)
    #expect(Self.reservation(.calibrationSlope, .combined, 0.9, 0.6, 1.2) == nil)
  }

  @Test("nobody or everybody called high is said, and new patients called out of distribution")
  func shares() {
    #expect(Self.reservation(.calledHigh, .combined, 0) == .nobodyHigh)
    #expect(Self.reservation(.calledHigh, .combined, 1) == .everybodyHigh)
    #expect(Self.reservation(.calledHigh, .combined, 0.2) == nil)
    #expect(Self.reservation(.outOfDistribution, .score, 0.06) == .oftenOutOfDistribution)
    #expect(Self.reservation(.outOfDistribution, .score, 0.05) == nil)
    #expect(Self.reservation(.outOfDistribution, .score, 0, n: 12) == .fewLeftOut)
  }

  @Test("a card says a caution by codes")
  func codes() {
    let gain = Statistic(.harrell, .gain, Estimate(0.01, -0.02, 0.04, .bootstrap), count: 120)
    #expect(gain.caution?.code == "c-index.harrell, combined less clinical: no-gain")
    #expect(ModelCaution.distributionInSample.code == "distribution-in-sample")
    #expect(
      ModelReservation.allCases.map(\.rawValue) == [
        "worse-than-chance", "chance", "worse-with-slide", "no-gain", "slope-holds-zero", "too-extreme", "too-close",
        "nobody-high", "everybody-high", "often-out-of-distribution", "few-left-out",
      ])
  }
}
