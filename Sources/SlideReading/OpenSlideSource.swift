import Microscopy
import Synchronization

/// A slide file behind ``SlideSource``, in any format that OpenSlide reads.
///
/// Reads of several threads run in parallel on one handle. A handle latches its first error and answers every later read
/// with it; it is then put aside (closed by whoever reads on it last) and a fresh one takes its place.
///
///     let slide = try OpenSlideSource(path: "biopsy.svs")
///     let overview = try slide.read(SlideRegion(whole: slide.description.size), output: PixelSize(width: 640, height: 480))
public final class OpenSlideSource: SlideSource {
  /// What the file says of itself, checked and cleaned at opening.
  public let description: SlideDescription
  private let path: String
  private let state: Mutex<State>

  private struct State {
    /// `nil` after a failed read, until the next one opens the file again.
    var handle: OpenSlideHandle?
    var failedReads = 0
  }

  /// Opens the slide at `path` and reads what it says of itself; no pixel yet.
  ///
  /// - Parameter mpp: overrides what the slide says. Without it, and where the slide says nothing plausible,
  ///   `description.mpp` is `nil`: that is no failure here.
  /// - Throws: ``SlideOpenFailure``, which tells apart what OpenSlide reports as "not recognised".
  public init(path: String, mpp: MicronsPerPixel? = nil) throws(SlideOpenFailure) {
    let file = try FileInspection(path: path)
    let (handle, facts) = try Self.openHandle(file)
    description = try facts.description(of: file, mpp: mpp)
    state = Mutex(State(handle: handle))
    self.path = path
  }

  private static func openHandle(_ file: FileInspection) throws(SlideOpenFailure) -> (OpenSlideHandle, SlideFacts) {
    do throws(OpenSlideHandle.Latched) {
      if let handle = try OpenSlideHandle(path: file.path) { return (handle, try SlideFacts(handle)) }
    } catch {
      throw .damaged(path: file.path, detail: error.detail)
    }
    throw .notRecognised(path: file.path, kind: file.unrecognisedKind)
  }

  /// Regions and images that could not be read, each counted once per try.
  public var failedReads: Int { state.withLock { $0.failedReads } }

  /// `openslide_read_region` behind the contract of ``SlideSource/read(level:x:y:size:)``.
  public func read(level: Int, x: Int, y: Int, size: PixelSize) throws(SlideReadFailure) -> RGBAImage {
    guard description.levels.indices.contains(level) else { throw .noSuchLevel(level) }
    guard !size.isEmpty else { return RGBAImage(size: PixelSize(width: 0, height: 0), pixels: []) }
    guard let pixels = size.area, pixels <= Self.pixelsPerRead else {
      throw .tooLarge(pixels: size.area ?? .max, limit: Self.pixelsPerRead)
    }
    guard touches(level: level, x: x, y: y, size: size) else { return RGBAImage(size: size) }
    return try answer { handle throws(OpenSlideHandle.Latched) in
      try handle.region(level: level, x: x, y: y, size: size)
    }
  }

  /// Whether any pixel asked for lies on the slide; computed in `Double`, where no coordinate overflows.
  private func touches(level: Int, x: Int, y: Int, size: PixelSize) -> Bool {
    let downsample = description.levels[level].downsample
    let asked = SlideRegion(
      x: Double(x), y: Double(y), width: Double(size.width) * downsample, height: Double(size.height) * downsample)
    return asked.intersection(SlideRegion(whole: description.size)) != nil
  }

  /// Reads an associated image whole; one that claims more than ``SlideSource/pixelsPerRead`` px is refused.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage {
    guard description.associatedImages.contains(name) else { throw .noSuchImage(name) }
    let claimed = try answer { handle throws(OpenSlideHandle.Latched) in try handle.associatedImageSize(name) }
    guard claimed.width > 0, claimed.height > 0 else { throw .damaged(detail: "image of no size") }
    let size = PixelSize(width: Int(claimed.width), height: Int(claimed.height))
    guard let pixels = size.area, pixels <= Self.pixelsPerRead else {
      throw .tooLarge(pixels: size.area ?? .max, limit: Self.pixelsPerRead)
    }
    return try answer { handle throws(OpenSlideHandle.Latched) in try handle.associatedImage(name, size: size) }
  }

  /// Asks the shared handle; on an error asks a fresh one of this thread alone, since the shared one may have latched the
  /// error of another thread's region. What fails on both is bad.
  private func answer<Value>(
    _ question: (OpenSlideHandle) throws(OpenSlideHandle.Latched) -> Value
  ) throws(SlideReadFailure) -> Value {
    if let shared = state.withLock({ $0.handle }) {
      do { return try question(shared) } catch { putAside(shared) }
    }
    do throws(OpenSlideHandle.Latched) {
      guard let fresh = try OpenSlideHandle(path: path) else { throw OpenSlideHandle.Latched(detail: "file is gone") }
      let value = try question(fresh)
      state.withLock { if $0.handle == nil { $0.handle = fresh } }
      return value
    } catch {
      state.withLock { $0.failedReads += 1 }
      throw .damaged(detail: error.detail)
    }
  }

  private func putAside(_ handle: OpenSlideHandle) {
    state.withLock { if $0.handle === handle { $0.handle = nil } }
  }
}

extension OpenSlideSource {
  /// Version of the OpenSlide library that is linked.
  public static var libraryVersion: String { OpenSlideHandle.libraryVersion }
}
