import Casework
import GRDB

/// How a casebook's transactions run.
///
/// The pages of earlier transactions are dropped first: SQLite in WAL mode takes the file to be unchanged where the log
/// is, and would not see that it was overwritten. After each write the log is emptied into the file, so that no log
/// lies about that could be applied to a file that was put in its place.
struct DatabaseAccess: Sendable {
  let queue: DatabaseQueue
  /// `nil` for a copy that nobody else can change.
  let sentry: CasebookSentry?
  /// Seconds that a writer waits for another process.
  let patience: Double

  /// Milliseconds that the emptying of the log waits for readers; what stays in it goes with the next write.
  private static let logPatience = 200

  /// - Parameter holdsHead: whether the ledger must still hold the last entry seen.
  func read<Answer>(holdsHead: Bool, _ body: (Database) throws -> Answer) throws -> Answer {
    guard let sentry else { return try queue.read(body) }
    try sentry.checkPlace()
    try queue.inDatabase { try dropPages($0) }
    let answer = try queue.read { db in
      if holdsHead { try sentry.checkHead(db) }
      let answer = try body(db)
      if holdsHead { sentry.note(try LedgerRow.last(db)) }
      return answer
    }
    try sentry.checkPlace()
    return answer
  }

  /// One IMMEDIATE transaction; what `body` did is in the file at the path when this returns, or an error says why not.
  func write<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
    guard let sentry else { throw DatabaseError(resultCode: .SQLITE_READONLY) }
    try sentry.checkPlace()
    return try queue.inDatabase { db in
      try dropPages(db)
      let answer = try transaction(db, sentry, body)
      emptyLog(db)
      try dropPages(db)
      try sentry.checkPlace()
      try sentry.checkHead(db)
      return answer
    }
  }

  private func transaction<Answer>(
    _ db: Database, _ sentry: CasebookSentry, _ body: (Database) throws -> Answer
  ) throws -> Answer {
    var result: (answer: Answer, last: (sequence: Int, digest: String)?)?
    try db.inTransaction(.immediate) {
      try sentry.checkHead(db)
      let answer = try body(db)
      result = (answer, try LedgerRow.last(db))
      try sentry.checkPlace()
      return .commit
    }
    guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    sentry.note(result.last)
    return result.answer
  }

  private func dropPages(_ db: Database) throws { try db.execute(sql: "PRAGMA shrink_memory") }

  /// Best effort: where a reader or a full disk is in the way, the log stays, and holds what was written.
  private func emptyLog(_ db: Database) {
    try? db.execute(sql: "PRAGMA busy_timeout = \(Self.logPatience)")
    _ = try? Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    try? db.execute(sql: "PRAGMA busy_timeout = \(Int(patience * 1000))")
  }
}
