import Casework

/// What is known of a case as files that other systems take.
package struct ExportCase: Sendable {
  let store: any CaseStore
  let tools: ExportTools

  /// - Parameter store: tells no more than may leave: as anybody may know it.
  package init(store: any CaseStore, tools: ExportTools) {
    self.store = store
    self.tools = tools
  }

  /// The files of the case in a format, complete, in memory; nothing is written.
  ///
  /// - Throws: ``ExportFailure`` where there is no such case, or it has nothing to tell in this format.
  package func files(
    of id: String, as format: ExportFormat, _ wishes: ExportWishes = ExportWishes()
  ) async throws(ExportFailure) -> [ExportedFile] {
    let file = try await caseFile(id)
    switch format {
    case .pdf, .html: return try await report(of: file, as: format, wishes)
    case .fhir, .hl7: return try await message(of: file, as: format, wishes)
    case .geojson, .png, .sectra: return try await overlays(of: file, as: format)
    case .structuredReport, .parametricMap, .annotations: return try await dicom(of: file, as: format, wishes)
    }
  }

  /// The case as it stands now.
  func caseFile(_ id: String) async throws(ExportFailure) -> CaseFile {
    do throws(CaseStoreFailure) { return try await store.caseFile(id) } catch { throw .store(error) }
  }
}
