import Casework
import Foundation
import NeuralNetworks

extension ScoringTools {
  /// The bundle at `path`, and the files of this machine; the result files lie beside the casebook. One processor is
  /// left to whoever reads meanwhile.
  ///
  /// - Parameters:
  ///   - casebook: path of the casebook.
  ///   - software: the program, as findings record it.
  ///   - pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  package static func system(
    bundle path: String, casebook: String, software: String, pattern: LabelPattern?
  ) -> ScoringTools {
    let environment = UseCaseEnvironment.system(software: software, notices: .none)
    return ScoringTools(
      folder: {
        let folder = URL(fileURLWithPath: casebook).deletingLastPathComponent().path + "/findings"
        try PrivateFolder.make(folder)
        return folder
      },
      load: {
        let bundle = try ModelBundle.load(path)
        return (bundle, try .of(bundle, precision: .single, files: nil))
      }, workers: max(1, environment.processors - 1), slides: .files, shelf: FeatureFolder(), environment: environment,
      pattern: pattern)
  }
}
