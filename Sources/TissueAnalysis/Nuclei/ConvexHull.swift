/// The convex hull of a region given by the first and last pixel of each of its rows.
enum ConvexHull {
  /// Area in px of the hull of the pixel squares.
  ///
  /// Rows are in order already, so each side is one pass of a monotone chain (Andrew 1979): the left side keeps corners
  /// that turn one way, the right side the other.
  ///
  /// - Parameters:
  ///   - left: first pixel of each row, `right`: last pixel; both of `rows` values, none of them empty.
  ///   - chain: scratch for `2 * rows` corners.
  static func area(left: Pixels<Int32>, right: Pixels<Int32>, rows: Int, chain: Pixels<SIMD2<Int32>>) -> Double {
    let rightSide = chainArea(rows, chain, outwards: 1) { right[$0] + 1 }
    let leftSide = chainArea(rows, chain, outwards: -1) { left[$0] }
    return rightSide - leftSide
  }

  /// Area between the column 0 and the chain of outermost corners.
  @inline(__always)
  private static func chainArea(
    _ rows: Int, _ chain: Pixels<SIMD2<Int32>>, outwards: Int32, _ edge: (Int) -> Int32
  ) -> Double {
    var count = 0
    for row in 0..<rows {
      for corner in [Int32(row), Int32(row) + 1] {
        let point = SIMD2(edge(row), corner)
        while count > 1, turn(chain[count - 2], chain[count - 1], point) * outwards <= 0 { count -= 1 }
        chain[count] = point
        count += 1
      }
    }
    var twice = 0
    for index in 1..<count {
      let (above, below) = (chain[index - 1], chain[index])
      twice += Int(above.x &+ below.x) * Int(below.y &- above.y)
    }
    return Double(twice) / 2
  }

  /// Above zero where the path a, b, c bulges to larger x at b.
  private static func turn(_ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>) -> Int32 {
    (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
  }
}
