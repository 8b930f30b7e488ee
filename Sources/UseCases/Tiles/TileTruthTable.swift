import Microscopy

/// What the tiles of a simulated slide truly hold.
package struct TileTruthTable: Sendable {
  private let highGrade: [TileSite: Double]

  /// From this share of the square on, a tile counts as high-grade tumour.
  package static let share = 0.5

  /// The share of high-grade tumour of each tile.
  package init(highGrade: [TileSite: Double]) { self.highGrade = highGrade }

  /// 1 for tiles of high-grade tumour, 0 for the rest.
  package func labels(of sites: [TileSite]) -> [UInt8] { sites.map { (highGrade[$0] ?? 0) >= Self.share ? 1 : 0 } }
}
