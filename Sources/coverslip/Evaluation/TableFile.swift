import Casework
import CohortEvaluation
import FeatureFiles
import Foundation
import SurvivalStatistics

/// A table on disk, and the words for what is wrong with it.
struct TableFile {
  let path: String
  let table: CohortTable

  /// Reads a CSV file by the strict rules of a manifest.
  init(_ path: String) throws {
    self.path = path
    let data = try readWhole(path)
    guard let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure(
        .badData, "\(path): line \(Self.firstBadLine(data)) is not UTF-8 text; save the table as CSV UTF-8")
    }
    let records: [DelimitedTable.Record]
    do { records = try DelimitedTable(text).records } catch { throw error.words(path: path) }
    table = try Self.naming(path) {
      try CohortTable(
        names: records.first?.cells.map { CleanText.cleaned($0) } ?? [],
        rows: records.dropFirst().map {
          CohortTable.Row(line: $0.line, cells: $0.cells.map { CleanText.cleaned($0) })
        })
    }
  }

  /// No character of UTF-8 holds a line break within, so that the lines can be read one by one.
  private static func firstBadLine(_ data: Data) -> Int {
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
    return 1 + (lines.firstIndex { String(data: $0, encoding: .utf8) == nil } ?? 0)
  }

  /// Without the rows on other lines than `lines`.
  func keeping(lines: Set<Int>) throws -> TableFile {
    let rows = table.rows.filter { lines.contains($0.line) }
    return TableFile(path: path, table: try Self.naming(path) { try CohortTable(names: table.names, rows: rows) })
  }

  private init(path: String, table: CohortTable) {
    self.path = path
    self.table = table
  }

  func cohort(_ outcome: OutcomeColumns) throws -> Cohort { try Cohort(table, outcome: outcome) }

  /// What `body` gives, its failure in words that name this file.
  func naming<Value>(_ body: () throws -> Value) throws -> Value { try Self.naming(path, body) }

  private static func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as CohortFailure {
      throw failure.words(path: path)
    } catch let failure as TermFailure {
      throw CohortFailure.term(failure, line: nil).words(path: path)
    } catch let failure as SurvivalFailure {
      throw CohortFailure.survival(failure).words(path: path)
    }
  }
}

/// The bytes of a file.
func readWhole(_ path: String) throws -> Data {
  guard let data = FileManager.default.contents(atPath: absolutePath(path)) else {
    throw CommandFailure(.noInput, "\(path): there is no such file, or it may not be read")
  }
  return data
}

/// Puts `bytes` in the place of a file, whole or not at all.
func writeWhole(_ bytes: [UInt8], to path: String) throws {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  guard FileManager.default.fileExists(atPath: folder) else {
    throw CommandFailure(.cannotWrite, "cannot write \(path): there is no folder \(folder); make it first")
  }
  do {
    try AtomicFile.write(bytes, to: path)
  } catch {
    throw CommandFailure(.cannotWrite, error.words.sentence)
  }
}
