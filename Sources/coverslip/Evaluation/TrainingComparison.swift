import Sentences
import Cryptography
import NeuralNetworks
import SurvivalStatistics

extension ModelBundle {
  /// Refuses the very table of the training.
  func checkIsNotTraining(table path: String, named name: String) throws {
    guard let digest = card.training?.source.digest, !digest.isEmpty, FileDigest.sha256(path) == digest else { return }
    throw CommandFailure(
      .badData,
      "\(name): this is the table that the bundle was trained on, and what it makes of its own training says nothing "
        + "of other patients; name another cohort, or read its out-of-fold figures with coverslip model show")
  }

  /// Refuses patients of the training, whatever they are called: those of one outcome and one set of features.
  ///
  /// - Parameter lines: of the table, one a patient.
  /// - Returns: how many training patients they were held against; `nil` where the bundle does not hold them.
  func checkMembers(
    _ patients: [PatientDigest], lines: [Int], table: String, workers: Int
  ) throws -> Int? {
    guard let trainingMembers else { return nil }
    let found = trainingMembers.indices(of: patients, workers: workers)
    guard found.isEmpty else {
      let who = found.count == 1 ? "a patient has" : "\(found.count) patients have"
      throw CommandFailure(
        .badData,
        "\(table): \(who) the features and the outcome of a patient whom the bundle was trained on "
          + "(\(found.map { lines[$0] }.lineWords)); others of the training may be among these with a follow-up that "
          + "was rounded or goes on, which are not found: name another cohort")
    }
    return trainingMembers.count
  }
}
