import Basics
import Microscopy

/// A slide as it would look on white glass: every pixel is divided by the glass at its place.
public final class GlassSlide<Slide: SlideSource>: SlideSource {
  private let slide: Slide
  private let glass: Glass

  /// A slide that shows `slide` on white glass; its own glass is `glass`.
  public init(_ slide: Slide, glass: Glass) {
    self.slide = slide
    self.glass = glass
  }

  /// The description of the slide as it was scanned.
  public var description: SlideDescription { slide.description }

  /// The failed reads of the slide as it was scanned.
  public var failedReads: Int { slide.failedReads }

  /// Level px that are divided by one colour where the glass is uneven.
  private static var run: Int { 64 }

  /// Reads and divides; see ``SlideSource/read(level:x:y:size:into:deadline:)``. Pixels that hold nothing
  /// (``MissingPixels``) stay as they are, so that they are known as such afterwards.
  ///
  /// - Throws: as ``SlideSource/read(level:x:y:size:into:deadline:)`` says.
  public func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let bytes = try requireReadable(level: level, size: size, into: buffer)
    try slide.read(level: level, x: x, y: y, size: size, into: bytes, deadline: deadline)
    guard !glass.isWhite, !bytes.isEmpty else { return }
    let pixels = bytes.assumingMemoryBound(to: UInt8.self)
    let seen = [UInt8](pixels)
    divide(pixels, width: size.width, height: size.height, x: x, y: y, slide.description.levels[level].downsample)
    seen.withUnsafeBufferPointer { Self.restoreMissing(pixels, $0) }
  }

  private func divide(
    _ pixels: UnsafeMutableBufferPointer<UInt8>, width: Int, height: Int, x: Int, y: Int, _ downsample: Double
  ) {
    if glass.isEven { return glass.balance(x: 0, y: 0).apply(to: pixels) }
    for row in 0..<height {
      for start in stride(from: 0, to: width, by: Self.run) {
        let end = min(width, start + Self.run)
        let place = (x: Double(x) + Double(start + end) / 2 * downsample, y: Double(y) + Double(row) * downsample)
        let range = ((row * width + start) * 4)..<((row * width + end) * 4)
        glass.balance(x: place.x, y: place.y).apply(to: UnsafeMutableBufferPointer(rebasing: pixels[range]))
      }
    }
  }

  private static func restoreMissing(
    _ pixels: UnsafeMutableBufferPointer<UInt8>, _ seen: UnsafeBufferPointer<UInt8>
  ) {
    for offset in stride(from: 0, to: seen.count, by: 4) {
      let (red, green, blue, alpha) = (seen[offset], seen[offset + 1], seen[offset + 2], seen[offset + 3])
      guard MissingPixels.isMissing(red: red, green: green, blue: blue, alpha: alpha) else { continue }
      for channel in 0..<4 { pixels[offset + channel] = seen[offset + channel] }
    }
  }

  /// The slide's own: labels and macro photographs have other glass.
  ///
  /// - Throws: as ``SlideSource/associatedImage(_:)`` says.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage {
    try slide.associatedImage(name)
  }
}
