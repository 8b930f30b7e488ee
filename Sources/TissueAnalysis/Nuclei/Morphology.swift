/// Operations on masks of 0 and 1.
enum Morphology {
  /// Fills every background region of fewer than `limit` px that does not touch the image's edge (4-connected).
  /// `seen` and `stack` are scratch of the image's size.
  static func fillHoles(
    _ mask: Pixels<UInt8>, smallerThan limit: Int, seen: Pixels<UInt8>, stack: Pixels<Int32>, _ size: PlaneSize
  ) {
    for index in 0..<size.count { seen[index] = mask[index] }
    for start in 0..<size.count where seen[start] == 0 {
      let region = flood(from: start, seen: seen, stack: stack, size)
      guard !region.touchesEdge, region.count < limit else { continue }
      for index in 0..<region.count { mask[Int(stack[index])] = 1 }
    }
  }

  /// Marks the region of unseen pixels around `start`; its pixels are then the first `count` of `stack`.
  static func flood(
    from start: Int, seen: Pixels<UInt8>, stack: Pixels<Int32>, _ size: PlaneSize
  ) -> (count: Int, touchesEdge: Bool) {
    var (next, count, touchesEdge) = (0, 1, false)
    stack[0] = Int32(start)
    seen[start] = 1
    func visit(_ index: Int) {
      if seen[index] == 0 {
        seen[index] = 1
        stack[count] = Int32(index)
        count += 1
      }
    }
    while next < count {
      let index = Int(stack[next])
      next += 1
      let (x, y) = size.position(of: index)
      if x == 0 || y == 0 || x == size.width - 1 || y == size.height - 1 { touchesEdge = true }
      if x > 0 { visit(index - 1) }
      if x < size.width - 1 { visit(index + 1) }
      if y > 0 { visit(index - size.width) }
      if y < size.height - 1 { visit(index + size.width) }
    }
    return (count, touchesEdge)
  }

  /// Opening by the 3 x 3 cross: threads of one or two pixels go, the rest keeps its outline.
  static func open(_ mask: Pixels<UInt8>, scratch: Pixels<UInt8>, _ size: PlaneSize) {
    cross(mask, into: scratch, size) { $0 & $1 & $2 & $3 & $4 }
    cross(scratch, into: mask, size) { $0 | $1 | $2 | $3 | $4 }
  }

  /// Combines each pixel with its four neighbours; beyond the edge the edge pixel repeats.
  @inline(__always)
  private static func cross(
    _ source: Pixels<UInt8>, into target: Pixels<UInt8>, _ size: PlaneSize,
    _ combine: (UInt8, UInt8, UInt8, UInt8, UInt8) -> UInt8
  ) {
    let last = size.width - 1
    for y in 0..<size.height {
      let row = source.row(y, size.width)
      let up = source.row(max(y - 1, 0), size.width)
      let down = source.row(min(y + 1, size.height - 1), size.width)
      let result = target.row(y, size.width)
      for x in stride(from: 0, through: last, by: max(1, last)) {
        result[x] = combine(row[x], row[max(x - 1, 0)], row[min(x + 1, last)], up[x], down[x])
      }
      guard last > 1 else { continue }
      for x in 1..<last { result[x] = combine(row[x], row[x &- 1], row[x &+ 1], up[x], down[x]) }
    }
  }
}
