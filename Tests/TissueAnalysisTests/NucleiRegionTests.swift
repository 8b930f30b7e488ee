import Testing

@testable import TissueAnalysis

@Suite("Regions: watershed, hull, sums")
struct NucleiRegionTests {
  private let size = PlaneSize(width: 48, height: 40)
  private let memory = PlaneMemory()
  private let rule = Watershed.Rule(prominence: 0.5, saddleShare: 0.9, pixels: 6)

  /// Labels of a mask by its distance, as the detector does it, without the smoothing.
  private func labels(_ mask: [UInt8], _ size: PlaneSize, _ rule: Watershed.Rule) -> (labels: [Int32], count: Int) {
    let (height, scratch) = (memory.floats(size.count), memory.floats(size.count))
    let (labels, order) = (memory.integers(size.count), memory.integers(size.count))
    let object = memory.plane(mask)
    DistanceTransform.euclidean(object, into: height, squared: scratch, size)
    var watershed = Watershed()
    let count = watershed.label(
      object, height: height, into: labels, order: order, size, rule: rule)
    return (Array(labels), count)
  }

  @Test("each object pixel lies in exactly one region and no other pixel in any", arguments: 1...6)
  func conservation(seed: UInt64) {
    var draws = Draws(seed)
    let mask = draws.discs(12, radius: 3...7, size)
    let (labels, count) = labels(mask, size, rule)
    #expect(zip(mask, labels).allSatisfy { ($0 == 1) == ($1 > 0) })
    #expect(Set(labels).subtracting([0]) == Set((0..<count).map { Int32($0 + 1) }))
  }

  @Test("each region is connected", arguments: 1...6)
  func connected(seed: UInt64) {
    var draws = Draws(seed)
    let (labels, count) = labels(draws.discs(14, radius: 2...8, size), size, rule)
    for label in 1...Int32(count) { #expect(pieces(of: label, labels) == 1) }
  }

  /// How many 8-connected pieces a label has, by repainting until nothing changes.
  private func pieces(of label: Int32, _ labels: [Int32]) -> Int {
    var todo = Set(labels.indices.filter { labels[$0] == label })
    var pieces = 0
    while let first = todo.first {
      pieces += 1
      var front = [first]
      todo.remove(first)
      while let index = front.popLast() {
        let (x, y) = (index % size.width, index / size.width)
        for row in (y - 1)...(y + 1) {
          for column in (x - 1)...(x + 1) where (0..<size.width).contains(column) {
            if todo.remove(row * size.width + column) != nil { front.append(row * size.width + column) }
          }
        }
      }
    }
    return pieces
  }

  @Test("without a rule to join there are as many regions as connected objects, at least")
  func neverJoinsObjects() {
    var mask = [UInt8](repeating: 0, count: size.count)
    for (left, top) in [(2, 2), (20, 2), (2, 20), (20, 20)] {
      for y in top..<(top + 9) { for x in left..<(left + 9) { mask[y * size.width + x] = 1 } }
    }
    #expect(labels(mask, size, Watershed.Rule(prominence: 100, saddleShare: 0, pixels: 1000)).count == 4)
  }

  @Test("two overlapping discs are two, one disc with a rough edge is one")
  func splitting() {
    #expect(labels(discs([(14, 20), (27, 20)], radius: 8), size, rule).count == 2)
    #expect(labels(discs([(20, 20), (22, 20), (21, 22)], radius: 8), size, rule).count == 1)
  }

  private func discs(_ centres: [(Int, Int)], radius: Int) -> [UInt8] {
    (0..<size.count).map { index in
      let (x, y) = (index % size.width, index / size.width)
      let isInside = centres.contains { (cx, cy) in
        (x - cx) * (x - cx) + (y - cy) * (y - cy) <= radius * radius
      }
      return isInside ? 1 : 0
    }
  }

  @Test("the hull's area is that of the gift-wrapped corners", arguments: 1...20)
  func hull(seed: UInt64) {
    var draws = Draws(seed)
    let rows = 1 + Int(draws.unit() * 14)
    let left = (0..<rows).map { _ in Int32(draws.unit() * 12) }
    let right = left.map { $0 + Int32(draws.unit() * 9) }
    let chain = memory.plane([SIMD2<Int32>](repeating: .zero, count: 2 * rows))
    let area = ConvexHull.area(left: memory.plane(left), right: memory.plane(right), rows: rows, chain: chain)
    #expect(area == slowHullArea(left, right))
  }

  /// Gift wrapping (Jarvis 1973) over all corners of all pixel rows.
  private func slowHullArea(_ left: [Int32], _ right: [Int32]) -> Double {
    let corners = left.indices.flatMap { row in
      [Int(left[row]), Int(right[row]) + 1].flatMap { x in [SIMD2(x, row), SIMD2(x, row + 1)] }
    }
    guard let start = corners.min(by: { ($0.x, $0.y) < ($1.x, $1.y) }) else { return 0 }
    var (point, twice) = (start, 0)
    repeat {
      var next = corners[0] == point ? corners[1] : corners[0]
      for corner in corners where corner != point {
        let turn = (next.x - point.x) * (corner.y - point.y) - (next.y - point.y) * (corner.x - point.x)
        let isFarther = length(corner, point) > length(next, point)
        if turn > 0 || (turn == 0 && isFarther) { next = corner }
      }
      twice += point.x * next.y - next.x * point.y
      point = next
    } while point != start
    return abs(Double(twice)) / 2
  }

  private func length(_ a: SIMD2<Int>, _ b: SIMD2<Int>) -> Int {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
  }

  @Test("sums of a rectangle give its centre, outline, extent and eccentricity")
  func rectangle() {
    var labels = [Int32](repeating: 0, count: size.count)
    for y in 10..<18 { for x in 5..<29 { labels[y * size.width + x] = 1 } }
    var sums: [RegionSums] = []
    RegionSums.gather(
      memory.plane(labels), memory.plane([Float](repeating: 0.5, count: size.count)), regions: 1, into: &sums, size)
    let nucleus = Nucleus(sums[1], hullArea: 24 * 8, background: 0.1, mpp: 0.5, size: size)
    #expect(nucleus.x == 17 && nucleus.y == 14)
    #expect(nucleus.areaUM2 == 24 * 8 * 0.25)
    #expect(sums[1].cracks == 2 * (24 + 8))
    #expect(nucleus.solidity == 1)
    // Of a rectangle a x b the eccentricity is sqrt(1 - (b/a)^2), as of the ellipse.
    #expect(abs(nucleus.eccentricity - (1.0 - 1.0 / 9).squareRoot()) < 1e-9)
    #expect(nucleus.orientation == 0)
    #expect(abs(nucleus.contrast - 0.4) < 1e-6)
    #expect(!nucleus.touchesEdge)
  }

  @Test("the ring is the background within so many steps, and each pixel of it has one owner")
  func ring() {
    var labels = [Int32](repeating: 0, count: size.count)
    labels[20 * size.width + 20] = 1
    labels[20 * size.width + 40] = 2
    var sums: [RegionSums] = []
    let values = memory.plane((0..<size.count).map { Float($0 % size.width) })
    RegionSums.gather(memory.plane(labels), values, regions: 2, into: &sums, size)
    let (owner, queue) = (memory.integers(size.count), memory.integers(size.count))
    _ = RegionRing.gather(
      memory.plane(labels), values, steps: 3, into: &sums, owner: owner, queue: queue, size)
    // City-block discs of radius 3 have 25 pixels, one of which is the region itself; their mean x is the centre's.
    #expect(sums[1].ringCount == 24 && sums[2].ringCount == 24)
    #expect(sums[1].ring / 24 == 20 && sums[2].ring / 24 == 40)
  }
}
