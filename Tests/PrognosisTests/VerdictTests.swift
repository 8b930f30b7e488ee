import Foundation
import Prognosis
import Testing

@Suite("the verdict")
struct VerdictTests {
  static let patient = ClinicalVariables(age: 60, grade: 1, er: .positive, her2: .negative)
  static let good = QualitySummary(tiles: 400, tilesAvailable: 400)

  static func verdict(
    score: Double? = 0, scoreSD: Double? = 0, _ clinical: ClinicalVariables = patient, _ quality: QualitySummary = good
  ) throws -> Verdict {
    try plainCombinedModel().verdict(score: score, scoreSD: scoreSD, clinical: clinical, quality: quality)
  }

  // p = 1 - exp(-0.05 exp(score + 0.5 [grade 3])): 5 % is reached at score log(-log(0.95) / 0.05) = 0.0255.
  @Test(
    "is high from the threshold on and low below it",
    arguments: [
      (0.02, Call.low), (0.03, .high), (-1, .low), (1, .high),
    ])
  func threshold(score: Double, call: Call) throws {
    let verdict = try Self.verdict(score: score)
    #expect(verdict.call == call)
    #expect(!verdict.borderline)
    #expect(verdict.basis == .slideAndClinical)
    #expect(verdict.reasons.isEmpty)
  }

  @Test("at exactly the threshold is high")
  func exactly() throws {
    let plain = try plainCombinedModel()
    let probability = try #require(plain.slideOnly.predict(score: 0, scoreSD: 0, clinical: Self.patient)).probability
    let model = try CombinedModel(
      slideOnly: plain.slideOnly, slideAndClinical: plain.slideAndClinical, threshold: probability)
    #expect(model.verdict(score: 0, scoreSD: 0, clinical: Self.patient, quality: Self.good).call == .high)
  }

  @Test("is borderline where the interval crosses the threshold, on either side of it")
  func borderline() throws {
    let low = try Self.verdict(score: -0.1, scoreSD: 0.2)
    let high = try Self.verdict(score: 0.1, scoreSD: 0.2)
    let clear = try Self.verdict(score: 1, scoreSD: 0.2)
    #expect((low.call, low.borderline) == (.low, true))
    #expect((high.call, high.borderline) == (.high, true))
    #expect((clear.call, clear.borderline) == (.high, false))
  }

  @Test("rests on the slide alone where a clinical variable is missing, and names it")
  func slideOnly() throws {
    let verdict = try Self.verdict(score: -0.2, ClinicalVariables(grade: 3, er: .positive, her2: .negative))
    #expect(verdict.basis == .slide)
    #expect(verdict.missing == ["age"])
    // With grade 3 weighed it would be high: it is not, because nothing is imputed for the age.
    #expect(verdict.call == .low)
    #expect(verdict.estimate?.contributions.map(\.name) == ["slide score"])
    #expect(try Self.verdict(ClinicalVariables()).missing == ["grade", "age"])
  }

  @Test("every reason for no call stands with its figures, in one order, and the estimate is kept for the record")
  func noCall() throws {
    let quality = QualitySummary(
      tiles: 40, tilesAvailable: 40, badQuality: ["71 % of the tissue is blurred", "pen on 40 % of the tissue"],
      outOfDistributionShare: 0.62, outOfDistributionLimit: 0.5)
    let outside = ClinicalVariables(age: 60, grade: 1, er: .negative, her2: .negative)
    let verdict = try Self.verdict(score: 0.1, scoreSD: 0.2, outside, quality)
    #expect(verdict.call == .noCall)
    #expect(!verdict.borderline)
    #expect(verdict.reasons == [.tooLittleTissue, .badQuality, .outOfDistribution, .outsideIntendedUse])
    #expect(
      verdict.reasonDetails == [
        "40 tiles of tissue, at least 100 are needed", "71 % of the tissue is blurred", "pen on 40 % of the tissue",
        "62 % of the tiles are unlike those of the training, at most 50 % may be",
        "ER is negative, the model is for ER positive",
      ])
    #expect(verdict.estimate != nil)
  }

  @Test("without tissue there is no estimate, and too little tissue is not said as well")
  func noTissue() throws {
    let quality = QualitySummary(tiles: 0, tilesAvailable: 0, noTissue: true)
    let verdict = try Self.verdict(score: nil, scoreSD: nil, Self.patient, quality)
    #expect((verdict.call, verdict.reasons, verdict.estimate) == (.noCall, [.noTissue], nil))
  }

  @Test("a score that is missing or not a number is no call, never a guess", arguments: [nil, Double.nan, .infinity])
  func noScore(score: Double?) throws {
    let verdict = try Self.verdict(score: score)
    #expect((verdict.call, verdict.reasons) == (.noCall, [.badQuality]))
    #expect(verdict.reasonDetails == ["the slides gave no score that the model can use"])
  }

  @Test("a spread that is negative or not a number gives no call", arguments: [Double.nan, -1, .infinity])
  func noSpread(scoreSD: Double) throws {
    #expect(try Self.verdict(scoreSD: scoreSD).call == .noCall)
  }

  @Test("a sample of enough tissue is not too little: the tissue counts, not the sample")
  func sampled() throws {
    let quality = QualitySummary(tiles: 50, tilesAvailable: 100)
    #expect(try Self.verdict(Self.patient, quality).call == .low)
  }

  @Test("a receptor that is not given does not prevent the call")
  func receptors() throws {
    #expect(try Self.verdict(ClinicalVariables(age: 60, grade: 1)).call == .low)
  }

  @Test("a share of unlike tiles that could not be computed prevents it")
  func unknownShare() throws {
    var quality = Self.good
    quality.outOfDistributionShare = .nan
    #expect(try Self.verdict(Self.patient, quality).reasons == [.outOfDistribution])
  }

  @Test("tissue that could not be read prevents it above the limit, with both figures", arguments: [0.1, 0.11, .nan])
  func unreadable(share: Double) throws {
    var quality = Self.good
    quality.unreadableShare = share
    quality.unreadableLimit = 0.1
    let verdict = try Self.verdict(Self.patient, quality)
    #expect(verdict.call == (share == 0.1 ? .low : .noCall))
    #expect(verdict.reasons == (share == 0.1 ? [] : [.unreadableTissue]))
    if share == 0.11 {
      #expect(verdict.reasonDetails == ["11 % of the tissue could not be read, at most 10 % may be"])
    }
  }

  @Test("a value outside the training is flagged beside the call")
  func implausible() throws {
    let verdict = try Self.verdict(ClinicalVariables(age: 99, grade: 1))
    #expect(verdict.call == .low)
    #expect(
      verdict.implausible == [OutsideTraining(covariate: .ageDecades, value: 9.9, lower: 3, upper: 8.5)])
  }
}
