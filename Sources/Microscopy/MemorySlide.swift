import Basics

/// A slide held in memory: what tests and drawings use in place of a file.
public final class MemorySlide: SlideSource {
  /// What was given at the start.
  public let description: SlideDescription
  private let levels: [RGBAImage]

  /// A slide of the given levels, level 0 first; downsamples follow from the widths.
  public init(levels: [RGBAImage], mpp: MicronsPerPixel?, objective: Double? = nil, vendor: String = "memory") {
    precondition(!levels.isEmpty, "a slide has a level 0")
    self.levels = levels
    let width = Double(levels[0].width)
    description = SlideDescription(
      levels: levels.map { PyramidLevel(size: $0.size, downsample: width / Double($0.width)) },
      mpp: mpp, objective: objective, vendor: vendor)
  }

  /// Memory does not fail.
  public let failedReads = 0

  /// Copies pixels of one level; see ``SlideSource/read(level:x:y:size:)``.
  public func read(level: Int, x: Int, y: Int, size: PixelSize) throws(SlideReadFailure) -> RGBAImage {
    guard levels.indices.contains(level) else { throw .noSuchLevel(level) }
    guard let pixels = size.area, pixels <= Self.pixelsPerRead else {
      throw .tooLarge(pixels: size.area ?? .max, limit: Self.pixelsPerRead)
    }
    let source = levels[level]
    let downsample = description.levels[level].downsample
    let left = Int((Double(x) / downsample).rounded())
    let top = Int((Double(y) / downsample).rounded())
    var image = RGBAImage(size: size)
    let firstColumn = max(0, -left)
    let endColumn = min(size.width, source.width - left)
    guard firstColumn < endColumn else { return image }
    for row in max(0, -top)..<max(max(0, -top), min(size.height, source.height - top)) {
      let from = ((row + top) * source.width + left + firstColumn) * 4
      let to = (row * size.width + firstColumn) * 4
      let count = (endColumn - firstColumn) * 4
      image.pixels.replaceSubrange(to..<(to + count), with: source.pixels[from..<(from + count)])
    }
    return image
  }

  /// There is none: always throws.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { throw .noSuchImage(name) }
}
