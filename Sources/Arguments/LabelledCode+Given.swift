import Labels
import Sentences

extension LabelledCode {
  /// What an argument names by its code or by its label.
  ///
  /// - Throws: ``CommandFailure`` with what is near, for a name that is unknown.
  package static func given(_ text: String) throws -> Self {
    do throws(UnknownCode) { return try Self(named: text) } catch { throw error.words }
  }
}
