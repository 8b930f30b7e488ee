/// The stains of a rectangle before they become colour: how much haematoxylin and eosin each pixel holds.
///
/// Owns its planes; used by one thread.
final class Canvas {
  /// Level-0 px of the upper left corner.
  let left: Int
  let top: Int
  let width: Int
  let height: Int
  /// [height * width] strength of each stain, 1 as in a usual nucleus or usual collagen.
  let haematoxylin: UnsafeMutableBufferPointer<Float>
  let eosin: UnsafeMutableBufferPointer<Float>

  init(left: Int, top: Int, width: Int, height: Int) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
    haematoxylin = .allocate(capacity: width * height)
    eosin = .allocate(capacity: width * height)
    haematoxylin.initialize(repeating: 0)
    eosin.initialize(repeating: 0)
  }

  deinit {
    haematoxylin.deallocate()
    eosin.deallocate()
  }

  var area: Area {
    Area(left: Float(left), top: Float(top), right: Float(left + width), bottom: Float(top + height))
  }

  /// The pixels of a square of half-side `reach` about (`x`, `y`) that lie on the canvas, as offsets into it.
  func window(_ x: Float, _ y: Float, reach: Float) -> (columns: Range<Int>, rows: Range<Int>)? {
    let first = max(0, Int((x - reach).rounded(.down)) - left)
    let end = min(width, Int((x + reach).rounded(.up)) - left + 1)
    let upper = max(0, Int((y - reach).rounded(.down)) - top)
    let lower = min(height, Int((y + reach).rounded(.up)) - top + 1)
    guard first < end, upper < lower else { return nil }
    return (first..<end, upper..<lower)
  }
}
