import Casework
import Foundation
import GRDB

/// The private keys of those who may sign, sealed. No part of the ledger: what takes the place of a key overwrites it.
enum SealedKeyRow {
  private static let columns = ["fingerprint", "rounds", "block_size", "parallelism", "salt", "box"]

  /// Keeps `key` in the place of the one that its owner had.
  static func save(_ key: SealedKey, _ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO sealed_key (\(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [key.fingerprint, key.rounds, key.blockSize, key.parallelism, Data(key.salt), Data(key.box)])
  }

  /// Throws a key away.
  static func delete(_ fingerprint: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM sealed_key WHERE fingerprint = ?", arguments: [fingerprint])
  }

  /// The key of that fingerprint.
  static func fetch(_ fingerprint: String, _ db: Database) throws -> SealedKey? {
    try all(db).first { $0.fingerprint == fingerprint }
  }

  /// Every key that is kept.
  ///
  /// - Throws: a ``LedgerBreak`` where a value is of another class than it must be.
  static func all(_ db: Database) throws -> [SealedKey] {
    let rows = try Row.fetchAll(db, sql: "SELECT \(StoredValue.selection(of: columns)) FROM sealed_key")
    return try rows.map { row in
      let values = try columns.indices.map { try StoredValue(row, at: $0) }
      guard let fingerprint = values[0].text, let rounds = values[1].integer, let blockSize = values[2].integer,
        let parallelism = values[3].integer, let salt = values[4].blob, let box = values[5].blob
      else { throw LedgerBreak(sequence: 0, caseID: "", fault: .sealedKeyUnknown) }
      return SealedKey(
        fingerprint: fingerprint, rounds: rounds, blockSize: blockSize, parallelism: parallelism, salt: salt, box: box)
    }
  }
}

/// The passphrases that did not open, by the name for which they were tried. Nobody's record.
enum TriesRow {
  /// Names that are remembered at most: names are free, and must not fill the file.
  private static let mostNames = 1000

  static func fetch(_ name: String, _ db: Database) throws -> SignInTries? {
    try Row.fetchOne(db, sql: "SELECT failures, last FROM sign_in_try WHERE name = ?", arguments: [name])
      .map { SignInTries(failures: try $0.decode(Int.self, atIndex: 0), last: try $0.decode(Int.self, atIndex: 1)) }
  }

  static func save(_ tries: SignInTries?, of name: String, _ db: Database) throws {
    guard let tries else { return try db.execute(sql: "DELETE FROM sign_in_try WHERE name = ?", arguments: [name]) }
    try db.execute(
      sql: "INSERT OR REPLACE INTO sign_in_try (name, failures, last) VALUES (?, ?, ?)",
      arguments: [name, tries.failures, tries.last])
    try db.execute(
      sql: "DELETE FROM sign_in_try WHERE name NOT IN (SELECT name FROM sign_in_try ORDER BY last DESC LIMIT ?)",
      arguments: [mostNames])
  }
}
