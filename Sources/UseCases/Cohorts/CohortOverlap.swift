import NeuralNetworks
import Tables

/// Patients of a cohort who are in the training cohort, too: those of one name and one outcome, and those whose
/// features are a training patient's, whatever they are called. A name alone does not tell, because two studies may
/// number their patients alike; nor do clinical variables, which are written down again and may differ.
package struct CohortOverlap {
  package typealias Cohort = (folder: CohortFolder, patients: [TrainingPatient])

  private let file: String
  /// Of one name and one outcome.
  private var same: [PatientRow] = []
  /// Of one bag, but not of one name and outcome.
  private var twins: [CohortReadingFailure.PatientTwin] = []
  /// Of one name, but another outcome and other features.
  private var namesakes = 0

  package init(of cohort: Cohort, with training: Cohort) {
    file = cohort.folder.file
    let known = Dictionary(training.patients.map { ($0.id, $0.outcome) }) { first, _ in first }
    let participants = Set(training.folder.members.compactMap { PatientBarcode.participant($0.id) })
    let bags = BagTwins(training.patients)
    for (member, patient) in zip(cohort.folder.members, cohort.patients) {
      let isParticipant = PatientBarcode.participant(patient.id).map(participants.contains) ?? false
      if known[patient.id] == patient.outcome || isParticipant {
        same.append(member.place)
      } else if let twin = bags.first(with: patient.bag) {
        twins.append(.init(here: member.place, there: training.folder.members[twin].place))
      } else if known[patient.id] != nil {
        namesakes += 1
      }
    }
  }

  /// Fails where there is such a patient; tells how many have only a name in common.
  package func check(_ notices: Notices = .none) throws(CohortReadingFailure) {
    guard same.isEmpty, twins.isEmpty else { throw .inBoth(table: file, same: same, twins: twins) }
    if namesakes > 0 { notices(.cohort(.namesakes(namesakes, table: file))) }
  }
}

extension CohortFolder.Member {
  var place: PatientRow { .init(id: id, line: line) }
}
