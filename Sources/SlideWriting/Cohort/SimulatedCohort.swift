import Basics
import Foundation
import Microscopy

/// Patients with slides, clinical variables and a metastasis-free survival that truly depends on both.
///
/// A patient follows from the seed and the patient's number alone: the first hundred of a cohort of a thousand are the
/// cohort of a hundred.
public struct SimulatedCohort: Sendable {
  /// What all patients follow from.
  public let seed: UInt64
  /// The patients, in the order of their numbers.
  public let patients: [SimulatedPatient]
  /// The size of a slide: 12 x 12 tiles of 112 um.
  public static let slideSize = PixelSize(width: 2688, height: 2688)

  /// A cohort of ER+, HER2- early breast cancers.
  public init(patients count: Int, seed: UInt64) {
    self.seed = seed
    patients = (0..<max(0, count)).map { Self.patient($0, seed: seed) }
  }

  private static func patient(_ index: Int, seed: UInt64) -> SimulatedPatient {
    var random = SeededDraws(seed: seed, salt: 0x434F_484F, x: index)
    let fraction = highGradeFraction(&random)
    let grade = grade(fraction, &random)
    let age = min(89, max(29, Int((60 + 11.5 * Double(random.bell())).rounded())))
    let size = exp(2.86 + 0.3 * fraction + 0.45 * Double(random.bell()))
    let ki67 = exp(2.25 + 0.35 * Double(grade - 1) + 0.7 * fraction + 0.42 * Double(random.bell()))
    let nodes = nodes(size: size, fraction: fraction, &random)
    let millimetres = min(90, max(3, Int(size.rounded())))
    let percent = min(90, max(1, Int(ki67.rounded())))
    let clinical = SurvivalModel.clinicalLogHazard(
      age: Double(age), grade: grade, tumourSizeMM: Double(millimetres), positiveNodes: nodes, ki67: Double(percent))
    let slide = SurvivalModel.slideLogHazard(highGradeFraction: fraction)
    let metastasis = SurvivalModel.time(logHazard: slide + clinical, uniform: random.unit())
    let followUp = followUp(&random)
    return SimulatedPatient(
      identifier: identifier(index), age: age, grade: grade, tumourSizeMM: millimetres, positiveNodes: nodes,
      ki67: percent, isPostmenopausal: Double(age) + 3 * Double(random.bell()) > 51, highGradeFraction: fraction,
      slideLogHazard: slide, clinicalLogHazard: clinical, time: max(0.01, min(metastasis, followUp)),
      event: metastasis <= followUp, recipe: recipe(fraction, grade: grade, &random))
  }

  private static func identifier(_ index: Int) -> String {
    let digits = "\(index + 1)"
    return "SYN-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// 45 % have none, the others 0.02...1, small foci more often; in hundredths.
  private static func highGradeFraction(_ random: inout SeededDraws) -> Double {
    let hasNone = random.unit() < 0.45
    let draw = random.unit()
    return hasNone ? 0 : ((0.02 + 0.98 * draw * draw.squareRoot()) * 100).rounded() / 100
  }

  /// The grade of the report follows the worse half of the tumour, and pathologists differ.
  private static func grade(_ fraction: Double, _ random: inout SeededDraws) -> Int {
    let score = 1.75 + 1.6 * fraction + 0.38 * Double(random.bell())
    return score < 1.5 ? 1 : (score < 2.5 ? 2 : 3)
  }

  private static func nodes(size: Double, fraction: Double, _ random: inout SeededDraws) -> Int {
    let invaded = random.unit() < min(0.75, 0.14 + 0.009 * size + 0.12 * fraction)
    let draw = random.unit()
    guard invaded else { return 0 }
    return min(24, 1 + Int((-log(1 - draw) * 2.2).rounded(.down)))
  }

  /// Years under observation: administrative, 3 to 12 years; one in fifteen is lost before.
  private static func followUp(_ random: inout SeededDraws) -> Double {
    let administrative = 3 + 9 * random.unit()
    let isLost = random.unit() < 1.0 / 15
    let share = random.unit()
    return isLost ? max(0.2, administrative * share) : administrative
  }

  private static func recipe(_ fraction: Double, grade: Int, _ random: inout SeededDraws) -> SlideRecipe {
    let moderate: ClosedRange<Double> = grade == 1 ? 0...0.4 : 0.4...1
    let share = { (range: ClosedRange<Double>, draw: Double) in
      range.lowerBound + (range.upperBound - range.lowerBound) * draw
    }
    return SlideRecipe(
      seed: random.next(), size: slideSize, tumourFraction: share(0.4...0.75, random.unit()),
      highGradeFraction: fraction, moderateGradeFraction: share(moderate, random.unit()),
      fatFraction: share(0.02...0.12, random.unit()), lobuleFraction: share(0.05...0.3, random.unit()),
      lymphocyteFraction: share(0.005...0.06, random.unit()), tissueExtent: 0.985, outlineIrregularity: 0.3)
  }
}
