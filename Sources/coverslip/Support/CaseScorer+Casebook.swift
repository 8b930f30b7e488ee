import CasebookStore
import Casework
import Console
import Foundation
import Sentences
import UseCases

extension CaseScorer {
  /// Scores cases of a casebook, and says what became of them.
  ///
  /// - Throws: the exit code where a case has no finding, or one without a call for tissue that could not be read.
  func score(_ files: [CaseFile], in casebook: Casebook) throws {
    guard !files.isEmpty else { return Standard.output("every case has a finding") }
    let folder = URL(fileURLWithPath: casebook.path).deletingLastPathComponent().path + "/findings"
    try PrivateFolder.make(folder)
    let score = ScoreCases(store: casebook, scorer: self, folder: folder)
    let summary = try waiting { try await score(files) }
    guard let exit = summary.exit else { return }
    summary.problems.forEach { Standard.error($0.sentence) }
    Standard.output(summary.line(of: files.count))
    throw exit.code
  }
}

extension Casebook {
  /// The cases for which `isWanted`, in the order in which they wait.
  func cases(where isWanted: @escaping @Sendable (CaseFile) -> Bool) throws -> [CaseFile] {
    try waiting {
      var files: [CaseFile] = []
      try await self.forEachCase { if isWanted($0) { files.append($0) } }
      return files
    }
  }
}
