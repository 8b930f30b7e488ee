/// The clinical risk of MINDACT (modified Adjuvant! 8.0, supplementary table S13), the block for ER-positive,
/// HER2-negative cancer; the other blocks are not built, because their table could not be verified.
public enum MindactClinicalRisk: String, Sendable, CaseIterable {
  case low, high

  /// Low for grade 1 up to 3 cm without, or up to 2 cm with one to three invaded nodes; grade 2 up to 2 cm and grade 3
  /// up to 1 cm without. All else is high.
  public init(grade: Int, tumourSizeMM: Double, positiveNodes: Int) {
    let largest = Self.limits.first { $0.grade == grade && $0.nodes.contains(positiveNodes) }?.largestMM
    self = largest.map { tumourSizeMM <= $0 } == true ? .low : .high
  }

  /// The largest tumour that is of low risk, by grade and invaded nodes.
  private static let limits: [(grade: Int, nodes: ClosedRange<Int>, largestMM: Double)] = [
    (1, 0...0, 30), (1, 1...3, 20), (2, 0...0, 20), (3, 0...0, 10),
  ]

  static func value(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    inputs.require(.er, inputs.clinical.er, is: .positive)
    inputs.require(.her2, inputs.clinical.her2, is: .negative)
    let (size, grade, nodes) = (inputs.tumourSizeMM(), inputs.whole(.grade), inputs.whole(.positiveNodes))
    guard let size, let grade, let nodes else { return nil }
    return .group(MindactClinicalRisk(grade: grade, tumourSizeMM: size, positiveNodes: nodes).rawValue)
  }
}
