import GRDB

/// The tables of a casebook, as numbered migrations.
///
/// `ledger` is the truth, and triggers forbid to change it. `case_file` and `head` are projections of it: they can be
/// thrown away and folded again. `draft` holds sign-offs in the making, `claim` who is at work on a case: nobody's
/// record.
///
/// All tables are STRICT, so that a value cannot change its type unseen, and WITHOUT ROWID, so that the key stands in
/// the record itself (beside a rowid it leaves a byte that means nothing and may change unseen). None has a secondary
/// index that could differ from it.
enum Schema {
  /// `CoSl` in ASCII: says in the file's header (bytes 68 to 71) that it is a casebook.
  static let applicationID: Int32 = 0x436F_536C

  /// The `user_version` (bytes 60 to 63) that this code reads and writes: the number of the last migration.
  static let version = 2

  private static let names = ["1 ledger, case files, drafts", "2 claims"]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(names[0]) { db in
      try db.execute(sql: ledger + guards + projections + drafts)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    migrator.registerMigration(names[1]) { db in
      try db.execute(sql: claims)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    return migrator
  }

  /// Makes the tables of `version` in an empty database.
  static func make(_ version: Int, in queue: DatabaseQueue) throws {
    guard names.indices.contains(version - 1) else { return try migrator.migrate(queue) }
    try migrator.migrate(queue, upTo: names[version - 1])
  }

  /// Brings the tables to ``version``. Of processes that do so at once the first one does it.
  static func migrate(_ queue: DatabaseQueue) throws {
    do {
      try migrator.migrate(queue)
    } catch {
      guard try found(in: queue) == version else { throw error }
    }
  }

  /// The version that a casebook has.
  static func found(in queue: DatabaseQueue) throws -> Int { try queue.read(found) }

  static func found(_ db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }

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

  /// INSERT is guarded too: `INSERT OR REPLACE` deletes without firing a delete trigger, and no entry but the next may
  /// be added.
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

  /// Who is at work on a case, for what, and when that was last said. `home` is where `process` counts, `started` tells
  /// it from a later process of the same number; `renewed` is seconds since the epoch. Nobody's record, as drafts.
  private static let claims = """
    CREATE TABLE claim (
      case_id TEXT NOT NULL,
      purpose TEXT NOT NULL,
      token TEXT NOT NULL,
      holder TEXT NOT NULL,
      home TEXT NOT NULL,
      process INTEGER NOT NULL,
      started INTEGER NOT NULL,
      since TEXT NOT NULL,
      renewed INTEGER NOT NULL,
      lease INTEGER NOT NULL,
      PRIMARY KEY (case_id, purpose)
    ) STRICT, WITHOUT ROWID;
    """
}
