import Basics
import Casework
import Foundation
import GRDB
import Microscopy

/// What readers have marked on the slides of cases, as GeoJSON of one region each. Not in the ledger: nobody has signed
/// it.
enum MarkRow {
  static func save(_ mark: SlideMark, caseID: String, _ db: Database) throws {
    // A mark that is changed keeps its place among the others.
    try db.execute(
      sql: """
        INSERT INTO mark (case_id, id, place, slide, reviewer, made, content)
          VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM mark WHERE case_id = ?), ?, ?, ?, ?)
          ON CONFLICT (case_id, id) DO UPDATE SET
            slide = excluded.slide, reviewer = excluded.reviewer, made = excluded.made, content = excluded.content
        """,
      arguments: [
        caseID, mark.id, caseID, mark.slide, mark.reviewer, mark.madeAt,
        Data(RegionFile.text(of: [mark.region]).utf8),
      ])
  }

  static func delete(_ id: String, caseID: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM mark WHERE case_id = ? AND id = ?", arguments: [caseID, id])
  }

  /// The marks of a case in the order in which they were made; none where the casebook is of a version without them.
  static func fetch(caseID: String, _ db: Database) throws -> [SlideMark] {
    guard try Schema.found(db) >= 10 else { return [] }
    let statement = try db.cachedStatement(sql: "SELECT slide, content FROM mark WHERE case_id = ? ORDER BY place")
    return try Row.fetchAll(statement, arguments: [caseID]).map { row in
      let content = Array(try row.decode(Data.self, atIndex: 1))
      guard let region = try RegionFile.regions(in: content).first,
        let mark = SlideMark(stored: region, slide: try row.decode(Int.self, atIndex: 0))
      else { throw JSONFailure.unexpected(path: "mark.content") }
      return mark
    }
  }
}
