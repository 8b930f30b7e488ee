import GRDB

/// The tables of a casebook, as numbered migrations.
///
/// `ledger` is the truth, and triggers forbid to change it. `case_file` and `head` are projections of it: they can be
/// thrown away and folded again. `draft` holds sign-offs in the making, which are nobody's record.
///
/// All tables are STRICT, so that a value cannot change its type unseen, and WITHOUT ROWID, so that the key stands in the
/// record itself (beside a rowid it leaves a byte that means nothing and may change unseen). None has a secondary index
/// that could differ from it.
enum Schema {
  /// `CoSl` in ASCII: says in the file's header (bytes 68 to 71) that it is a casebook.
  static let applicationID: Int32 = 0x436F_536C

  /// The `user_version` (bytes 60 to 63) that this code reads and writes: the number of the last migration.
  static let version = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 ledger, case files, drafts") { db in
      try db.execute(sql: ledger + guards + projections + drafts)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    return migrator
  }

  private static let ledger = """
    CREATE TABLE ledger (
      sequence INTEGER NOT NULL PRIMARY KEY,
      time TEXT NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL,
      case_id TEXT NOT NULL,
      payload BLOB NOT NULL,
      previous TEXT NOT NULL,
      digest TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// INSERT is guarded too: `INSERT OR REPLACE` deletes without firing a delete trigger, and no entry but the next may be
  /// added.
  private static let guards = """
    CREATE TRIGGER ledger_is_not_updated BEFORE UPDATE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_only_grows BEFORE INSERT ON ledger
      WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM ledger)
      BEGIN SELECT RAISE(ABORT, 'the ledger grows by one entry at its end'); END;
    """

  private static let projections = """
    CREATE TABLE case_file (
      case_id TEXT NOT NULL PRIMARY KEY,
      registered INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      signed INTEGER,
      status TEXT NOT NULL,
      reviewer TEXT,
      record BLOB NOT NULL,
      finding BLOB,
      newer_finding BLOB,
      sign_off BLOB,
      entry_digest TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE head (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      sequence INTEGER NOT NULL,
      digest TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  private static let drafts = """
    CREATE TABLE draft (
      case_id TEXT NOT NULL,
      reviewer TEXT NOT NULL,
      saved TEXT NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (case_id, reviewer)
    ) STRICT, WITHOUT ROWID;
    """
}
