/// Pixel values of one kind, row-major, as the kernels pass them about.
typealias Pixels<Element> = UnsafeMutableBufferPointer<Element>

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
}
