import Testing

@testable import TissueAnalysis

@Suite("Stain vectors")
struct StainTests {
  @Test("the published vectors have length 1")
  func unitLength() {
    #expect(abs((StainVectors.ruifrok.hematoxylin * StainVectors.ruifrok.hematoxylin).sum() - 1) < 1e-5)
  }
}
