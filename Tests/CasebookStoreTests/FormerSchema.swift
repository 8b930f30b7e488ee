import GRDB

extension Scratch {
  /// Makes the casebook one of an earlier version of the schema, 3 at least: what later versions added is taken out.
  func downgrade(to version: Int) throws {
    let steps = Self.steps.filter { $0.version > version }
    let made = steps.map { "identifier GLOB '\($0.version) *'" }.joined(separator: " OR ")
    try tamper { db in
      for step in steps { try db.execute(sql: step.sql) }
      try db.execute(sql: "PRAGMA user_version = \(version); DELETE FROM grdb_migrations WHERE \(made)")
    }
  }

  /// What takes out what each version added, newest first.
  private static let steps: [(version: Int, sql: String)] = [
    (10, "DROP TABLE mark"),
    (9, facts),
    (8, "ALTER TABLE case_file DROP COLUMN labels"),
    (
      7,
      """
      DROP INDEX case_waiting; ALTER TABLE case_file DROP COLUMN opinions; ALTER TABLE case_file DROP COLUMN waiting
      """
    ),
    (
      6,
      """
      DROP INDEX house_protocol; ALTER TABLE case_file DROP COLUMN own_protocol;
      ALTER TABLE case_file DROP COLUMN house_protocol; ALTER TABLE case_file DROP COLUMN readings
      """
    ),
    (5, "ALTER TABLE case_file DROP COLUMN supplements; DROP TABLE claim_request"),
    (4, "DROP TABLE reviewer; DROP TABLE sealed_key; DROP TABLE sign_in_try"),
  ]

  private static let facts =
    ["age", "grade", "slides", "final", "call", "flags", "reviewer", "disagreement"]
    .map { "DROP INDEX case_of_stage_by_\($0); ALTER TABLE case_file DROP COLUMN \($0)_key;" }.joined()
    + ["size_key", "nodes_key", "marks"].map { "ALTER TABLE case_file DROP COLUMN \($0);" }.joined()
}
