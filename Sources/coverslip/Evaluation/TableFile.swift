import Sentences
import Basics
import Evaluation
import FeatureFiles
import Files
import Foundation
import SurvivalStatistics
import Tables

/// A table on disk, and the words for what is wrong with it.
struct TableFile {
  let path: String
  let table: CohortTable

  /// Reads a table. Fails, in words that name the file, where it cannot be read.
  init(_ path: String) throws {
    self.path = path
    let data = try readWhole(path)
    table = try Self.naming(path) { try CohortTable(bytes: Array(data)) }
  }

  /// Without the rows on other lines than `lines`.
  func keeping(lines: Set<Int>) throws -> TableFile {
    TableFile(path: path, table: try Self.naming(path) { try table.keeping(lines: lines) })
  }

  init(path: String, table: CohortTable) {
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
    } catch let failure as TableFailure {
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
