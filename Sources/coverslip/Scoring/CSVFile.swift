import Casework
import Foundation

/// A small CSV table by column names.
struct CSVFile {
  let path: String
  /// As the header names them.
  let columns: [String]
  let rows: [Row]

  struct Row {
    /// Of the file, from 1.
    let line: Int
    fileprivate let cells: [String: String]

    /// `nil` where the column is missing or blank.
    subscript(_ column: String) -> String? { cells[column].flatMap { $0.isEmpty ? nil : $0 } }

    func number(_ column: String) -> Double? { self[column].flatMap { Double($0) } }
  }

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): there is no such file, or it may not be read")
    }
    let records: [DelimitedTable.Record]
    do {
      records = try DelimitedTable(String(decoding: data, as: UTF8.self)).records
    } catch {
      throw error.words(path: path)
    }
    guard let header = records.first else { throw CommandFailure(.badData, "\(path): the table is empty") }
    self.path = path
    columns = header.cells
    rows = records.dropFirst().map { record in
      Row(line: record.line, cells: Dictionary(zip(header.cells, record.cells)) { $1 })
    }
  }
}
