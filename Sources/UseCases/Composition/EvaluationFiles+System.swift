import Cryptography
import Evaluation
import Files
import Foundation
import NeuralNetworks

extension EvaluationFiles {
  /// The files of this machine.
  package static let system = EvaluationFiles(
    cohort: .system, digest: { FileDigest.sha256($0) }, bundle: { try ModelBundle.load($0) })

  /// The evaluation at `path`, else the one beside the bundle, where there is one: the bundle itself holds nothing that
  /// its card does not vouch for.
  ///
  /// - Parameter trouble: is told what cannot be read beside the bundle; findings stand without it.
  /// - Throws: what is wrong with the file at `path`, where it is named.
  package func record(
    named path: String?, besideBundle bundle: String, trouble: (any Error) -> Void
  ) throws -> EvaluationRecord? {
    if let path { return try record(FilePaths.absolute(path), named: path) }
    let beside = bundle + ".evaluation.json"
    guard FileManager.default.fileExists(atPath: beside) else { return nil }
    do { return try record(beside, named: beside) } catch {
      trouble(error)
      return nil
    }
  }
}
