/// Pixel values of one kind, row-major, as the kernels pass them about.
typealias Pixels<Element> = UnsafeMutableBufferPointer<Element>

extension Pixels {
  /// Row `y` of a plane: a loop over it needs no overflow checks on the offset, and vectorises.
  @inline(__always)
  func row(_ y: Int, _ width: Int) -> Pixels<Element> {
    Pixels(rebasing: self[(y * width)..<(y * width + width)])
  }
}

/// Owns the memory of one plane of a tile. Kernels see ``values``; indexes are checked in debug builds.
final class Plane<Element: BitwiseCopyable> {
  let values: Pixels<Element>

  init(count: Int, repeating value: Element) {
    values = .allocate(capacity: count)
    values.initialize(repeating: value)
  }

  deinit { values.deallocate() }
}

/// Width and height of the planes that go into a kernel together.
struct PlaneSize: Hashable, Sendable {
  let width: Int
  let height: Int

  var count: Int { width * height }

  /// Column and row of a pixel; 32-bit division is several times faster than 64-bit.
  @inline(__always)
  func position(of index: Int) -> (x: Int, y: Int) {
    let y = UInt32(truncatingIfNeeded: index) / UInt32(truncatingIfNeeded: width)
    return (index &- Int(y) &* width, Int(y))
  }
}
