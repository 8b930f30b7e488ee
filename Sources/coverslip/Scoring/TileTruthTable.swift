import Microscopy
import Tables

/// What the tiles of a simulated slide truly hold.
struct TileTruthTable {
  private let highGrade: [TileSite: Double]

  /// From this share of the square on, a tile counts as high-grade tumour.
  static let share = 0.5

  init(path: String) throws {
    let rows = try TableFile(path).table.namedRows
    highGrade = Dictionary(
      rows.compactMap { row in
        guard let x = row.number("x"), let y = row.number("y"), let side = row.number("side"),
          let share = row.number("high_grade")
        else { return nil }
        return (TileSite(x: Int(x), y: Int(y), side: Int(side)), share)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// 1 for tiles of high-grade tumour, 0 for the rest.
  func labels(of sites: [TileSite]) -> [UInt8] { sites.map { (highGrade[$0] ?? 0) >= Self.share ? 1 : 0 } }
}
