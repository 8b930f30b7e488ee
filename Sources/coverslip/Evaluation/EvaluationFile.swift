import Basics
import Evaluation
import Sentences

/// A file of `evaluate --json` or `evaluate --report`.
struct EvaluationFile {
  let record: EvaluationRecord

  init(_ path: String) throws {
    let bytes = try readWhole(path)
    do {
      record = try EvaluationRecord(json: try JSONValue(parsing: Array(bytes)))
    } catch {
      throw CommandFailure(
        .badData, "\(path): this is no evaluation of `coverslip evaluate --report`; make it with that command")
    }
  }
}
