import Casework
import Documents
import UseCases

/// In which format a table of cases leaves. Raw values are what an option takes.
package enum CaseTableFormat: String, CaseIterable, Sendable {
  case csv
}

/// The cases of a query as a table, to where somebody wants it.
package struct SendTable: Sendable {
  private let store: any CaseStore

  /// - Parameter store: tells no more than may leave: as anybody may know it.
  package init(_ store: any CaseStore) { self.store = store }

  /// Writes the table.
  ///
  /// - Parameters:
  ///   - out: a file, which appears whole once the last case was read; `nil` where `printing` is handed each row.
  /// - Throws: ``CaseStoreFailure`` where the casebook does not answer; ``GivenFileFailure`` where the file cannot be
  ///   written.
  package func callAsFunction(
    _ query: CaseQuery, as format: CaseTableFormat, to out: String?, printing: ([UInt8]) -> Void
  ) async throws {
    switch format {
    case .csv:
      guard let out else { return try await CaseTable.write(query, of: store) { printing(Array($0.utf8)) } }
      var bytes: [UInt8] = []
      try await CaseTable.write(query, of: store) { bytes.append(contentsOf: $0.utf8) }
      try GivenFile.write(bytes, to: out)
    }
  }
}
