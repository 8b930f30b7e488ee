import Casework

/// What makes files of cases for other systems, from inside of the workstation.
package struct CaseExports: Sendable {
  /// The folder into which the files go, absolute.
  package let folder: String
  /// Makes the files of a case in a format, as anybody may know it and without who the patient is, and puts them into
  /// the folder, each whole or not at all; their paths.
  package let write: @Sendable (_ caseID: String, ExportFormat) async throws -> [String]

  package init(
    folder: String, write: @escaping @Sendable (_ caseID: String, ExportFormat) async throws -> [String]
  ) {
    self.folder = folder
    self.write = write
  }
}
