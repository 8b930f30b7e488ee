import Casework
import Cryptography
import GRDB

/// The tables of a casebook, as numbered migrations.
///
/// `ledger` is the truth, and triggers forbid to change it. `case_file`, `tally`, `reviewer` and `head` are projections
/// of it: they can be thrown away and folded again. `draft` holds sign-offs in the making, `mark` what readers
/// have marked on slides, `claim` who is at work on a case, `claim_request` who asks for it, `sign_in_try` the
/// passphrases that did not open: nobody's record.
/// `sealed_key` holds the reviewers' private keys, which are in no ledger because an old one must be gone; the ledger
/// has their digests.
///
/// All tables are STRICT, so that a value cannot change its type unseen, and WITHOUT ROWID, so that the key stands in
/// the record itself (beside a rowid it leaves a byte that means nothing and may change unseen). Indexes of `case_file`
/// keep its lists in order; verification holds the table against the ledger, and the integrity check the indexes
/// against the table.
enum Schema {
  /// `CoSl` in ASCII: says in the file's header (bytes 68 to 71) that it is a casebook.
  static let applicationID: Int32 = 0x436F_536C

  /// The `user_version` (bytes 60 to 63) that this code reads and writes: the number of the last migration.
  static let version = 10

  private static let names = [
    "1 ledger, case files, drafts", "2 claims", "3 ledger format 2, lists", "4 reviewers",
    "5 supplements, requests for a case", "6 reading protocols", "7 second opinions", "8 slide labels", "9 filters",
    "10 marks",
  ]

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
    migrator.registerMigration(names[2], migrate: makeLists)
    migrator.registerMigration(names[3]) { db in
      try db.execute(sql: reviewers)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration(names[4]) { db in
      try db.execute(sql: supplements)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    migrator.registerMigration(names[5]) { db in
      try db.execute(sql: protocols)
      try db.execute(sql: "PRAGMA user_version = 6")
    }
    migrator.registerMigration(names[6]) { db in
      try db.execute(sql: opinions)
      try db.execute(sql: "PRAGMA user_version = 7")
    }
    migrator.registerMigration(names[7]) { db in
      try db.execute(sql: labels)
      try db.execute(sql: "PRAGMA user_version = 8")
    }
    migrator.registerMigration(names[8], migrate: makeFacts)
    migrator.registerMigration(names[9]) { db in
      try db.execute(sql: marks)
      try db.execute(sql: "PRAGMA user_version = 10")
    }
    return migrator
  }

  /// Entries stay as they are; the listed cases are made anew from them, once they are found to be what they should be.
  ///
  /// - Throws: a ``LedgerBreak`` where the ledger or a listed case does not hold: such a casebook stays as it is.
  private static func makeLists(_ db: Database) throws {
    var checker = LedgerChecker(digest: SHA256Hex.digest)
    try LedgerRow.forEach(db) { try checker.check($0) }
    try FormerCaseRow.check(db, against: checker.projection)
    try db.execute(sql: formats + "DROP TABLE case_file;" + lists + tally)
    for projected in checker.projection.ordered { try CaseRow(projected, version: 3).save(db) }
    try db.execute(sql: "PRAGMA user_version = 3")
  }

  /// What cases are filtered by is told from their entries; all else that is listed of them stays as it is, so that
  /// whatever is wrong with it is found as before.
  ///
  /// - Throws: a ``LedgerBreak`` where the ledger does not hold: such a casebook stays as it is.
  private static func makeFacts(_ db: Database) throws {
    var checker = LedgerChecker(digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
    try LedgerRow.forEach(db) { try checker.check($0) }
    try db.execute(sql: facts)
    for projected in checker.projection.ordered { try CaseRow(projected, version: 9).saveFacts(db) }
    try db.execute(sql: "PRAGMA user_version = 9")
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

  /// What an entry is encoded in, and room for a signature: `signer` is the fingerprint of its key. All entries of
  /// before have format 1. A signature is written with its entry, since the ledger is not updated.
  private static let formats = """
    ALTER TABLE ledger ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE ledger ADD COLUMN signer TEXT;
    ALTER TABLE ledger ADD COLUMN signature BLOB;
    """

  /// A case as it is listed. `registered`, `scored`, `rescored` and `signed` are the entries that hold the rest of it,
  /// `sequence` is the last one that changed it. Keys are ordered as bytes, and then by name.
  private static let lists = """
    CREATE TABLE case_file (
      case_id TEXT NOT NULL PRIMARY KEY,
      registered INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      scored INTEGER,
      rescored INTEGER,
      signed INTEGER,
      status TEXT NOT NULL,
      reviewer TEXT,
      stage TEXT NOT NULL,
      received_key TEXT NOT NULL,
      probability_key TEXT NOT NULL,
      status_key TEXT NOT NULL,
      is_demonstration INTEGER NOT NULL,
      texts TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX case_by_received ON case_file (received_key, case_id);
    CREATE INDEX case_by_probability ON case_file (probability_key, case_id);
    CREATE INDEX case_by_status ON case_file (status_key, case_id);
    CREATE INDEX case_of_stage_by_received ON case_file (stage, received_key, case_id);
    CREATE INDEX case_of_stage_by_probability ON case_file (stage, probability_key, case_id);
    CREATE INDEX case_of_stage_by_status ON case_file (stage, status_key, case_id);
    CREATE INDEX case_of_stage_by_name ON case_file (stage, case_id);
    CREATE INDEX case_by_change ON case_file (sequence);
    """

  /// The tally of no cases.
  static let nothing = """
    INSERT INTO tally VALUES
      ('all', 0), ('new', 0), ('scored', 0), ('in-review', 0), ('signed', 0), ('demonstration', 0);
    """

  /// How many cases there are of each stage, and of how many a demonstration model spoke; kept by triggers.
  private static let tally = """
    CREATE TABLE tally (
      name TEXT NOT NULL PRIMARY KEY,
      cases INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    \(nothing)
    CREATE TRIGGER listed_case_is_counted AFTER INSERT ON case_file BEGIN
      UPDATE tally SET cases = cases + 1
        WHERE name IN ('all', NEW.stage, CASE WHEN NEW.is_demonstration THEN 'demonstration' END);
    END;
    CREATE TRIGGER changed_case_is_counted AFTER UPDATE ON case_file BEGIN
      UPDATE tally SET cases = cases - 1
        WHERE name IN ('all', OLD.stage, CASE WHEN OLD.is_demonstration THEN 'demonstration' END);
      UPDATE tally SET cases = cases + 1
        WHERE name IN ('all', NEW.stage, CASE WHEN NEW.is_demonstration THEN 'demonstration' END);
    END;
    CREATE TRIGGER removed_case_is_not_counted AFTER DELETE ON case_file BEGIN
      UPDATE tally SET cases = cases - 1
        WHERE name IN ('all', OLD.stage, CASE WHEN OLD.is_demonstration THEN 'demonstration' END);
    END;
    """

  /// Those who were admitted, their sealed private keys, and the tries to open these; `last` is seconds since the
  /// epoch.
  private static let reviewers = """
    CREATE TABLE reviewer (
      fingerprint TEXT NOT NULL PRIMARY KEY,
      admitted INTEGER NOT NULL,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      public_key BLOB NOT NULL,
      admitted_by TEXT NOT NULL,
      admitted_at TEXT NOT NULL,
      sealed_digest TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      retired_at TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sealed_key (
      fingerprint TEXT NOT NULL PRIMARY KEY,
      rounds INTEGER NOT NULL,
      block_size INTEGER NOT NULL,
      parallelism INTEGER NOT NULL,
      salt BLOB NOT NULL,
      box BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sign_in_try (
      name TEXT NOT NULL PRIMARY KEY,
      failures INTEGER NOT NULL,
      last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// The entries of a case's addenda and amendments, in their order, with blanks between; NULL where there are none.
  /// And who asks the reader of a claimed case for it: the claim is that of `holder` since `since`, who has `kept` it
  /// where they said so. Nobody's record, as claims.
  private static let supplements = """
    ALTER TABLE case_file ADD COLUMN supplements TEXT;
    CREATE TABLE claim_request (
      case_id TEXT NOT NULL PRIMARY KEY,
      holder TEXT NOT NULL,
      since TEXT NOT NULL,
      asker TEXT NOT NULL,
      home TEXT NOT NULL,
      process INTEGER NOT NULL,
      started INTEGER NOT NULL,
      asked TEXT NOT NULL,
      kept INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// How a case is read, and which entries hold its readers' first calls, with blanks between them. The casebook's own
  /// protocol stands in the ledger alone, where an index finds it.
  private static let protocols = """
    ALTER TABLE case_file ADD COLUMN own_protocol TEXT;
    ALTER TABLE case_file ADD COLUMN house_protocol TEXT NOT NULL DEFAULT 'open';
    ALTER TABLE case_file ADD COLUMN readings TEXT NOT NULL DEFAULT '';
    CREATE INDEX house_protocol ON ledger (sequence) WHERE kind = 'protocol-set' AND case_id = '';
    """

  /// Which entries hold a case's second opinions, with blanks between them, and for whom something waits in it, as
  /// JSON; empty where nothing does, so that the index holds no other case.
  private static let opinions = """
    ALTER TABLE case_file ADD COLUMN opinions TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN waiting TEXT NOT NULL DEFAULT '';
    CREATE INDEX case_waiting ON case_file (waiting, case_id) WHERE waiting <> '';
    """

  /// Which entries resolve mismatches between the labels of a case's slides and the case, hold what became of the
  /// patient, or what its readers said when they read it again, with blanks between them.
  private static let labels = """
    ALTER TABLE case_file ADD COLUMN labels TEXT NOT NULL DEFAULT '';
    """

  /// What cases are filtered by: `marks` between line breaks, numbers as keys; and what they are ordered by besides.
  /// Keys are ordered as bytes, then by name; a list of all cases is merged from those of their stages.
  private static let facts = """
    ALTER TABLE case_file ADD COLUMN marks TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN age_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN grade_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN size_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN nodes_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN slides_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN final_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN call_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN flags_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN reviewer_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE case_file ADD COLUMN disagreement_key TEXT NOT NULL DEFAULT '';
    CREATE INDEX case_of_stage_by_age ON case_file (stage, age_key, case_id);
    CREATE INDEX case_of_stage_by_grade ON case_file (stage, grade_key, case_id);
    CREATE INDEX case_of_stage_by_slides ON case_file (stage, slides_key, case_id);
    CREATE INDEX case_of_stage_by_final ON case_file (stage, final_key, case_id);
    CREATE INDEX case_of_stage_by_call ON case_file (stage, call_key, case_id);
    CREATE INDEX case_of_stage_by_flags ON case_file (stage, flags_key, case_id);
    CREATE INDEX case_of_stage_by_reviewer ON case_file (stage, reviewer_key, case_id);
    CREATE INDEX case_of_stage_by_disagreement ON case_file (stage, disagreement_key, case_id);
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

  /// What readers have marked on slides, as GeoJSON of one region each; `place` is its place among those of the case.
  /// In no ledger, as drafts: nobody has signed it.
  private static let marks = """
    CREATE TABLE mark (
      case_id TEXT NOT NULL,
      id TEXT NOT NULL,
      place INTEGER NOT NULL,
      slide INTEGER NOT NULL,
      reviewer TEXT NOT NULL,
      made TEXT NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (case_id, id)
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
