import Testing

@testable import NeuralNetworks

@Suite("What figures say against a model")
struct ModelCautionTests {
  private static func caution(
    _ measure: PerformanceMeasure, _ estimate: Double, _ lower: Double? = nil, _ upper: Double? = nil, n: Int = 120
  ) -> String? {
    PerformanceFigure(measure, estimate, lower: lower, upper: upper, count: n, note: "").caution
  }

  @Test("chance within the limits of a c-index, and a gain whose limits hold 0, are said")
  func chance() {
    #expect(
      Self.caution(.slideConcordance, 0.553, 0.475, 0.631)
        == "c-index, slide score 0.553 (0.475 to 0.631), n 120: its limits hold 0.5, which is chance")
    #expect(Self.caution(.combinedConcordance, 0.4, 0.3, 0.49)?.hasSuffix("worse than chance") == true)
    #expect(Self.caution(.slideConcordance, 0.6, 0.51, 0.7) == nil)
    #expect(Self.caution(.slideConcordance, 0.6) == nil, "no limits say nothing")
    #expect(Self.caution(.gain, 0.01, -0.02, 0.04)?.contains("limits hold 0") == true)
    #expect(Self.caution(.gain, -0.03, -0.05, -0.01)?.contains("worse") == true)
    #expect(Self.caution(.gain, 0.05, 0.01, 0.09) == nil)
  }

  @Test("a slope that excludes 1 or holds 0 is said")
  func slope() {
    #expect(Self.caution(.slope, 0.3, -0.1, 0.7)?.contains("hold 0") == true)
    #expect(Self.caution(.slope, 0.6, 0.3, 0.9)?.contains("too extreme") == true)
    #expect(Self.caution(.slope, 1.6, 1.1, 2.1)?.contains("too close") == true)
    #expect(Self.caution(.slope, 0.9, 0.6, 1.2) == nil)
  }

  @Test("nobody or everybody called high is said, and new patients called out of distribution")
  func shares() {
    #expect(Self.caution(.calledHigh, 0)?.contains("nobody") == true)
    #expect(Self.caution(.calledHigh, 1)?.contains("everybody") == true)
    #expect(Self.caution(.calledHigh, 0.2) == nil)
    #expect(Self.caution(.outOfDistribution, 0.06)?.contains("more than 5 %") == true)
    #expect(Self.caution(.outOfDistribution, 0.05) == nil)
    #expect(Self.caution(.outOfDistribution, 0, n: 12)?.contains("too few") == true)
  }
}
