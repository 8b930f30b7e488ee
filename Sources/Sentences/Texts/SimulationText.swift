import Labels
import UseCases

extension SimulateReadings.Made {
  /// What was made, and how it is used.
  ///
  /// - Parameter path: where the casebook is.
  package func sentence(at path: String) -> String {
    "made \(cases.counted("synthetic case")) with \(signatures.counted("signature")) in \(path); "
      + "\(reviewers.joined(separator: ", ")) are nobody, and sign with the passphrase "
      + "\"\(SimulateReadings.passphrase)\""
  }
}
