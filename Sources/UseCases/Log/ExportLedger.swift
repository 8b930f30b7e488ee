import Casework

/// The ledger, entry by entry, as far as anybody may know it.
package struct ExportLedger: Sendable {
  private let store: any CaseStore
  private let digest: Digest

  /// - Parameter digest: SHA-256.
  package init(_ store: any CaseStore, digest: @escaping Digest) {
    self.store = store.opened(for: .anybody)
    self.digest = digest
  }

  /// Hands one line on for each entry, in their order. What a case that is read blinded and not signed would tell of
  /// calls is withheld; digests and signatures are there, and the content is once the case is signed.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  package func callAsFunction(_ body: (String) -> Void) async throws(CaseStoreFailure) {
    var known: [String: Withholding?] = [:]
    var last = 0
    while true {
      let entries = try await store.entries(after: last, limit: 256)
      guard let end = entries.last else { return }
      for entry in entries {
        if entry.mayTellOfCalls, known[entry.caseID] == nil {
          known[entry.caseID] = .some(try await withholding(of: entry.caseID))
        }
        let withholding = entry.mayTellOfCalls ? known[entry.caseID] ?? nil : nil
        body(withholding.map { entry.exportLine(withheld: $0, digest: digest) } ?? entry.exportLine)
      }
      last = end.sequence
    }
  }

  /// Of a case that the ledger does not make, nothing is withheld: such a ledger is broken, and is to be looked at.
  private func withholding(of caseID: String) async throws(CaseStoreFailure) -> Withholding? {
    do throws(CaseStoreFailure) { return try await store.caseFile(caseID).withheld } catch {
      if case .noSuchCase = error { return nil }
      throw error
    }
  }
}

extension LedgerEntry {
  /// Whether its content is withheld as long as its case is; so is that of a kind that is not known here.
  fileprivate var mayTellOfCalls: Bool { !caseID.isEmpty && knownKind?.tellsOfCalls ?? true }
}
