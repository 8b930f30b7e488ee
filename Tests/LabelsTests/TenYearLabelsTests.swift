import Basics
import Labels
import Prognosis
import Testing

@Suite("What a model's card says of ten years")
struct TenYearLabelsTests {
  @Test(
    "is why it is told, or why not",
    arguments: [
      (
        TenYearReach.carried(atRisk: 1258, of: 5000),
        "told beside the call, which stays on 5 years, as do the card's figures; 1258 of 5000 patients at risk at 10 "
          + "years"
      ),
      (
        .tooFew(atRisk: 39, of: 400),
        "not told: follow-up carries 5 years, not 10: 39 of 400 patients at risk at 10 years"
      ),
      (.tooShort(last: 9.25), "not told: follow-up carries 5 years, not 10: it ends after 9.3"),
      (.notKnown, "not told: the card does not say how many patients were at risk at 10 years"),
    ])
  func words(reach: TenYearReach, words: String) {
    #expect(reach.phrase(horizon: 5, .plain) == words)
  }

  @Test("is nothing where the calls are for ten years themselves")
  func own() { #expect(TenYearReach.ownHorizon.phrase(horizon: 10) == nil) }
}
