import Casework
import Cryptography
import GRDB

/// What verification looks at, each part by itself, so that one that does not hold hides no other.
extension Verification {
  /// The parts that lie in the database. `follow` sees each entry that holds.
  func parts(_ follow: (LedgerEntry) -> Void) throws -> [CasebookCheck] {
    let altered = try alteredObject()
    var projection: Projection?
    let ledger = try outcome {
      guard altered?.isTable != true else { throw fault(.schemaChanged(name: altered?.name ?? "")) }
      var checker = LedgerChecker(digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
      try LedgerRow.forEach(db) { entry in
        try checker.check(entry)
        follow(entry)
      }
      projection = checker.projection
      try checkEnd(checker)
      return .ledger(entries: checker.last?.sequence ?? 0, head: checker.last?.digest ?? LedgerEntry.genesis)
    }
    return [
      CasebookCheck(.version, .holds(.version(try Schema.found(db), newest: Schema.version))),
      CasebookCheck(.integrity, try integrity()), CasebookCheck(.foreignKeys, try references()),
      CasebookCheck(.guards, altered.map { .broken(.altered(name: $0.name)) } ?? .holds(.nothing)),
      CasebookCheck(.ledger, ledger), CasebookCheck(.projections, try projections(projection)),
      CasebookCheck(.sealedKeys, try sealedKeys(projection)), CasebookCheck(.resultFiles, resultFiles(projection)),
    ]
  }

  private func outcome(_ body: () throws -> CasebookDetail) throws -> CasebookCheck.Outcome {
    do { return .holds(try body()) } catch let broken as LedgerBreak {
      return .broken(.broken(broken))
    } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_ERROR].contains(error.resultCode) {
      return .broken(.damaged(detail: error.message ?? "\(error.resultCode)"))
    }
  }

  private func integrity() throws -> CasebookCheck.Outcome {
    let problem = try integrityProblem()
    return problem.map { .broken(.damaged(detail: $0)) } ?? .holds(.nothing)
  }

  private func references() throws -> CasebookCheck.Outcome {
    let rows = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
    return rows.isEmpty ? .holds(.nothing) : .broken(.references(rows.count))
  }

  private func projections(_ projection: Projection?) throws -> CasebookCheck.Outcome {
    guard let projection else { return .notChecked }
    return try outcome {
      try checkCases(projection)
      try checkTally(projection)
      try checkRoster(projection)
      return .count(projection.cases.count)
    }
  }

  private func sealedKeys(_ projection: Projection?) throws -> CasebookCheck.Outcome {
    guard let projection else { return .notChecked }
    return try outcome {
      try checkKeys(projection)
      return .count(projection.roster.active.count)
    }
  }

  /// Every result file that a listed finding names.
  private func resultFiles(_ projection: Projection?) -> CasebookCheck.Outcome {
    guard let projection, let resultDigest else { return .notChecked }
    var (count, gone, changed): (Int, [String], [String]) = (0, [], [])
    for projected in projection.ordered {
      for finding in [projected.file.finding, projected.file.newerFinding].compactMap(\.self) {
        guard let path = finding.resultFile, let expected = finding.resultDigest else { continue }
        count += 1
        guard let found = resultDigest(path) else {
          gone.append(path)
          continue
        }
        if found != expected { changed.append(path) }
      }
    }
    guard let first = gone.first ?? changed.first else { return .holds(.count(count)) }
    return .broken(.results(gone: gone.count, changed: changed.count, of: count, first: first))
  }
}
