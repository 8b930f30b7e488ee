/// The three new Magee equations (Klein et al. 2013), which estimate the 21-gene recurrence score from routine
/// immunohistochemistry. H-scores are 0 to 300, Ki-67 is in percent, the Nottingham score 3 to 9. Each equation has
/// HER2 terms of its own: negative, equivocal, positive.
public enum MageeEquation {
  /// ME1, the only one of all inputs.
  public static func equation1(
    nottinghamScore: Int, erHScore: Double, prHScore: Double, her2: ReceptorStatus, tumourSizeMM: Double, ki67: Double
  ) -> Double {
    15.31385 + 1.4055 * Double(nottinghamScore) - 0.01924 * erHScore - 0.02925 * prHScore
      + her2.term(equivocal: 0.77681, positive: 11.58134) + 0.78677 * tumourSizeMM / 10 + 0.13269 * ki67
  }

  /// Magee equation 2, without Ki-67.
  public static func equation2(
    nottinghamScore: Int, erHScore: Double, prHScore: Double, her2: ReceptorStatus, tumourSizeMM: Double
  ) -> Double {
    18.8042 + 2.34123 * Double(nottinghamScore) - 0.03749 * erHScore - 0.03065 * prHScore
      + her2.term(equivocal: 1.82921, positive: 11.51378) + 0.04267 * tumourSizeMM / 10
  }

  /// Magee equation 3, by immunohistochemistry alone.
  public static func equation3(erHScore: Double, prHScore: Double, her2: ReceptorStatus, ki67: Double) -> Double {
    24.30812 - 0.02177 * erHScore - 0.02884 * prHScore + her2.term(equivocal: 1.46495, positive: 12.75525)
      + 0.18649 * ki67
  }

  /// What all three ask for.
  private struct Receptors {
    let er: Double
    let pr: Double
    let her2: ReceptorStatus
  }

  private static func receptors(_ inputs: inout ComparatorInputs) -> Receptors? {
    inputs.require(.er, inputs.clinical.er, is: .positive)
    let (er, pr) = (inputs.number(.erHScore), inputs.number(.prHScore))
    let her2 = inputs.status(.her2, inputs.clinical.her2)
    guard let er, let pr, let her2 else { return nil }
    return Receptors(er: er, pr: pr, her2: her2)
  }

  /// Grade 1 is a sum of 3 to 5, grade 2 of 6 and 7, grade 3 of 8 and 9.
  private static func nottinghamScore(_ inputs: inout ComparatorInputs) -> Int? {
    guard let score = inputs.whole(.nottinghamScore) else { return nil }
    let grade = score <= 5 ? 1 : score <= 7 ? 2 : 3
    guard let given = inputs.clinical.grade, given != grade else { return score }
    return inputs.refuse(.contradiction(.nottinghamScore, .grade))
  }

  static func value1(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    let (score, receptors) = (nottinghamScore(&inputs), receptors(&inputs))
    let (size, ki67) = (inputs.tumourSizeMM(), inputs.number(.ki67))
    guard let score, let receptors, let size, let ki67 else { return nil }
    return .score(
      equation1(
        nottinghamScore: score, erHScore: receptors.er, prHScore: receptors.pr, her2: receptors.her2,
        tumourSizeMM: size, ki67: ki67), group: nil)
  }

  static func value2(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    let (score, receptors, size) = (nottinghamScore(&inputs), receptors(&inputs), inputs.tumourSizeMM())
    guard let score, let receptors, let size else { return nil }
    return .score(
      equation2(
        nottinghamScore: score, erHScore: receptors.er, prHScore: receptors.pr, her2: receptors.her2,
        tumourSizeMM: size), group: nil)
  }

  static func value3(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    let (receptors, ki67) = (receptors(&inputs), inputs.number(.ki67))
    guard let receptors, let ki67 else { return nil }
    return .score(
      equation3(erHScore: receptors.er, prHScore: receptors.pr, her2: receptors.her2, ki67: ki67), group: nil)
  }
}

extension ReceptorStatus {
  fileprivate func term(equivocal: Double, positive: Double) -> Double {
    switch self {
    case .negative: 0
    case .equivocal: equivocal
    case .positive: positive
    }
  }
}
