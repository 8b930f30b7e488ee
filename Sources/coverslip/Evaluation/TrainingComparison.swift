import Sentences
import Cryptography
import Labels
import NeuralNetworks
import SurvivalStatistics

/// What of a cohort was held against the training of a model, so that a report says what was looked at, and no more.
struct TrainingComparison {
  /// Names of patients in the table of `--training`.
  struct Names {
    let table: String
    /// Whether its bytes are those of the table that the bundle was trained on; `nil` where that is not known.
    let isTheTraining: Bool?
  }

  /// Nobody of these is in it, by name; `nil` where it was not looked at.
  var names: Names?
  /// Training patients, none of whose features and outcomes are a patient's here; `nil` where the bundle does not hold
  /// them.
  var members: Int?

  /// Whether something was compared.
  var isMade: Bool { names != nil || members != nil }

  /// What was compared and what was not, a sentence each.
  var sentences: [String] {
    [memberWords, nameWords, members == nil ? nil : Self.limit].compactMap(\.self)
  }

  private var memberWords: String? {
    members.map {
      "No patient has the features and the outcome of one of the \($0) patients of the training, whose hashes the "
        + "bundle holds."
    }
  }

  private var nameWords: String {
    guard let names else { return "Names were not compared with those of the training: its table was not named." }
    let found = "No patient has the name of one in \(names.table)"
    return switch names.isTheTraining {
    case true?: found + ", which is the table of the training."
    case false?: found + ", which is not, or no longer, the file that the bundle was trained on."
    case nil: found + ", which was named as the table of the training."
    }
  }

  private static let limit =
    "Someone whose slides were encoded again, or whose follow-up was changed, is not found by features and outcome."
}

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
