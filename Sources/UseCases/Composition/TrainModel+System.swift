import Cryptography
import Foundation

extension TrainModel.Tools {
  /// The slides and files of this machine.
  package static func system(_ environment: UseCaseEnvironment) -> TrainModel.Tools {
    TrainModel.Tools(
      slides: .files, shelf: FeatureFolder(), files: .system,
      makeFolder: { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true) },
      digest: FileDigest.sha256, environment: environment)
  }
}
