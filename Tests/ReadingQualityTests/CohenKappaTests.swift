import Prognosis
import SurvivalStatistics
import Testing

@testable import ReadingQuality

/// The references: `statsmodels.stats.inter_rater.cohens_kappa` of Python (kappa, std_kappa), version 0.15.0.
@Suite("Cohen's kappa")
struct CohenKappaTests {
  @Test(
    "and its standard error are those of statsmodels",
    arguments: [
      ([[88, 14], [10, 60]], 0.7134925041643531, 0.05412234938974975),
      ([[45, 15], [25, 15]], 0.13043478260869554, 0.0986615376234396),
      ([[20, 5], [10, 15]], 0.4, 0.12699606293110033),
      ([[3, 1], [2, 4]], 0.4, 0.28397182958878153),
      ([[25, 13, 2], [12, 30, 8], [1, 7, 22]], 0.4522292993630574, 0.06827246806635126),
    ])
  func reference(table: [[Int]], kappa: Double, standardError: Double) throws {
    let found = try #require(CohenKappa(table))
    #expect(abs(found.kappa - kappa) < 1e-12)
    #expect(abs(found.standardError - standardError) < 1e-12)
    let limits = try #require(found.limits)
    #expect(abs(limits.upper - limits.lower - 2 * normalQuantile975 * standardError) < 1e-12)
  }

  @Test("is worked by hand: 35 of 50 agree, 25 would by chance")
  func byHand() throws {
    // Rows 25 and 25, columns 30 and 20: pe = (25 x 30 + 25 x 20) / 2500 = 0.5, po = 0.7, kappa = 0.2 / 0.5.
    let found = try #require(CohenKappa([[20, 5], [10, 15]]))
    #expect(abs(found.observed - 0.7) < 1e-12 && abs(found.expected - 0.5) < 1e-12)
    #expect(found.count == 50)
  }

  @Test("is 1 without limits where all agree, and below 0 where they agree less than by chance")
  func ends() throws {
    let perfect = try #require(CohenKappa([[10, 0], [0, 10]]))
    #expect(perfect.kappa == 1 && perfect.standardError == 0 && perfect.limits == nil)
    let opposite = try #require(CohenKappa([[0, 10], [10, 0]]))
    #expect(opposite.kappa == -1)
  }

  @Test(
    "is not defined for nobody, for one category alone, and for what is no square table",
    arguments: [[[0, 0], [0, 0]], [[7, 0], [0, 0]], [[1, 2]], [[1, -1], [0, 3]], []])
  func undefined(table: [[Int]]) { #expect(CohenKappa(table) == nil) }

  @Test("is defined where one rater alone uses one category, and then 0")
  func oneSided() throws {
    let found = try #require(CohenKappa([[7, 3], [0, 0]]))
    #expect(abs(found.kappa) < 1e-12)
  }

  @Test(
    "has no limits where one rater uses one category, whatever rounding leaves of a variance of 0",
    arguments: [[[0, 7], [0, 5]], [[3, 8], [0, 0]], [[0, 0], [11, 3]], [[1, 0], [48, 0]]])
  func constant(table: [[Int]]) throws {
    let found = try #require(CohenKappa(table))
    #expect(found.standardError == 0 && found.limits == nil)
  }
}

@Suite("Agreement of two raters")
struct AgreementTests {
  @Test("counts high and low calls, and says which cases it cannot count")
  func counts() {
    var agreement = Agreement()
    let pairs: [(Call?, Call?)] = [
      (.high, .high), (.high, .low), (.low, .high), (.low, .low), (.noCall, .high), (.low, nil), (nil, .noCall),
    ]
    let isCounted = pairs.map { agreement.add($0, $1) }
    #expect(isCounted == [true, true, true, true, false, false, false])
    #expect(agreement == Agreement(bothHigh: 1, highLow: 1, lowHigh: 1, bothLow: 1))
  }

  @Test("has Wilson's limits of its share, and PABAK with the limits that follow from them")
  func pabak() throws {
    // statsmodels.stats.proportion.proportion_confint(148, 172, method="wilson")
    let agreement = Agreement(bothHigh: 88, highLow: 14, lowHigh: 10, bothLow: 60)
    let limits = try #require(agreement.agreed.limits)
    #expect(abs(limits.lower - 0.8007736660187118) < 1e-12 && abs(limits.upper - 0.9044070168055988) < 1e-12)
    let (pabak, ends) = (try #require(agreement.pabak), try #require(agreement.pabakLimits))
    #expect(abs(pabak - 0.7209302325581395) < 1e-12)
    #expect(abs(ends.lower - (2 * limits.lower - 1)) < 1e-12 && abs(ends.upper - (2 * limits.upper - 1)) < 1e-12)
  }

  @Test("of no case has no share, no kappa and no PABAK")
  func empty() {
    let agreement = Agreement()
    #expect(agreement.agreed.value == nil && agreement.agreed.limits == nil)
    #expect(agreement.kappa == nil && agreement.pabak == nil && agreement.pabakLimits == nil)
  }
}

@Suite("A spread")
struct SpreadTests {
  @Test("has the quartiles of numpy.quantile")
  func quartiles() throws {
    // numpy.quantile([30, 45, 60, 75, 90, 300], [0.25, 0.5, 0.75])
    let spread = try #require(Spread([300, 45, 60, 30, 90, 75]))
    #expect(spread.lowerQuartile == 48.75 && spread.median == 67.5 && spread.upperQuartile == 86.25)
    #expect(spread.count == 6)
  }

  @Test("of one value is that value, and of none there is none")
  func small() throws {
    let one = try #require(Spread([7]))
    #expect(one.lowerQuartile == 7 && one.median == 7 && one.upperQuartile == 7)
    #expect(Spread([]) == nil)
  }
}
