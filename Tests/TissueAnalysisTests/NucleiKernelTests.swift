import Basics
import Testing

@testable import TissueAnalysis

/// Masks and planes from a fixed sequence, so that every run sees the same.
struct Draws {
  private var draws: SeededDraws

  init(_ seed: UInt64) { draws = SeededDraws(seed: seed) }

  mutating func next() -> UInt64 { draws.next() }

  /// In 0 ..< 1.
  mutating func unit() -> Double { draws.unit() }

  /// Discs in a mask: clusters such as nuclei make.
  mutating func discs(_ count: Int, radius: ClosedRange<Double>, _ size: PlaneSize) -> [UInt8] {
    var mask = [UInt8](repeating: 0, count: size.count)
    for _ in 0..<count {
      let (cx, cy) = (unit() * Double(size.width), unit() * Double(size.height))
      let reach = radius.lowerBound + unit() * (radius.upperBound - radius.lowerBound)
      for y in 0..<size.height {
        for x in 0..<size.width {
          let (dx, dy) = (Double(x) - cx, Double(y) - cy)
          if dx * dx + dy * dy <= reach * reach { mask[y * size.width + x] = 1 }
        }
      }
    }
    return mask
  }
}

/// Keeps planes for as long as a test uses their memory.
final class PlaneMemory {
  private var planes: [AnyObject] = []

  func plane<Element: BitwiseCopyable>(_ values: [Element]) -> Pixels<Element> {
    let plane = Plane(count: values.count, repeating: values[0])
    for index in values.indices { plane.values[index] = values[index] }
    planes.append(plane)
    return plane.values
  }

  func floats(_ count: Int) -> Pixels<Float> { plane([Float](repeating: 0, count: count)) }
  func integers(_ count: Int) -> Pixels<Int32> { plane([Int32](repeating: 0, count: count)) }
  func bytes(_ count: Int) -> Pixels<UInt8> { plane([UInt8](repeating: 0, count: count)) }
}

@Suite("Kernels of nucleus detection")
struct NucleiKernelTests {
  private let size = PlaneSize(width: 29, height: 23)
  private let memory = PlaneMemory()

  @Test("the distance transform is the distance to the nearest background pixel", arguments: 1...4)
  func distances(seed: UInt64) {
    var draws = Draws(seed)
    let mask = draws.discs(9, radius: 2...9, size)
    let (distance, scratch) = (memory.floats(size.count), memory.floats(size.count))
    DistanceTransform.euclidean(memory.plane(mask), into: distance, squared: scratch, size)
    let wrong = (0..<size.count).filter { index in
      abs(distance[index] - slowDistance(mask, index % size.width, index / size.width)) > 1e-4
    }
    #expect(wrong.isEmpty)
  }

  private func slowDistance(_ mask: [UInt8], _ x: Int, _ y: Int) -> Float {
    var best = Float.infinity
    for row in 0..<size.height {
      for column in 0..<size.width where mask[row * size.width + column] == 0 {
        let (dx, dy) = (Float(column - x), Float(row - y))
        best = min(best, (dx * dx + dy * dy).squareRoot())
      }
    }
    return best
  }

  @Test("without any background the distance is the limit, not infinite")
  func noBackground() {
    let mask = memory.plane([UInt8](repeating: 1, count: size.count))
    let (distance, scratch) = (memory.floats(size.count), memory.floats(size.count))
    DistanceTransform.euclidean(mask, into: distance, squared: scratch, size)
    #expect(distance.allSatisfy { $0 == DistanceTransform.limit })
  }

  @Test("smoothing with binomial weights is the weighted sum over 5 x 5 pixels")
  func binomial() {
    var draws = Draws(7)
    let values = (0..<size.count).map { _ in Float(draws.unit()) }
    let (target, scratch) = (memory.floats(size.count), memory.floats(size.count))
    Smoothing.binomial(memory.plane(values), into: target, scratch: scratch, size)
    let weights: [Float] = [1, 4, 6, 4, 1]
    for (x, y) in [(0, 0), (1, 1), (14, 11), (28, 22), (27, 0), (2, 20)] {
      let expected = window(values, x, y, radius: 2) { weights[$0 + 2] * weights[$1 + 2] / 256 }
      #expect(abs(target[y * size.width + x] - expected) < 1e-5)
    }
  }

  @Test("the box mean is the mean over the window, whatever its radius", arguments: [1, 3, 12, 60])
  func box(radius: Int) {
    var draws = Draws(8)
    let values = (0..<size.count).map { _ in Float(draws.unit()) }
    let (target, scratch) = (memory.floats(size.count), memory.floats(size.count))
    let column = memory.floats(size.width)
    Smoothing.box(
      memory.plane(values), into: target, scratch: scratch, column: column, radius: radius, size)
    let share = 1 / Float((2 * radius + 1) * (2 * radius + 1))
    for (x, y) in [(0, 0), (14, 11), (28, 22), (5, 21)] {
      let expected = window(values, x, y, radius: radius) { _, _ in share }
      #expect(abs(target[y * size.width + x] - expected) < 1e-4)
    }
  }

  private func window(
    _ values: [Float], _ x: Int, _ y: Int, radius: Int, weight: (Int, Int) -> Float
  ) -> Float {
    var sum: Float = 0
    for dy in -radius...radius {
      for dx in -radius...radius {
        let (column, row) = (min(max(x + dx, 0), size.width - 1), min(max(y + dy, 0), size.height - 1))
        sum += weight(dx, dy) * values[row * size.width + column]
      }
    }
    return sum
  }

  @Test("Otsu's threshold parts two heaps, and one heap has none")
  func otsu() {
    var histogram = [Int32](repeating: 0, count: Threshold.bins)
    (histogram[10], histogram[11], histogram[90], histogram[91]) = (50, 50, 20, 20)
    let value = Threshold.otsu(histogram, upper: 1.28) ?? 0
    #expect(value > 0.11 && value <= 0.90)
    var single = [Int32](repeating: 0, count: Threshold.bins)
    single[3] = 100
    #expect(Threshold.otsu(single, upper: 1.28) == nil)
    #expect(Threshold.otsu([Int32](repeating: 0, count: Threshold.bins), upper: 1.28) == nil)
  }

  @Test("only enclosed holes below the limit are filled, and openings take threads away")
  func morphology() {
    let picture = [
      "..............",
      ".######.####..",
      ".#.####.#..#..",
      ".######.#..#..",
      ".######.####..",
      "..............",
      "##############",
      "..............",
    ]
    #expect(
      drawn(picture) { Morphology.fillHoles($0, smallerThan: 4, seen: $1, stack: $2, $3) } == [
        "..............",
        ".######.####..",
        ".######.#..#..",
        ".######.#..#..",
        ".######.####..",
        "..............",
        "##############",
        "..............",
      ])
    #expect(
      drawn(picture.map { $0.replacing(".#.####", with: ".######") }) { mask, bytes, _, size in
        Morphology.open(mask, scratch: bytes, size)
      } == [
        "..............",
        "..####........",
        ".######.......",
        ".######.......",
        "..####........",
        "..............",
        "..............",
        "..............",
      ])
  }

  private func drawn(
    _ picture: [String], _ change: (Pixels<UInt8>, Pixels<UInt8>, Pixels<Int32>, PlaneSize) -> Void
  ) -> [String] {
    let size = PlaneSize(width: picture[0].count, height: picture.count)
    let mask = memory.plane(picture.joined().map { $0 == "#" ? UInt8(1) : 0 })
    let (bytes, stack) = (memory.bytes(size.count), memory.integers(size.count))
    change(mask, bytes, stack, size)
    return (0..<size.height).map { y in
      String((0..<size.width).map { mask[y * size.width + $0] == 1 ? "#" : "." })
    }
  }
}
