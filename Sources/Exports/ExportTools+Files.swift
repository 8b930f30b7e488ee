import Casework
import NeuralNetworks
import Sentences
import UseCases

extension ExportTools {
  /// What exports of the casebook at `path` take, as this machine has it.
  ///
  /// - Parameters:
  ///   - store: the casebook, as anybody may know it.
  ///   - bundle: the folder of the model bundle; what is known of it is left out where it cannot be read.
  ///   - software: name and version of the program.
  package static func files(
    of store: any CaseStore, at path: String, bundle: String, software: String
  ) -> ExportTools {
    let results = ResultFiles(of: path)
    return ExportTools(
      log: LedgerLog(store, shelf: LogFiles(beside: path), cryptography: .system), cryptography: .system,
      pictures: .files(in: results) { $0.words(for: $1) }, results: results,
      model: try? ModelBundle.load(bundle).summary, clock: .system, software: software)
  }
}
