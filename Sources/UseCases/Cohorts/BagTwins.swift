import NeuralNetworks

/// Finds a patient again by their features, whatever they are called. Compared is number by number, and only where the
/// number of tiles and the first tile agree already: no two slides share those by chance.
package struct BagTwins {
  private struct Start: Hashable {
    let count: Int
    let tile: ArraySlice<Float>

    init(_ bag: Bag) { (count, tile) = (bag.count, bag.features.prefix(bag.width)) }
  }

  private let patients: [TrainingPatient]
  private let places: [Start: [Int]]

  package init(_ patients: [TrainingPatient]) {
    self.patients = patients
    places = Dictionary(grouping: patients.indices) { Start(patients[$0].bag) }
  }

  /// The index of the first patient with these features.
  package func first(with bag: Bag) -> Int? { places[Start(bag)]?.first { patients[$0].bag == bag } }

  /// Throws where two patients of a cohort have the same and different outcomes: of one of them they are not. With one
  /// outcome they may be one patient under two names.
  package func requireNoContradiction(in cohort: CohortFolder) throws {
    let twins = patients.indices.compactMap { index -> CohortReadingFailure.PatientTwin? in
      guard let first = first(with: patients[index].bag), first != index,
        patients[first].outcome != patients[index].outcome
      else { return nil }
      return CohortReadingFailure.PatientTwin(here: cohort.members[index].place, there: cohort.members[first].place)
    }
    guard twins.isEmpty else { throw CohortReadingFailure.twins(table: cohort.file, twins) }
  }
}
