import Basics
import Microscopy

extension TrainingRun {
  /// What the whole ensemble makes of the tiles of `patients`, which the heat map holds tiles of a case to.
  ///
  /// The whole ensemble, because it is what looks at a case: the few networks that had not seen a patient would be
  /// averaged less, and have wider tails.
  func tileCohort(_ patients: [TrainingPatient], _ ensemble: Ensemble) -> TileCohort? {
    let scored = WorkQueue.map(patients.count, workers: workers) { index in
      let score = ensemble.evaluate(patients[index].bag)
      return TileCohort.Patient(attention: score.attention, contribution: score.contributions.parts)
    }
    return TileCohort(name: cohortName, scored)
  }

  /// `1500 simulated patients`, `812 patients of metabric.csv`: drawn ones are of no table that would name them.
  private var cohortName: String {
    let table = description.source.table
    return description.demonstration || table.isEmpty ? description.cohort : "\(description.cohort) of \(table)"
  }
}
