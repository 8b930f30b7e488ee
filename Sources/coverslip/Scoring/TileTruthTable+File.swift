import Microscopy
import UseCases

extension TileTruthTable {
  /// The table that lies beside a simulated slide.
  init(path: String) throws {
    let rows = try TableFile(path).table.namedRows
    let pairs = rows.compactMap { row -> (TileSite, Double)? in
      guard let x = row.number("x"), let y = row.number("y"), let side = row.number("side"),
        let share = row.number("high_grade")
      else { return nil }
      return (TileSite(x: Int(x), y: Int(y), side: Int(side)), share)
    }
    self.init(highGrade: Dictionary(pairs) { first, _ in first })
  }
}
