import Testing

@testable import TissueAnalysis

/// The slow twin: one Bool a pixel, a loop over every neighbour.
private struct SlowPlane {
  let width: Int
  let height: Int
  var pixels: [Bool]

  subscript(x: Int, y: Int) -> Bool? {
    x < 0 || y < 0 || x >= width || y >= height ? nil : pixels[y * width + x]
  }

  func mapped(_ rule: (Int, Int) -> Bool) -> SlowPlane {
    SlowPlane(width: width, height: height, pixels: (0..<pixels.count).map { rule($0 % width, $0 / width) })
  }

  private func square(_ x: Int, _ y: Int, _ radius: Int) -> [Bool] {
    (-radius...radius).flatMap { down in (-radius...radius).compactMap { self[x + $0, y + down] } }
  }

  func dilated(_ radius: Int) -> SlowPlane { mapped { square($0, $1, radius).contains(true) } }
  func eroded(_ radius: Int) -> SlowPlane { mapped { !square($0, $1, radius).contains(false) } }

  func majority() -> SlowPlane {
    mapped { x, y in
      let values = square(x, y, 3)
      return values.filter { $0 }.count * 2 > values.count
    }
  }

  /// Every pixel's object, found by flooding.
  func objects(corners: Bool) -> [[Int]] {
    var seen = Set<Int>()
    return pixels.indices.compactMap { start in
      guard pixels[start], seen.insert(start).inserted else { return nil }
      var object = [start]
      var next = 0
      while next < object.count {
        let (x, y) = (object[next] % width, object[next] / width)
        next += 1
        for (right, down) in [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)] {
          guard corners || right == 0 || down == 0, self[x + right, y + down] == true else { continue }
          let index = (y + down) * width + x + right
          if seen.insert(index).inserted { object.append(index) }
        }
      }
      return object
    }
  }
}

@Suite("Bit planes")
struct TissueBitPlaneTests {
  /// Widths around the edges of a word, densities from sparse to full.
  static let cases = [
    (1, 1, 2), (63, 9, 3), (64, 9, 2), (65, 9, 4), (130, 20, 3), (100, 1, 2), (20, 40, 12), (70, 30, 2),
  ]

  private func planes(_ shape: (Int, Int, Int)) -> (BitPlane, SlowPlane) {
    let (width, height, sparsity) = shape
    var state: UInt64 = UInt64(width * 1000 + height)
    var plane = BitPlane(width: width, height: height)
    var slow = SlowPlane(width: width, height: height, pixels: [Bool](repeating: false, count: width * height))
    for index in 0..<(width * height) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      guard Int(state >> 33) % sparsity == 0 else { continue }
      plane[index % width, index / width] = true
      slow.pixels[index] = true
    }
    return (plane, slow)
  }

  private func pixels(_ plane: BitPlane) -> [Bool] {
    (0..<(plane.width * plane.height)).map { plane[$0 % plane.width, $0 / plane.width] }
  }

  @Test(
    "growing, shrinking, the other way round and the majority are what a loop over neighbours says", arguments: cases)
  func morphology(shape: (Int, Int, Int)) {
    let (plane, slow) = planes(shape)
    #expect(pixels(plane) == slow.pixels)
    #expect(pixels(plane.dilated(by: 2)) == slow.dilated(2).pixels)
    #expect(pixels(plane.eroded(by: 1)) == slow.eroded(1).pixels)
    #expect(pixels(plane.inverted()) == slow.pixels.map { !$0 })
    #expect(plane.inverted().inverted() == plane)
    #expect(pixels(MajorityFilter.apply(to: plane)) == slow.majority().pixels)
  }

  @Test("counts and runs are what a loop says", arguments: cases)
  func counts(shape: (Int, Int, Int)) {
    let (plane, slow) = planes(shape)
    #expect(plane.count == slow.pixels.filter { $0 }.count)
    for (columns, rows) in [(0..<200, 0..<200), (3..<60, 1..<5), (60..<70, 0..<9), (-5..<1, -5..<1), (64..<65, 0..<9)] {
      let expected = slow.pixels.indices.filter {
        slow.pixels[$0] && columns.contains($0 % slow.width) && rows.contains($0 / slow.width)
      }
      #expect(plane.count(columns: columns, rows: rows) == expected.count)
    }
    var drawn = BitPlane(width: plane.width, height: plane.height)
    for row in 0..<plane.height { for run in plane.runs(inRow: row) { drawn.fill(run, row: row, with: true) } }
    #expect(drawn == plane)
  }

  @Test("objects and holes are those that flooding finds", arguments: cases)
  func objects(shape: (Int, Int, Int)) {
    let (plane, slow) = planes(shape)
    let large = Set(slow.objects(corners: true).filter { $0.count >= 6 }.joined())
    #expect(pixels(plane.withoutObjects(smallerThan: 6)) == slow.pixels.indices.map { large.contains($0) })
    let gaps = slow.mapped { slow[$0, $1] == false }.objects(corners: false)
    let isInside = { (index: Int) in
      index % slow.width > 0 && index % slow.width < slow.width - 1 && index / slow.width > 0
        && index / slow.width < slow.height - 1
    }
    let holes = Set(gaps.filter { $0.count < 4 && $0.allSatisfy(isInside) }.joined())
    #expect(
      pixels(plane.withoutHoles(smallerThan: 4)) == slow.pixels.indices.map { slow.pixels[$0] || holes.contains($0) })
  }
}
