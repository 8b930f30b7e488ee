import Casework
import Foundation
import GRDB

/// A row of `reviewer`: somebody who was admitted, as the ledger tells it.
struct ReviewerRow {
  static let columns = [
    "fingerprint", "admitted", "name", "role", "public_key", "admitted_by", "admitted_at", "sealed_digest", "sequence",
    "retired_at",
  ]

  /// In the order of ``columns``.
  let values: [DatabaseValue]

  /// The row that shows `reviewer`.
  init(_ reviewer: Reviewer) {
    let contents: [(any DatabaseValueConvertible)?] = [
      reviewer.fingerprint, reviewer.admitted, reviewer.name, reviewer.role.rawValue, Data(reviewer.publicKey),
      reviewer.admittedBy, reviewer.admittedAt, reviewer.sealedDigest, reviewer.sequence, reviewer.standing.end,
    ]
    values = contents.map { $0?.databaseValue ?? .null }
  }

  /// Everybody, in the order of their admission.
  static func roster(_ db: Database) throws -> Roster {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns.joined(separator: ", ")) FROM reviewer ORDER BY admitted")
    return Roster(try Row.fetchAll(statement).map(reviewer))
  }

  private static func reviewer(_ row: Row) throws -> Reviewer {
    guard let role = ReviewerRole(rawValue: try row.decode(String.self, atIndex: 3)) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "reviewer.role")
    }
    let end = try row.decode(String?.self, atIndex: 9)
    return Reviewer(
      name: try row.decode(String.self, atIndex: 2), role: role,
      publicKey: Array(try row.decode(Data.self, atIndex: 4)), fingerprint: try row.decode(String.self, atIndex: 0),
      standing: end.map { .retired(since: $0) } ?? .active, admittedBy: try row.decode(String.self, atIndex: 5),
      admittedAt: try row.decode(String.self, atIndex: 6), sealedDigest: try row.decode(String.self, atIndex: 7),
      admitted: try row.decode(Int.self, atIndex: 1), sequence: try row.decode(Int.self, atIndex: 8))
  }

  /// Lists everybody as `roster` tells it.
  static func save(_ roster: Roster, _ db: Database) throws {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO reviewer (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    for reviewer in roster.reviewers {
      try statement.execute(arguments: StatementArguments(ReviewerRow(reviewer).values))
    }
  }
}

extension ReviewerStanding {
  /// When it ended.
  fileprivate var end: String? {
    switch self {
    case .active: nil
    case .retired(let time): time
    }
  }
}
