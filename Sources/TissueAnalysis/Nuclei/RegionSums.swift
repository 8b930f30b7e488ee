/// Sums over one labelled region, gathered in one raster pass; px of the tile.
struct RegionSums {
  var count: Int32 = 0
  var left: Int32 = .max
  var right: Int32 = -1
  var top: Int32 = .max
  var bottom: Int32 = -1
  /// Pixel sides that face another region or the background.
  var cracks: Int32 = 0
  var sumX: Int32 = 0
  var sumY: Int32 = 0
  var sumXX: Int64 = 0
  var sumXY: Int64 = 0
  var sumYY: Int64 = 0
  var density: Float = 0
  var densitySquared: Float = 0
  /// Haematoxylin in the ring of background around the region, and the ring's pixels.
  var ring: Float = 0
  var ringCount: Int32 = 0

  /// Whether the image's edge may cut the region.
  func touchesEdge(_ size: PlaneSize) -> Bool {
    left == 0 || top == 0 || Int(right) == size.width - 1 || Int(bottom) == size.height - 1
  }

  @inline(__always)
  mutating func add(_ x: Int, _ y: Int, _ value: Float) {
    let (x, y) = (Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y))
    count &+= 1
    left = min(left, x)
    right = max(right, x)
    top = min(top, y)
    bottom = max(bottom, y)
    sumX &+= x
    sumY &+= y
    sumXX &+= Int64(x &* x)
    sumXY &+= Int64(x &* y)
    sumYY &+= Int64(y &* y)
    density += value
    densitySquared += value * value
  }

  /// Gathers regions 1...`regions` of `labels` into `sums`, whose element 0 is the background and stays empty.
  static func gather(
    _ labels: Pixels<Int32>, _ hematoxylin: Pixels<Float>, regions: Int, into sums: inout [RegionSums],
    _ size: PlaneSize
  ) {
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(RegionSums(), count: regions + 1))
    sums.withUnsafeMutableBufferPointer { sums in
      for y in 0..<size.height {
        let offset = y * size.width
        var before: Int32 = 0
        for x in 0..<size.width {
          let label = labels[offset + x]
          let above = y > 0 ? labels[offset - size.width + x] : 0
          if label != 0 { sums[Int(label)].add(x, y, hematoxylin[offset + x]) }
          if label != before { crack(label, before, sums) }
          if label != above { crack(label, above, sums) }
          before = label
        }
        if before != 0 { sums[Int(before)].cracks += 1 }
      }
      for x in 0..<size.width { sums[Int(labels[(size.height - 1) * size.width + x])].cracks += 1 }
    }
  }

  @inline(__always)
  private static func crack(_ one: Int32, _ other: Int32, _ sums: Pixels<RegionSums>) {
    sums[Int(one)].cracks &+= 1
    sums[Int(other)].cracks &+= 1
  }
}
