import Prognosis
import Testing

/// The worked cases are those of the reference's clinical.md, sections 5.1 to 5.5.
@Suite("comparator formulas")
struct ComparatorFormulaTests {
  @Test(
    "NPI is 0.2 x cm + grade + node score, in groups of six",
    arguments: [
      (22.0, 3, 10, 6.44, "very poor"), (15, 1, 0, 2.30, "excellent"), (20, 2, 2, 4.40, "moderate I"),
      (30, 2, 0, 3.60, "moderate I"),
    ])
  func npi(size: Double, grade: Int, nodes: Int, index: Double, group: String) {
    let found = NottinghamPrognosticIndex.index(tumourSizeMM: size, grade: grade, positiveNodes: nodes)
    #expect(abs(found - index) < 1e-12)
    #expect(NottinghamPrognosticIndex.Group(index: found).rawValue == group)
  }

  @Test(
    "a bound of NPI belongs to the better group, compared at two decimals",
    arguments: [
      (2.02, "excellent"), (2.4, "excellent"), (2.404, "excellent"), (2.41, "good"), (3.4, "good"),
      (3.4000000000000004, "good"), (3.41, "moderate I"), (4.4, "moderate I"), (4.41, "moderate II"),
      (5.4, "moderate II"), (5.41, "poor"), (6.4, "poor"), (6.41, "very poor"), (6.8, "very poor"),
    ])
  func npiBounds(index: Double, group: String) {
    #expect(NottinghamPrognosticIndex.Group(index: index).rawValue == group)
  }

  @Test("one to three invaded nodes score 2, more score 3", arguments: [(0, 1.0), (1, 2), (3, 2), (4, 3), (40, 3)])
  func npiNodes(nodes: Int, score: Double) {
    #expect(NottinghamPrognosticIndex.index(tumourSizeMM: 0, grade: 0, positiveNodes: nodes) == score)
  }

  @Test(
    "CTS5 caps the size at 30 mm and takes nodes in classes",
    arguments: [
      (0, 10.0, 1, 55.0, 2.11432, "low"), (1, 15, 2, 60, 3.34272, "intermediate"), (3, 35, 3, 70, 5.03054, "high"),
      (0, 20, 2, 65, 3.27522, "intermediate"), (12, 45, 3, 52, 5.60421, "high"),
    ])
  func cts5(nodes: Int, size: Double, grade: Int, age: Double, score: Double, group: String) {
    let found = ClinicalTreatmentScore.score(age: age, tumourSizeMM: size, grade: grade, positiveNodes: nodes)
    #expect(abs(found - score) < 5e-6, "printed to five decimals")
    #expect(ClinicalTreatmentScore.Group(score: found).rawValue == group)
  }

  @Test(
    "CTS5 is low below 3.13, high above 3.86",
    arguments: [(3.1299, "low"), (3.13, "intermediate"), (3.86, "intermediate"), (3.8601, "high")])
  func cts5Bounds(score: Double, group: String) {
    #expect(ClinicalTreatmentScore.Group(score: score).rawValue == group)
  }

  @Test("CTS5 knows five classes of nodes", arguments: [(0, 0.0), (1, 1), (2, 2), (3, 2), (4, 3), (9, 3), (10, 4)])
  func cts5Nodes(nodes: Int, steps: Double) {
    func score(_ nodes: Int) -> Double {
      ClinicalTreatmentScore.score(age: 60, tumourSizeMM: 20, grade: 2, positiveNodes: nodes)
    }
    #expect(abs(score(nodes) - score(0) - 0.438 * steps) < 1e-12)
  }

  @Test(
    "MINDACT is low up to the size that grade and nodes allow, and high beyond",
    arguments: [
      (1, 30.0, 0, "low"), (1, 30.1, 0, "high"), (1, 20, 1, "low"), (1, 20, 3, "low"), (1, 20.1, 3, "high"),
      (1, 10, 4, "high"), (2, 20, 0, "low"), (2, 20.1, 0, "high"), (2, 5, 1, "high"), (3, 10, 0, "low"),
      (3, 10.1, 0, "high"), (3, 5, 1, "high"),
    ])
  func mindact(grade: Int, size: Double, nodes: Int, risk: String) {
    #expect(MindactClinicalRisk(grade: grade, tumourSizeMM: size, positiveNodes: nodes).rawValue == risk)
  }

  @Test(
    "the Magee equations give the worked recurrence scores",
    arguments: [
      (6, 270.0, 170.0, 18.0, 15.0, 16.986086, 17.595586, 16.324770),
      (8, 200, 10, 25, 40, 29.691875, 29.836215, 27.125320),
    ])
  func magee(
    nottingham: Int, er: Double, pr: Double, size: Double, ki67: Double, first: Double, second: Double, third: Double
  ) {
    let one = MageeEquation.equation1(
      nottinghamScore: nottingham, erHScore: er, prHScore: pr, her2: .negative, tumourSizeMM: size, ki67: ki67)
    let two = MageeEquation.equation2(
      nottinghamScore: nottingham, erHScore: er, prHScore: pr, her2: .negative, tumourSizeMM: size)
    let three = MageeEquation.equation3(erHScore: er, prHScore: pr, her2: .negative, ki67: ki67)
    #expect(abs(one - first) < 1e-9)
    #expect(abs(two - second) < 1e-9)
    #expect(abs(three - third) < 1e-9)
  }

  @Test(
    "each Magee equation has HER2 terms of its own",
    arguments: [(ReceptorStatus.equivocal, 0.77681, 1.82921, 1.46495), (.positive, 11.58134, 11.51378, 12.75525)])
  func mageeHER2(status: ReceptorStatus, first: Double, second: Double, third: Double) {
    func scores(_ her2: ReceptorStatus) -> [Double] {
      [
        MageeEquation.equation1(
          nottinghamScore: 6, erHScore: 200, prHScore: 100, her2: her2, tumourSizeMM: 20, ki67: 20),
        MageeEquation.equation2(nottinghamScore: 6, erHScore: 200, prHScore: 100, her2: her2, tumourSizeMM: 20),
        MageeEquation.equation3(erHScore: 200, prHScore: 100, her2: her2, ki67: 20),
      ]
    }
    let terms = zip(scores(status), scores(.negative)).map { $0 - $1 }
    for (term, expected) in zip(terms, [first, second, third]) { #expect(abs(term - expected) < 1e-9) }
  }

  @Test(
    "IHC4 gives the worked scores; H-score 300 is ER10 10, 50 % is PR10 5",
    arguments: [(300.0, 50.0, false, 20.0, -11.572986), (150, 0, true, 35, 141.348149)])
  func ihc4(er: Double, pr: Double, her2: Bool, ki67: Double, score: Double) {
    let found = ImmunohistochemicalScore.score(erHScore: er, prPercent: pr, her2Positive: her2, ki67: ki67)
    #expect(abs(found - score) < 1e-6, "printed to six decimals")
  }
}
