import Foundation
import NeuralNetworks
import Prognosis
import Testing

/// Expected: worked with Python from the numbers of the card, by the formula of `PrognosticModel.predict`.
@Suite("The demonstration at ten years")
struct TenYearsOfTheDemonstrationTests {
  private static let bundle = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/coverslip/Resources/demonstration").standardized.path

  @Test(
    "tells what its card says, with clinical variables and without",
    arguments: [
      (ClinicalVariables(), [0.22671439554093276, 0.1649119553018914, 0.30705144571638554]),
      (
        ClinicalVariables(age: 62, grade: 3, tumourSizeMM: 24, positiveNodes: 2, ki67: 30),
        [0.31701307976070237, 0.2370032903052307, 0.41574882606112473]
      ),
    ])
  func estimate(clinical: ClinicalVariables, expected: [Double]) throws {
    let card = try ModelBundle.load(Self.bundle).card
    #expect(card.combined.tenYearReach(card.curves) == .carried(atRisk: 258, of: 1500))
    let found = try #require(
      card.combined.tenYearEstimate(score: 0.4, scoreSD: 0.1, clinical: clinical, curves: card.curves))
    let numbers = [found.probability, found.interval.lower, found.interval.upper]
    #expect(zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(numbers)")
  }
}
