import Documents
import Evaluation
import Sentences
import Basics
import Foundation
import Labels
import Reports

/// A folder that holds an evaluation as report.html, report.pdf and report.json.
struct ReportFolder {
  let path: String

  /// Writes all three, once all three could be made.
  func write(_ record: EvaluationRecord, created: Date) throws {
    let document = EvaluationDocument(record, created: created, software: Software.name).document
    let files: [(String, [UInt8])] = [
      ("report.json", Array((record.json(.english).prettyText + "\n").utf8)),
      ("report.html", Array(document.html().utf8)), ("report.pdf", try document.pdf()),
    ]
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(.cannotWrite, "cannot make the folder \(path): \(error.localizedDescription)")
    }
    for (name, bytes) in files { try writeWhole(bytes, to: "\(path)/\(name)") }
  }
}
