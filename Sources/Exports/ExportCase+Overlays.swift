import Casework

extension ExportCase {
  func overlays(of file: CaseFile, as format: ExportFormat) async throws(ExportFailure) -> [ExportedFile] {
    throw .nothingToTell(id: file.id, format)
  }
}
