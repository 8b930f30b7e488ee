/// The Nottingham Prognostic Index (Galea et al. 1992): 0.2 x size in cm + grade + node score, where the node score is
/// 1 without invaded nodes, 2 with one to three, 3 with more. Higher is worse.
public enum NottinghamPrognosticIndex {
  /// The groups of six (Lee and Ellis 2008). Each ends with its bound: 3.4 is good, 3.41 moderate I. The published
  /// table ends at 6.8; what lies above is very poor.
  public enum Group: String, Sendable, CaseIterable {
    case excellent, good
    case moderate1 = "moderate I"
    case moderate2 = "moderate II"
    case poor
    case veryPoor = "very poor"

    /// In hundredths, as the papers print the bounds: in binary, 0.2 x 7 + 1 + 1 is not 3.4.
    private static let bounds = [
      (240, Group.excellent), (340, .good), (440, .moderate1), (540, .moderate2), (640, .poor),
    ]

    /// The group of an index, rounded to two decimals.
    public init(index: Double) {
      let hundredths = (index * 100).rounded()
      self = Self.bounds.first { hundredths <= Double($0.0) }?.1 ?? .veryPoor
    }
  }

  /// The index of a tumour of `tumourSizeMM` mm, of grade 1 to 3, with `positiveNodes` invaded nodes.
  public static func index(tumourSizeMM: Double, grade: Int, positiveNodes: Int) -> Double {
    let nodes = positiveNodes == 0 ? 1.0 : positiveNodes <= 3 ? 2 : 3
    return 0.2 * tumourSizeMM / 10 + Double(grade) + nodes
  }

  static func value(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    let (size, grade, nodes) = (inputs.tumourSizeMM(), inputs.whole(.grade), inputs.whole(.positiveNodes))
    guard let size, let grade, let nodes else { return nil }
    let index = index(tumourSizeMM: size, grade: grade, positiveNodes: nodes)
    return .score(index, group: Group(index: index).rawValue)
  }
}
