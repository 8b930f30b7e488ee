import Foundation
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// Patients whose truth is known: tiles of six tissues drawn from overlapping Gaussians, and a relapse whose hazard
/// depends on the share f of high-grade tumour among the tiles and on grade, nodes and size:
///
///     slide log-hazard = beta f / (f + 0.15)
///
/// Each slide shifts all its tiles (stain), features are correlated, and low-grade tumour lies near high-grade tumour.
struct SyntheticCohort {
  static let highGrade = 5
  private static let tissues = 6

  var width = 64
  var tiles = 48...128
  var beta = 2.5
  /// Distance between the centres of two tissues, in standard deviations of a tile around its centre.
  var separation: Float = 5
  /// The same between low-grade and high-grade tumour.
  var gradeSeparation: Float = 2.5
  /// Standard deviation of the shift of a slide.
  var stain: Float = 0.5
  /// Yearly hazard of a patient whose log-hazard is 0.
  var hazard = 0.012

  struct Patient {
    var training: TrainingPatient
    var slideLogHazard: Double
    var trueLogHazard: Double
  }

  /// `count` patients; `world` fixes what tissues look like, `seed` the patients.
  func patients(_ count: Int, seed: UInt64, world: UInt64 = 1) -> [Patient] {
    let centers = centers(world)
    var random = Noise(seed: seed)
    return (0..<count).map { patient("patient \($0)", centers, &random) }
  }

  /// Centres of the tissues and, in the last rows, four directions in which all features vary together.
  private func centers(_ world: UInt64) -> [[Float]] {
    var random = Noise(seed: world &* 977)
    func direction(_ length: Float) -> [Float] {
      let raw = (0..<width).map { _ in random.normal() }
      let norm = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return raw.map { $0 * length / norm }
    }
    var centers = (0..<Self.tissues - 1).map { _ in direction(separation / Float(2).squareRoot()) }
    let toHighGrade = direction(gradeSeparation)
    centers.append(zip(centers[4], toHighGrade).map { $0 + $1 })
    return centers + (0..<4).map { _ in direction(1.5) }
  }

  private func patient(_ id: String, _ centers: [[Float]], _ random: inout Noise) -> Patient {
    let shares = shares(&random)
    let count = tiles.lowerBound + Int(random.uniform() * Double(tiles.count))
    let stain = (0..<width).map { _ in self.stain * random.normal() }
    var features: [Float] = []
    var truth: [Bool] = []
    for _ in 0..<count {
      let tissue = pick(shares, &random)
      truth.append(tissue == Self.highGrade)
      features += tile(centers, tissue, stain, &random)
    }
    let f = Double(truth.count { $0 }) / Double(count)
    let slide = beta * f / (f + 0.15)
    let clinical = clinical(f, &random)
    let total = slide + clinical.logHazard
    return Patient(
      training: TrainingPatient(
        id: id, bag: Bag(features: features, count: count, width: width) ?? Self.empty, clinical: clinical.variables,
        outcome: outcome(total, &random), truth: truth),
      slideLogHazard: slide, trueLogHazard: total)
  }

  private static let empty = Bag(features: [], count: 0, width: 1).unsafelyUnwrapped

  /// Shares of stroma, fat, lymphocytes, ducts, low-grade and high-grade tumour: a third of the patients have none of
  /// the last.
  private func shares(_ random: inout Noise) -> [Double] {
    var shares = [2.0, 1, 0.7, 0.8].map { $0 * -log(1 - random.uniform()) }
    let tumour = shares.reduce(0, +) * (0.3 + 1.2 * random.uniform())
    let high = max(0, random.uniform() * 1.5 - 0.5)
    shares += [tumour * (1 - high), tumour * high]
    return shares
  }

  private func pick(_ shares: [Double], _ random: inout Noise) -> Int {
    var rest = random.uniform() * shares.reduce(0, +)
    for (index, share) in shares.enumerated() {
      rest -= share
      if rest < 0 { return index }
    }
    return 0
  }

  private func tile(_ centers: [[Float]], _ tissue: Int, _ stain: [Float], _ random: inout Noise) -> [Float] {
    let loadings = (0..<4).map { _ in random.normal() }
    return (0..<width).map { j in
      let shared = (0..<4).reduce(Float(0)) { $0 + loadings[$1] * centers[Self.tissues + $1][j] }
      return 10 * Float(j) + Float(1 + j % 7) * (centers[tissue][j] + stain[j] + shared + random.normal())
    }
  }

  private func clinical(_ f: Double, _ random: inout Noise) -> (variables: ClinicalVariables, logHazard: Double) {
    let grade = min(3, 1 + Int(f * 4 + random.uniform() * 1.5))
    let nodes = Int(-log(1 - random.uniform()) * 1.3)
    let size = 8 + 12 * -log(1 - random.uniform())
    let variables = ClinicalVariables(
      age: 60 + 11 * Double(random.normal()), grade: grade, tumourSizeMM: size, positiveNodes: nodes,
      ki67: min(90, max(1, 8 + 25 * f + 8 * Double(random.normal()))), er: .positive, her2: .negative)
    return (variables, 0.15 * Double(nodes) + 0.015 * (size - 20) + (grade == 3 ? 0.3 : 0))
  }

  /// Exponential relapse; follow-up of 5 to 12 years.
  private func outcome(_ logHazard: Double, _ random: inout Noise) -> SurvivalTime {
    let relapse = -log(1 - random.uniform()) / (hazard * exp(logHazard))
    let followUp = 5 + 7 * random.uniform()
    return SurvivalTime(time: max(0.01, min(relapse, followUp)), event: relapse <= followUp)
  }
}

/// A linear congruential generator of 64 bits (Knuth's MMIX constants), its high half used.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    for _ in 0..<8 { _ = uniform() }
  }

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 32) / 4_294_967_296
  }

  /// Box and Muller; one of the two values.
  mutating func normal() -> Float {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return Float(radius * cos(2 * .pi * uniform()))
  }
}
