import Cryptography
import NeuralNetworks

extension EvaluationFiles {
  /// The files of this machine.
  package static let system = EvaluationFiles(
    cohort: .system, digest: { FileDigest.sha256($0) }, bundle: { try ModelBundle.load($0) })
}
