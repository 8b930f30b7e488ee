import Basics
import Evaluation
import Foundation
import NeuralNetworks
import Tables

/// What evaluations and fits ask of the file system; paths are absolute, names are what somebody typed.
package struct EvaluationFiles: Sendable {
  /// Files, folders and features.
  package var cohort: CohortFiles
  /// SHA-256 of a file, 64 hexadecimal digits; `nil` where it cannot be read.
  package var digest: @Sendable (_ path: String) -> String?
  /// The bundle in a folder.
  package var bundle: @Sendable (_ path: String) throws -> ModelBundle

  package init(
    cohort: CohortFiles, digest: @escaping @Sendable (String) -> String?,
    bundle: @escaping @Sendable (String) throws -> ModelBundle
  ) {
    self.cohort = cohort
    self.digest = digest
    self.bundle = bundle
  }

  /// The table at `path`, which was named `name`.
  package func table(_ path: String, named name: String) throws(EvaluationFailure) -> CohortTable {
    let bytes = try contents(path, name)
    do { return try CohortTable(bytes: bytes) } catch { throw .cohort(.table(error), table: name) }
  }

  /// The table that a model was made on.
  package func training(_ path: String, named name: String) throws(EvaluationFailure) -> TrainingTable {
    TrainingTable(name: fileName(path), table: try table(path, named: name), digest: digest(path) ?? "")
  }

  /// A model of `fit`, whose parts belong together.
  package func fit(_ path: String, named name: String) throws(EvaluationFailure) -> SavedFit {
    let bytes = try contents(path, name)
    guard let fit = try? JSONDecoder().decode(SavedFit.self, from: Data(bytes)) else { throw .noFit(file: name) }
    do { _ = try fit.terms() } catch { throw .cohort(error, table: name) }
    return fit
  }

  /// The record of an evaluation.
  package func record(_ path: String, named name: String) throws(EvaluationFailure) -> EvaluationRecord {
    let bytes = try contents(path, name)
    do {
      return try EvaluationRecord(json: try JSONValue(parsing: bytes))
    } catch {
      throw .noRecord(file: name)
    }
  }

  private func contents(_ path: String, _ name: String) throws(EvaluationFailure) -> [UInt8] {
    guard let bytes = cohort.contents(path) else { throw .noFile(name) }
    return bytes
  }
}
