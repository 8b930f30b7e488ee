import Basics
import TerminalKit

/// A length of 1, 2 or 5 times a power of ten.
struct ScaleBar: Equatable {
  let columns: Int
  let label: String

  /// The longest such length that `columns` cells show.
  init(micronsPerColumn: Double, columns limit: Int) {
    let longest = micronsPerColumn * Double(max(3, limit))
    var length = 1.0
    for candidate in Self.lengths where candidate <= longest { length = candidate }
    columns = max(2, Int((length / micronsPerColumn).rounded()))
    label =
      length >= 1000
      ? "\(NumberText.screen.fixed(length / 1000, digits: 0)) mm" : "\(NumberText.screen.fixed(length, digits: 0)) µm"
  }

  /// From 1 um to 50 mm.
  private static let lengths: [Double] = [1.0, 10, 100, 1000, 10_000].flatMap { [$0, 2 * $0, 5 * $0] }
}
