import Casework

extension ExportCase {
  func message(
    of file: CaseFile, as format: ExportFormat, _ wishes: ExportWishes
  ) async throws(ExportFailure) -> [ExportedFile] {
    throw .nothingToTell(id: file.id, format)
  }

  /// The order to the laboratory that a deferral asks for.
  package func workOrder(of file: CaseFile) async throws(ExportFailure) -> [ExportedFile] { [] }
}
