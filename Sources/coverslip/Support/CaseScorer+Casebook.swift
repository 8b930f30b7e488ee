import CasebookStore
import Casework
import Console
import Documents
import Foundation
import Sentences
import Settings
import UseCases

extension CaseScorer {
  /// Scores cases of a casebook, and says what became of them; as JSON, what `show --json` says of each.
  ///
  /// - Throws: the exit code where a case has no finding, or one without a call for tissue that could not be read.
  func score(_ files: [CaseFile], in casebook: Casebook, json: Bool = false) throws {
    guard json || !files.isEmpty else { return Standard.output("every case has a finding") }
    let folder = URL(fileURLWithPath: casebook.path).deletingLastPathComponent().path + "/findings"
    try PrivateFolder.make(folder)
    let score = ScoreCases(store: casebook, scorer: self, folder: folder)
    let summary = try waiting { try await score(files) }
    if json { Standard.output(QueueJSON.text(try files.map { try casebook.opened(for: .anybody).caseFile($0.id) })) }
    guard let exit = summary.exit else { return }
    summary.problems.forEach { Standard.error($0.sentence) }
    if !json { Standard.output(summary.line(of: files.count)) }
    throw exit.code
  }
}

extension Casebook {
  /// What may be given as a reason: the built-in ones, and the laboratory's own in the file beside the casebook.
  func reasons() throws -> ReasonList { try ReasonFile.load(ReasonFile.file(beside: path)) }

  /// What the laboratory expects of labels, in the file beside the casebook.
  func labelPattern() throws -> LabelPattern? { try LaboratorySettings.load(beside: path).labelPattern }
}
