import Evaluation
import NeuralNetworks
import Tables

/// Patients of a cohort who are in the training cohort, too: those of one name and one outcome, and those whose
/// features are a training patient's, whatever they are called. A name alone does not tell, because two studies may
/// number their patients alike; nor do clinical variables, which are written down again and may differ.
struct CohortOverlap {
  typealias Cohort = (folder: CohortFolder, patients: [TrainingPatient])

  /// A patient of the cohort, and the patient of the training cohort whose features she has.
  struct Twin {
    let here: CohortFolder.Member
    let there: CohortFolder.Member
  }

  private let cohort: Cohort
  /// Of one name and one outcome.
  private var same: [CohortFolder.Member] = []
  /// Of one bag, but not of one name and outcome.
  private var twins: [Twin] = []
  /// Of one name, but another outcome and other features.
  private var namesakes = 0

  init(of cohort: Cohort, with training: Cohort) {
    self.cohort = cohort
    let known = Dictionary(training.patients.map { ($0.id, $0.outcome) }) { first, _ in first }
    let participants = Set(training.folder.members.compactMap { PatientBarcode.participant($0.id) })
    let bags = BagTwins(training.patients)
    for (member, patient) in zip(cohort.folder.members, cohort.patients) {
      let isParticipant = PatientBarcode.participant(patient.id).map(participants.contains) ?? false
      if known[patient.id] == patient.outcome || isParticipant {
        same.append(member)
      } else if let twin = bags.first(with: patient.bag) {
        twins.append(Twin(here: member, there: training.folder.members[twin]))
      } else if known[patient.id] != nil {
        namesakes += 1
      }
    }
  }

  /// Throws where there is such a patient; says on stderr how many have only a name in common.
  func check() throws {
    guard same.isEmpty, twins.isEmpty else { throw CohortProblems.inBoth(same, twins, cohort.folder.table) }
    if namesakes > 0 { Standard.error(CohortProblems.namesakes(namesakes, cohort.folder.table)) }
  }
}
