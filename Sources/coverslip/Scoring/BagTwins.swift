import NeuralNetworks

/// Finds a patient again by her features, whatever she is called. Compared is number by number, and only where the number of
/// tiles and the first tile agree already: no two slides share those by chance.
struct BagTwins {
  private struct Start: Hashable {
    let count: Int
    let tile: ArraySlice<Float>

    init(_ bag: Bag) { (count, tile) = (bag.count, bag.features.prefix(bag.width)) }
  }

  private let patients: [TrainingPatient]
  private let places: [Start: [Int]]

  init(_ patients: [TrainingPatient]) {
    self.patients = patients
    places = Dictionary(grouping: patients.indices) { Start(patients[$0].bag) }
  }

  /// The index of the first patient with these features.
  func first(with bag: Bag) -> Int? { places[Start(bag)]?.first { patients[$0].bag == bag } }

  /// Throws where two patients of a cohort have the same: of one of them they are not.
  func requireNone(in cohort: CohortFolder) throws {
    let twins = patients.indices.compactMap { index in
      first(with: patients[index].bag).flatMap { $0 == index ? nil : (cohort.members[$0], cohort.members[index]) }
    }
    guard twins.isEmpty else { throw CohortProblems.twins(twins, cohort.table) }
  }
}
