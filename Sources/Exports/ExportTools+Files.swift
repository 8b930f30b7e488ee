import Casework
import NeuralNetworks
import Sentences
import Settings
import UseCases

extension ExportTools {
  /// What exports of the casebook at `path` take, as this machine has it.
  ///
  /// - Parameters:
  ///   - store: the casebook, as anybody may know it.
  ///   - bundle: the folder of the model bundle; what is known of it is left out where it cannot be read.
  ///   - software: name and version of the program.
  ///   - laboratory: what the laboratory has set beside the casebook.
  package static func files(
    of store: any CaseStore, at path: String, bundle: String, software: String, _ laboratory: LaboratorySettings
  ) -> ExportTools {
    let results = ResultFiles(of: path)
    var tools = ExportTools(
      log: LedgerLog(store, shelf: LogFiles(beside: path), cryptography: .system), cryptography: .system,
      pictures: .files(in: results) { $0.words(for: $1) }, results: results,
      model: try? ModelBundle.load(bundle).summary, clock: .system, software: software)
    tools.finalResults = laboratory.results.final
    return tools
  }
}
