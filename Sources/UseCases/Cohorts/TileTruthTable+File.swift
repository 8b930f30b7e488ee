import Microscopy
import Tables

extension TileTruthTable {
  /// The table that lies beside a simulated slide.
  ///
  /// - Throws: a ``CohortReadingFailure`` where the file is not there, or is not a table.
  package init(path: String, files: CohortFiles) throws(CohortReadingFailure) {
    guard let bytes = files.contents(path) else { throw .noFile(path) }
    let rows = try ofTable(path) { () throws(TableFailure) in try CohortTable(bytes: bytes).namedRows }
    let pairs = rows.compactMap { row -> (TileSite, Double)? in
      guard let x = row.number("x"), let y = row.number("y"), let side = row.number("side"),
        let share = row.number("high_grade")
      else { return nil }
      return (TileSite(x: Int(x), y: Int(y), side: Int(side)), share)
    }
    self.init(highGrade: Dictionary(pairs) { first, _ in first })
  }
}
