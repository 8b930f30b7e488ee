import Basics

/// One level of a slide's pyramid.
public struct PyramidLevel: Hashable, Sendable, Codable {
  /// Size in px of this level.
  public let size: PixelSize
  /// Level-0 px per px of this level; 1 at level 0, not always a whole number.
  public let downsample: Double
  /// Size in px of the tiles that the file stores, where it has any: reads that keep to their edges decode no tile
  /// twice.
  public let tile: PixelSize?

  /// A level of `size` px, each as wide as `downsample` level-0 px.
  public init(size: PixelSize, downsample: Double, tile: PixelSize? = nil) {
    self.size = size
    self.downsample = downsample
    self.tile = tile
  }
}

/// What a slide says of itself, read once at opening.
public struct SlideDescription: Equatable, Sendable {
  /// The levels of the pyramid, level 0 first; never empty.
  public let levels: [PyramidLevel]
  /// Physical size of a level-0 px, or `nil` where the slide has none and nobody gave it.
  public let mpp: MicronsPerPixel?
  /// Objective power such as 20 or 40, where known.
  public let objective: Double?
  /// The format as the reader names it: `aperio`, `hamamatsu`, `generic-tiff` ...
  public let vendor: String
  /// All properties, stripped of control characters and of invalid UTF-8.
  public let properties: [String: String]
  /// Names of the associated images. `label` may show a patient's name: never shown unasked.
  public let associatedImages: [String]
  /// Levels of the file that are not among ``levels``, since they do not show what level 0 shows.
  public let leftOut: [LeftOutLevel]
  /// What the file says that the slide's label says; `nil` where it says nothing. It may name the patient: never shown
  /// unasked.
  public let label: LabelText?

  /// What a reader found out; `levels` must have a level 0.
  public init(
    levels: [PyramidLevel], mpp: MicronsPerPixel?, objective: Double?, vendor: String,
    properties: [String: String] = [:], associatedImages: [String] = [], leftOut: [LeftOutLevel] = [],
    label: LabelText? = nil
  ) {
    self.levels = levels
    self.mpp = mpp
    self.objective = objective
    self.vendor = vendor
    self.properties = properties
    self.associatedImages = associatedImages
    self.leftOut = leftOut
    self.label = label
  }

  /// This slide with other levels, and what became of the rest.
  public func with(levels: [PyramidLevel], leftOut: [LeftOutLevel]) -> SlideDescription {
    SlideDescription(
      levels: levels, mpp: mpp, objective: objective, vendor: vendor, properties: properties,
      associatedImages: associatedImages, leftOut: leftOut, label: label)
  }

  /// Size of level 0.
  public var size: PixelSize { levels[0].size }
}

/// A slide that can be read: real files, slides held in memory, slides being drawn.
///
/// Implementations may be called from several threads at once. A region that fails leaves the source usable: the next
/// read starts afresh. Every reader of files and the slide in memory pass one contract suite, `SlideContractTests`.
public protocol SlideSource: AnyObject, Sendable {
  /// What the slide says of itself.
  var description: SlideDescription { get }

  /// Writes pixels of one level into memory of the caller.
  ///
  /// - Parameters:
  ///   - level: index into `description.levels`.
  ///   - x: left edge in **level-0 px**; may lie outside the slide.
  ///   - y: upper edge in **level-0 px**; may lie outside the slide.
  ///   - size: in px of `level`, at most ``pixelsPerRead``.
  ///   - buffer: gets straight RGBA, row-major, in its first `4 * size.area` bytes; what lies outside the slide, or was
  ///     never scanned, is transparent. Aligned to 4 bytes. After a failure its content is of no use.
  ///   - deadline: a read that is not done by then fails with ``SlideReadFailure/timedOut(_:)``.
  /// - Throws: ``SlideReadFailure``; nothing is written where level, size or buffer are refused.
  func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure)

  /// Reads one of `description.associatedImages`.
  ///
  /// - Throws: ``SlideReadFailure/noSuchImage(_:)``, and whatever a read throws.
  func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage

  /// The bytes of the slide's ICC profile, which no reader applies; default: there is none.
  ///
  /// - Throws: ``SlideReadFailure`` where there is one that cannot be read.
  func iccProfile() throws(SlideReadFailure) -> [UInt8]?

  /// How many regions could not be read since the slide was opened.
  var failedReads: Int { get }
}

extension SlideSource {
  /// Most slides have no profile.
  public func iccProfile() throws(SlideReadFailure) -> [UInt8]? { nil }

  /// The most pixels of one read: 64 MiB of RGBA, so that no header decides how much is allocated.
  public static var pixelsPerRead: Int { 1 << 24 }

  /// Pixels of one level in memory of their own; see ``read(level:x:y:size:into:deadline:)``. A size without a pixel
  /// gives an empty image.
  ///
  /// - Throws: ``SlideReadFailure``: `noSuchLevel`, `tooLarge` where more than ``pixelsPerRead`` are asked for, and
  ///   what the read into memory throws.
  public func read(
    level: Int, x: Int, y: Int, size: PixelSize, deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> RGBAImage {
    let asked = try requireReadable(level: level, size: size)
    return try RGBAImage(size: asked) { buffer throws(SlideReadFailure) in
      try read(level: level, x: x, y: y, size: asked, into: buffer, deadline: deadline)
    }
  }

  /// What every implementation asks first: whether the slide has the level, and whether the pixels are not too many at
  /// once and fit into the buffer.
  ///
  /// - Throws: ``SlideReadFailure``: `noSuchLevel`, `tooLarge` where more than ``pixelsPerRead`` are asked for,
  ///   `bufferTooSmall` where `buffer` does not hold them.
  /// - Returns: the bytes to write: `buffer` without what is not needed of it.
  public func requireReadable(
    level: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SlideReadFailure) -> UnsafeMutableRawBufferPointer {
    let asked = try requireReadable(level: level, size: size)
    let needed = asked.width * asked.height * 4
    guard buffer.count >= needed else { throw .bufferTooSmall(bytes: buffer.count, needed: needed) }
    return UnsafeMutableRawBufferPointer(rebasing: buffer[..<needed])
  }

  /// `size`, or none at all where it has no pixel.
  private func requireReadable(level: Int, size: PixelSize) throws(SlideReadFailure) -> PixelSize {
    guard description.levels.indices.contains(level) else { throw .noSuchLevel(level) }
    guard !size.isEmpty else { return PixelSize(width: 0, height: 0) }
    guard let pixels = size.area, pixels <= Self.pixelsPerRead else {
      throw .tooLarge(pixels: size.area ?? .max, limit: Self.pixelsPerRead)
    }
    return size
  }

  /// The part of the slide that a read asks for.
  public func part(level: Int, x: Int, y: Int, size: PixelSize) -> SlidePart {
    let downsample = description.levels[level].downsample
    return .region(
      SlideRegion(
        x: Double(x), y: Double(y), width: Double(size.width) * downsample, height: Double(size.height) * downsample),
      level: level)
  }
}

extension RGBAImage {
  /// An image whose bytes `write` sets, all of them.
  ///
  /// - Throws: what `write` throws.
  public init<Failure: Error>(
    size: PixelSize, write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    let count = size.width * size.height * 4
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      do throws(Failure) {
        try write(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count])))
        written = count
      } catch { failure = error }
    }
    if let failure { throw failure }
    self.init(size: size, pixels: pixels)
  }

  /// Copies the bytes of the image to the beginning of `buffer`, which must hold them.
  public func copy(into buffer: UnsafeMutableRawBufferPointer) {
    pixels.withUnsafeBytes { buffer.copyMemory(from: $0) }
  }
}
