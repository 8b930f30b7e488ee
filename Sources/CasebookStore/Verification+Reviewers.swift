import Casework
import Cryptography
import GRDB

extension Verification {
  /// Both sides in the order of the fingerprints' bytes; then the sealed keys against the digests in the ledger.
  func checkReviewers(_ projection: Projection) throws {
    try checkRoster(projection)
    try checkKeys(projection)
  }

  /// The sealed keys alone.
  func checkKeys(_ projection: Projection) throws {
    guard try Schema.found(db) >= 4 else { return }
    try projection.roster.checkKeys(try SealedKeyRow.all(db), digest: SHA256Hex.digest)
  }

  /// The listed reviewers alone.
  func checkRoster(_ projection: Projection) throws {
    guard try Schema.found(db) >= 4 else { return }
    let columns = ReviewerRow.columns
    let expected = projection.roster.reviewers.sorted {
      $0.fingerprint.utf8.lexicographicallyPrecedes($1.fingerprint.utf8)
    }
    let rows = try Row.fetchAll(
      db, sql: "SELECT \(StoredValue.selection(of: columns)) FROM reviewer ORDER BY fingerprint")
    for (reviewer, row) in zip(expected, rows) {
      let values = ReviewerRow(reviewer).values.map(StoredValue.init)
      guard let column = try columns.indices.first(where: { try StoredValue(row, at: $0) != values[$0] }) else {
        continue
      }
      throw fault(.projectionDiffers(column: "reviewer.\(columns[column])"), sequence: reviewer.sequence)
    }
    guard rows.count == expected.count else {
      throw fault(.projectionDiffers(column: "reviewer"), sequence: projection.sequence)
    }
  }
}
