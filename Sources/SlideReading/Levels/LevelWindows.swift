import Basics
import Microscopy

/// The windows of a level that can be compared with a finer one.
struct LevelWindows {
  /// Side of a window, px of the level.
  let side: Int
  private let size: PixelSize

  /// The most finer pixels along the side of a window: 1 Mpx.
  private static let finerSide = 1024.0
  private static let (smallest, largest) = (8, 64)

  /// `nil` where the level is too small for a window, or too far from the finer one.
  ///
  /// - Parameter ratio: downsample of the level over that of the finer one.
  init?(level: PyramidLevel, ratio: Double) {
    size = level.size
    let room = min(size.width, size.height) - 2 * WindowComparison.margin
    let wanted = max(Self.smallest, min(Self.largest, Int(Self.finerSide / ratio)))
    side = min(wanted, room)
    guard ratio >= 1, side >= Self.smallest, Double(side) * ratio <= 4 * Self.finerSide else { return nil }
  }

  /// Upper left corners, px of the level: where the guide points to, then spread evenly; each once.
  func corners(_ guide: ContentGuide?, most: Int) -> [(x: Int, y: Int)] {
    let guided = (guide?.places ?? []).map { corner(x: $0.x, y: $0.y) }
    let spread = Self.spread.map { corner(x: $0.x, y: $0.y) }
    var seen: Set<[Int]> = []
    return Array((guided + spread).filter { seen.insert([$0.x, $0.y]).inserted }.prefix(most))
  }

  /// 16 places, 4 to a row, in an order that spreads them early and begins far from the first corner.
  private static let spread: [(x: Double, y: Double)] = [10, 5, 15, 0, 7, 13, 8, 2, 11, 14, 6, 9, 12, 3, 1, 4].map {
    (cell: Int) -> (x: Double, y: Double) in
    let (column, row) = (Double(cell % 4), Double(cell / 4))
    return ((column + 0.5) / 4, (row + 0.5) / 4)
  }

  /// A window around a place, at a multiple of its side, so that it asks for as few tiles as it can.
  private func corner(x: Double, y: Double) -> (x: Int, y: Int) {
    let margin = WindowComparison.margin
    let along = { (share: Double, length: Int) in
      let start = Int(share * Double(length)) / self.side * self.side
      return max(margin, min(start, length - margin - self.side))
    }
    return (along(x, size.width), along(y, size.height))
  }
}
