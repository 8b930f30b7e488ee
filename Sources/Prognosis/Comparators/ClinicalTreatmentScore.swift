/// CTS5, the clinical treatment score post five years (Dowsett et al., J Clin Oncol 2018): the risk of distant
/// recurrence in years 5 to 10 of postmenopausal women with ER-positive cancer who are free of it after five years of
/// endocrine therapy.
///
///     CTS5 = 0.438 n + 0.988 (0.093 s - 0.001 s^2 + 0.375 g + 0.017 a)
///
/// with size s in mm, at most 30; grade g; age a in years; and nodes n in classes: none 0, one 1, two or three 2, four
/// to nine 3, more 4. Another formula circulates in calculators; this is the published one.
public enum ClinicalTreatmentScore {
  /// The groups of the score: below 3.13, up to 3.86, above. Their risks are less than 5 %, 5 to 10 %, more than 10 %
  /// in years 5 to 10.
  public enum Group: String, Sendable, CaseIterable {
    case low, intermediate, high

    /// The group of a score.
    public init(score: Double) { self = score < 3.13 ? .low : score <= 3.86 ? .intermediate : .high }
  }

  /// The points of the score; higher is worse.
  public static func score(age: Double, tumourSizeMM: Double, grade: Int, positiveNodes: Int) -> Double {
    let size = min(tumourSizeMM, 30)
    let tumour = 0.093 * size - 0.001 * size * size + 0.375 * Double(grade) + 0.017 * age
    return 0.438 * nodeClass(positiveNodes) + 0.988 * tumour
  }

  /// 0 without invaded nodes, 1 for one, 2 for two or three, 3 for four to nine, 4 for more.
  private static func nodeClass(_ nodes: Int) -> Double { Double(nodeClasses.count { nodes >= $0 }) }

  /// Invaded nodes from which each class on begins.
  private static let nodeClasses = [1, 2, 4, 10]

  static func value(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    inputs.require(.er, inputs.clinical.er, is: .positive)
    inputs.require(.menopausal, inputs.clinical.menopausal, is: .postmenopausal)
    let (age, size) = (inputs.number(.age), inputs.tumourSizeMM())
    let (grade, nodes) = (inputs.whole(.grade), inputs.whole(.positiveNodes))
    guard let age, let size, let grade, let nodes else { return nil }
    let score = score(age: age, tumourSizeMM: size, grade: grade, positiveNodes: nodes)
    return .score(score, group: Group(score: score).rawValue)
  }
}
