import Basics
import Microscopy
import Synchronization

/// A slide that counts what is read of it and fails where it is told to.
final class CountingSlide: SlideSource {
  let description: SlideDescription
  private let slide: MemorySlide?
  /// A read that touches it (px of level 0) fails.
  private let damaged: SlideRegion?
  private let counts = Mutex((reads: 0, pixels: 0, failures: 0))

  init(_ slide: MemorySlide, tile: PixelSize? = nil, damaged: SlideRegion? = nil) {
    self.slide = slide
    self.damaged = damaged
    description = SlideDescription(
      levels: slide.description.levels.map { PyramidLevel(size: $0.size, downsample: $0.downsample, tile: tile) },
      mpp: nil, objective: nil, vendor: "counting")
  }

  /// A header and nothing behind it: transparent, or damaged everywhere.
  init(claiming size: PixelSize, damaged: Bool) {
    slide = nil
    self.damaged = damaged ? SlideRegion(whole: size) : nil
    description = SlideDescription(
      levels: [PyramidLevel(size: size, downsample: 1)], mpp: nil, objective: nil, vendor: "counting")
  }

  var failedReads: Int { counts.withLock { $0.failures } }
  var reads: Int { counts.withLock { $0.reads } }
  var pixelsRead: Int { counts.withLock { $0.pixels } }

  func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let bytes = try requireReadable(level: level, size: size, into: buffer)
    counts.withLock { counts in
      counts.reads += 1
      counts.pixels += size.width * size.height
    }
    let region = SlideRegion(x: Double(x), y: Double(y), width: Double(size.width), height: Double(size.height))
    if let damaged, region.intersection(damaged) != nil {
      counts.withLock { $0.failures += 1 }
      throw .damaged(part(level: level, x: x, y: y, size: size), detail: "bad tile")
    }
    if let slide {
      try slide.read(level: level, x: x, y: y, size: size, into: bytes, deadline: deadline)
    } else {
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
  }

  func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { throw .noSuchImage(name) }
}
