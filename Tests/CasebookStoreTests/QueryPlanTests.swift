import Casework
import Foundation
import GRDB
import Testing

@testable import CasebookStore

/// How SQLite finds what a list asks for: along an index, never by walking all cases.
@Suite("A list of cases")
struct QueryPlanTests {
  private func plan(_ sql: String, _ arguments: StatementArguments, _ casebook: Casebook) throws -> [String] {
    try casebook.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { row in
        try row.decode(String.self, forColumn: "detail")
      }
    }
  }

  @Test("is found along an index, whatever its stage, order and direction, from a place on and before it")
  func listed() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    for stage in CaseStage.allCases {
      for key in CaseOrderKey.allCases {
        for isReversed in [false, true] {
          let query = CaseQuery(stage: stage, key: key, isReversed: isReversed)
          for request in CaseList(query).requests(at: CasePlace(key: "0", caseID: "S")) {
            let steps = try plan(request.sql, request.arguments, casebook)
            let walks = steps.filter { !Self.merging.contains($0) }
            #expect(!walks.isEmpty && walks.allSatisfy { $0.hasPrefix("SEARCH") }, "\(query): \(steps)")
          }
        }
      }
    }
  }

  /// What SQLite says where it merges walks along several indexes, each in order: nothing is sorted.
  private static let merging = ["MERGE (UNION ALL)", "LEFT", "RIGHT"]

  @Test("of changes, of one case and of the ledger is found by its key")
  func others() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    let requests = [
      Casebook.changedSince.replacing("?", with: "1"),
      "\(CaseRow.selection) FROM case_file \(CaseRow.joins) WHERE case_file.case_id = 'S26-1'",
      "SELECT sequence FROM ledger WHERE sequence > 3 ORDER BY sequence LIMIT 5",
    ]
    for sql in requests {
      let steps = try plan(sql, [], casebook)
      #expect(steps.allSatisfy { $0.hasPrefix("SEARCH") }, "\(steps)")
    }
    // The index has the entries that set a protocol, and no others.
    let house = try plan(LedgerRow.lastHouseProtocol, [], casebook)
    #expect(!house.isEmpty && house.allSatisfy { $0.contains("INDEX house_protocol") }, "\(house)")
  }
}
