import Prognosis
import Testing

@Suite("The side of a comparator")
struct ComparatorSideTests {
  private func patient(_ size: Double, _ grade: Int, _ nodes: Int) -> ClinicalVariables {
    ClinicalVariables(
      age: 60, grade: grade, tumourSizeMM: size, positiveNodes: nodes, er: .positive, menopausal: .postmenopausal)
  }

  @Test("is low or high where its published group says so, and none in between, without a value or without groups")
  func sides() {
    let (low, middle, high) = (patient(8, 1, 0), patient(20, 2, 1), patient(60, 3, 12))
    for comparator in [ClinicalComparator.npi, .cts5] {
      #expect(comparator.side(of: low) == .low)
      #expect(comparator.side(of: middle) == nil, "\(comparator)")
      #expect(comparator.side(of: high) == .high)
      #expect(comparator.side(of: ClinicalVariables()) == nil)
    }
    #expect(ClinicalComparator.magee1.side(of: high) == nil)
  }
}
