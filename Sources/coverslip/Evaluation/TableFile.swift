import Sentences
import Basics
import Casework
import Evaluation
import FeatureFiles
import Foundation
import SurvivalStatistics
import Tables

/// A table on disk, and the words for what is wrong with it.
struct TableFile {
  let path: String
  let table: CohortTable

  /// Reads a delimited file by the rules of a manifest. Where a comma does not separate the cells, columns whose
  /// numbers have decimal commas are read as numbers.
  init(_ path: String) throws {
    self.path = path
    let data = try readWhole(path)
    let delimited: DelimitedTable
    do { delimited = try DelimitedTable(bytes: Array(data)) } catch { throw error.words(path: path) }
    let records = delimited.records
    let names = records.first?.cells.map { CleanText.cleaned($0) } ?? []
    var rows = records.dropFirst().map { ($0.line, $0.cells.map { CleanText.cleaned($0) }) }
    if delimited.hasDecimalCommas { Self.writeDecimalPoints(&rows, columns: names.count) }
    table = try Self.naming(path) {
      try CohortTable(names: names, rows: rows.map { CohortTable.Row(line: $0.0, cells: $0.1) })
    }
  }

  private static func writeDecimalPoints(_ rows: inout [(Int, [String])], columns: Int) {
    for column in 0..<columns {
      let cells = rows.map { $0.1.count > column ? $0.1[column] : "" }
      guard let points = CellText.withDecimalPoints(cells) else { continue }
      for (index, text) in points.enumerated() where rows[index].1.count > column { rows[index].1[column] = text }
    }
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
