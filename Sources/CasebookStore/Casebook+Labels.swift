import Basics
import Casework
import GRDB

/// Mismatches between labels and cases.
extension Casebook {
  /// See ``CaseStore/resolveLabel(_:_:reviewer:signer:)``.
  ///
  /// - Throws: `label` with the rule that the draft breaks; `signOff` with `notScored`; `identity` where the key may
  ///   not sign, or is another one's than the name's.
  @discardableResult
  public func resolveLabel(
    _ caseID: String, _ draft: LabelResolutionDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> LabelResolution {
    try write { db in
      let file = try file(caseID, db)
      let resolution = try refusing(caseID, db) { try file.resolution(draft, by: reviewer, now: now()) }
      let written = try append(.labelResolved(resolution), to: caseID, signer: signer, db)
      return written.labelResolutions.last ?? resolution
    }
  }
}

extension CaseRow {
  /// Adds the resolutions that lie in `sequences` to the case, in their order.
  static func takeLabels(_ sequences: [Int], into file: inout CaseFile, _ db: Database) throws {
    for sequence in sequences {
      let statement = try db.cachedStatement(sql: "SELECT kind, format, payload, digest FROM ledger WHERE sequence = ?")
      guard let row = try Row.fetchOne(statement, arguments: [sequence]),
        let kind = LedgerKind(rawValue: try row.decode(String.self, atIndex: 0)),
        case .labelResolved(let resolution)? = try event(row, 1, kind)
      else { throw JSONFailure.unexpected(path: "case_file.labels") }
      file.record(resolution, digest: try row.decode(String.self, atIndex: 3))
    }
  }
}
