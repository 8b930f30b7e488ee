import SurvivalStatistics
import Testing

@Suite("distributions")
struct DistributionTests {
  @Test("the tail of chi-squared agrees with R to 1e-13, from p near 1 down to 1e-147")
  func chiSquared() throws {
    let expected = try Fixtures.r.get().pchisq
    let cases: [(Double, Int)] = [(3.84, 1), (60, 1), (1e-3, 2), (11.07, 5), (700, 6), (25, 30)]
    for ((statistic, degrees), p) in zip(cases, expected) {
      #expect(relativeError(ChiSquaredTest(statistic: statistic, degreesOfFreedom: degrees).p, p) < 1e-13)
    }
  }

  @Test("the tail of chi-squared at its ends")
  func chiSquaredEnds() {
    #expect(ChiSquaredTest(statistic: 0, degreesOfFreedom: 3).p == 1)
    #expect(ChiSquaredTest(statistic: 0, degreesOfFreedom: 0).p == 1)
    #expect(ChiSquaredTest(statistic: .infinity, degreesOfFreedom: 1).p == 0)
  }

  @Test("normal quantiles agree with R to 1e-13 out to 1e-300, and are the inverse of the distribution")
  func normal() throws {
    let expected = try Fixtures.r.get()
    let probabilities = [1e-300, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.5000001, 0.8, 0.975, 0.999999]
    for (probability, z) in zip(probabilities, expected.qnorm) {
      #expect(abs(NormalDistribution.quantile(probability) - z) < 1e-13 * max(1, abs(z)) + 1e-15)
    }
    for (z, p) in zip([-37, -8, -1.96, 0, 0.1, 3], expected.pnorm) {
      #expect(relativeError(NormalDistribution.cumulative(z), p) < 1e-13)
    }
    #expect(abs(NormalDistribution.quantile(0.975) - normalQuantile975) < 1e-15)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(1.5).isNaN)
  }
}
