import COpenSlide
import Microscopy
import Synchronization

/// A slide file through OpenSlide.
///
/// After one failed read an `openslide_t` answers every later call with that error, so a failed handle is replaced: the
/// damaged region is counted and thrown, the next read starts on a fresh handle. Reads on several threads run side by side;
/// the lock guards only which handle is the current one.
public final class OpenSlideSource: SlideSource {
  public let description: SlideDescription
  private let path: String
  private let state: Mutex<State>

  private struct State {
    var handle: OpenSlideHandle
    var failedReads = 0
  }

  /// The largest side that a slide may claim: 4 m at 1 um/px; beyond it is a header that lies.
  static let largestSide = 4_000_000

  /// Opens a slide.
  ///
  /// - Parameters:
  ///   - path: of a file in any format that OpenSlide reads.
  ///   - mpp: taken in place of what the slide says of its physical size, which may be nothing.
  public init(path: String, mpp: MicronsPerPixel? = nil) throws(SlideOpenFailure) {
    let inspection = try FileInspection(path: path)
    guard let handle = OpenSlideHandle(path: path) else {
      throw .notRecognised(path: path, kind: inspection.unrecognisedKind)
    }
    if let error = handle.error { throw .damaged(path: path, detail: error) }
    let levels = try Self.levels(of: handle, path: path)
    description = SlideProperties(handle.properties).description(
      levels: levels, given: mpp, associatedImages: handle.associatedImages)
    if let error = handle.error { throw .damaged(path: path, detail: error) }
    self.path = path
    state = Mutex(State(handle: handle))
  }

  private static func levels(
    of handle: OpenSlideHandle, path: String
  ) throws(SlideOpenFailure) -> [PyramidLevel] {
    var levels: [PyramidLevel] = []
    for index in 0..<max(0, openslide_get_level_count(handle.pointer)) {
      var (width, height): (Int64, Int64) = (0, 0)
      openslide_get_level_dimensions(handle.pointer, index, &width, &height)
      let downsample = openslide_get_level_downsample(handle.pointer, index)
      if let error = handle.error { throw .damaged(path: path, detail: error) }
      let size = PixelSize(width: Int(width), height: Int(height))
      guard !size.isEmpty, size.width <= largestSide, size.height <= largestSide, downsample >= 1 else {
        throw .implausibleSize(path: path, width: size.width, height: size.height, limit: largestSide)
      }
      levels.append(PyramidLevel(size: size, downsample: downsample))
    }
    guard !levels.isEmpty else { throw .implausibleSize(path: path, width: 0, height: 0, limit: largestSide) }
    return levels
  }

  public var failedReads: Int { state.withLock { $0.failedReads } }

  public func read(level: Int, x: Int, y: Int, size: PixelSize) throws(SlideReadFailure) -> RGBAImage {
    guard description.levels.indices.contains(level) else { throw .noSuchLevel(level) }
    try Self.check(size)
    return try pixels(size) { handle, buffer in
      openslide_read_region(
        handle, buffer, Int64(x), Int64(y), Int32(level), Int64(size.width), Int64(size.height))
    }
  }

  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage {
    guard description.associatedImages.contains(name) else { throw .noSuchImage(name) }
    let handle = state.withLock { $0.handle }
    var (width, height): (Int64, Int64) = (0, 0)
    openslide_get_associated_image_dimensions(handle.pointer, name, &width, &height)
    let size = PixelSize(width: Int(max(0, width)), height: Int(max(0, height)))
    try Self.check(size)
    return try pixels(size) { openslide_read_associated_image($0, name, $1) }
  }

  private static func check(_ size: PixelSize) throws(SlideReadFailure) {
    guard let area = size.area, area <= pixelsPerRead, size.width >= 0, size.height >= 0 else {
      throw .tooLarge(pixels: size.area ?? .max, limit: pixelsPerRead)
    }
  }

  /// Reads with the current handle; OpenSlide fills `buffer` with premultiplied ARGB in the machine's byte order.
  private func pixels(
    _ size: PixelSize, _ read: (OpaquePointer, UnsafeMutablePointer<UInt32>) -> Void
  ) throws(SlideReadFailure) -> RGBAImage {
    let count = size.width * size.height
    guard count > 0 else { return RGBAImage(size: size, pixels: []) }
    let handle = state.withLock { $0.handle }
    let bytes = [UInt8](unsafeUninitializedCapacity: count * 4) { bytes, written in
      bytes.withMemoryRebound(to: UInt32.self) { words in
        guard let base = words.baseAddress else { return }
        base.initialize(repeating: 0, count: count)
        read(handle.pointer, base)
        StraightAlpha.convert(base, count: count)
      }
      written = count * 4
    }
    if let error = handle.error {
      replace(handle)
      throw .damaged(detail: error)
    }
    return RGBAImage(size: size, pixels: bytes)
  }

  /// Puts a fresh handle in the place of a failed one, unless another thread did so already.
  private func replace(_ failed: OpenSlideHandle) {
    let fresh = OpenSlideHandle(path: path)
    state.withLock { state in
      state.failedReads += 1
      if state.handle === failed, let fresh { state.handle = fresh }
    }
  }
}
