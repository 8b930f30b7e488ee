import Casework
import Foundation
import Settings
import UseCases

extension CaseExports {
  /// Exports of the casebook at `path` into files of this machine.
  ///
  /// They tell what anybody may know, whoever reads the casebook meanwhile. The model bundle is read when a file is
  /// made: it may have been exchanged since.
  ///
  /// - Parameters:
  ///   - store: the casebook.
  ///   - folder: made with the first file, for its owner alone; default: `reports` beside the casebook.
  ///   - bundle: the folder of the model bundle; what is known of it is left out where it cannot be read.
  ///   - software: name and version of the program.
  package static func files(
    of store: any CaseStore, at path: String, into folder: String? = nil, bundle: String, software: String
  ) -> CaseExports {
    let folder = ExportFolder(folder ?? URL(fileURLWithPath: path).deletingLastPathComponent().path + "/reports")
    let told = store.opened(for: .anybody)
    return CaseExports(folder: folder.path) { caseID, format in
      let laboratory = try LaboratorySettings.load(beside: path)
      let tools = ExportTools.files(of: told, at: path, bundle: bundle, software: software, laboratory)
      let files = try await ExportCase(store: told, tools: tools).files(of: caseID, as: format)
      do throws(FolderFailure) { try PrivateFolder.make(folder.path) } catch { throw ExportFailure.folder(error) }
      return try folder.put(files)
    }
  }
}
