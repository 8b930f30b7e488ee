import Basics
import Casework
import Console
import Files
import Foundation
import Sentences
import Settings
import UseCases
import Workstation

extension Outbox {
  /// The outbox of the casebook at `path`, as this machine and the laboratory have it; `nil` where none is named.
  ///
  /// - Parameters:
  ///   - store: the casebook.
  ///   - folder: as it was given with the command; default: what the laboratory has set, where a relative path begins
  ///     in the casebook's folder. Into another one than that nothing goes that says who a patient is.
  ///   - bundle: the folder of the model bundle.
  ///   - software: name and version of the program.
  /// - Throws: `settings`; `notNamed`, where what was given is empty, such as a variable that is not set.
  package static func files(
    of store: any CaseStore, at path: String, named folder: String?, bundle: String, software: String
  ) throws(OutboxFailure) -> Outbox? {
    if let folder, folder.isEmpty { throw .notNamed }
    let settings: LaboratorySettings
    do throws(LaboratorySettingsFailure) { settings = try .load(beside: path) } catch { throw .settings(error) }
    let beside = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let own = settings.outbox.folder.map { FilePaths.absolute($0, relativeTo: beside) }
    guard let folder = folder.map({ FilePaths.absolute($0) }) ?? own else { return nil }
    return Outbox(
      of: store, beside: path, folder: ExportFolder(folder), formats: settings.outbox.formats,
      identities: settings.outbox.identities && folder == own ?? folder, clock: .system
    ) {
      let tools = ExportTools.files(
        of: store.opened(for: .anybody), at: path, bundle: bundle, software: software, settings)
      return ExportCase(store: store.opened(for: .anybody), tools: tools).maker
    }
  }

  /// Sends what waits, and says on stderr in one sentence what goes on waiting: what was signed stands all the same.
  package func settle() {
    guard let report = try? waiting({ await send() }), let sentence = report.sentence else { return }
    Standard.error(sentence.naming(casebookOf: CommandLine.arguments))
  }
}

extension Outbox: OutboxSender {
  package func sendWaiting() async -> OutboxNote? { await send().note }
}

extension ExportCase {
  /// Makes the files of a case for the outbox. What a deferral asks for is read as the ledger has it: of a case that
  /// is read blinded nothing else tells that it was put off.
  var maker: Outbox.Maker {
    { (part, caseID, wishes) throws(ExportFailure) in
      switch part {
      case .format(let format): return try await files(of: caseID, as: format, wishes)
      case .workOrder:
        let file: CaseFile
        do throws(CaseStoreFailure) { file = try await store.opened(for: .program).caseFile(caseID) } catch {
          throw .store(error)
        }
        return try await workOrder(of: file)
      }
    }
  }
}
