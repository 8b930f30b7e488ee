import Casework
import ReadingQuality

extension CaseStore {
  /// The signed cases of `query` with every deferral that the ledger holds: a case file keeps the last one alone.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  package func readCases(of query: CaseQuery = CaseQuery()) async throws -> ReadCases {
    var putOff: [String: [SignOff]] = [:]
    try await forEachEntry { entry in
      if case .signed(var signOff)? = try? entry.event(), !signOff.decision.closesCase {
        signOff.entryDigest = entry.digest
        putOff[entry.caseID, default: []].append(signOff)
      }
      return true
    }
    var cases = ReadCases()
    try await forEachCase(of: query) { cases.add($0, putOff: putOff[$0.id] ?? []) }
    return cases
  }
}
