import Basics
import Evaluation
import Foundation
import Labels
import Reports
import UseCases

/// A folder that holds an evaluation as report.html, report.pdf and report.json.
package struct ReportFolder: Sendable {
  private let path: String

  /// The folder at `path`, absolute; it need not be there.
  package init(path: String) { self.path = path }

  /// Writes all three, once all three could be made.
  ///
  /// - Parameter software: name and version of what made it.
  /// - Throws: a ``FolderFailure``, a ``GivenFileFailure``, and why there is no PDF.
  package func write(_ record: EvaluationRecord, created: Date, software: String) throws {
    let document = EvaluationDocument(record, created: created, software: software).document
    let files: [(String, [UInt8])] = [
      ("report.json", Array((record.json(.english).prettyText + "\n").utf8)),
      ("report.html", Array(document.html().utf8)), ("report.pdf", try document.pdf()),
    ]
    try SharedFolder.make(path)
    for (name, bytes) in files { try GivenFile.write(bytes, to: "\(path)/\(name)") }
  }
}
