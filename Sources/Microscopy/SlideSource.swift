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
  /// Level 0 first; never empty.
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

  /// What a reader found out; `levels` must have a level 0.
  public init(
    levels: [PyramidLevel], mpp: MicronsPerPixel?, objective: Double?, vendor: String,
    properties: [String: String] = [:], associatedImages: [String] = [], leftOut: [LeftOutLevel] = []
  ) {
    self.levels = levels
    self.mpp = mpp
    self.objective = objective
    self.vendor = vendor
    self.properties = properties
    self.associatedImages = associatedImages
    self.leftOut = leftOut
  }

  /// The same slide with other levels, and what became of the rest.
  public func with(levels: [PyramidLevel], leftOut: [LeftOutLevel]) -> SlideDescription {
    SlideDescription(
      levels: levels, mpp: mpp, objective: objective, vendor: vendor, properties: properties,
      associatedImages: associatedImages, leftOut: leftOut)
  }

  /// Size of level 0.
  public var size: PixelSize { levels[0].size }
}

/// Why pixels could not be had.
public enum SlideReadFailure: Error, Equatable, Sendable {
  /// The slide has no such level.
  case noSuchLevel(Int)
  /// The slide has no such associated image.
  case noSuchImage(String)
  /// More pixels asked for at once than ``SlideSource`` reads: `limit` says how many it does.
  case tooLarge(pixels: Int, limit: Int)
  /// The file is damaged there; `detail` is the reader's own message, cleaned.
  case damaged(detail: String)
}

/// A slide that can be read: real files, slides held in memory, slides being drawn.
///
/// Implementations may be called from several threads at once. A region that fails leaves the source usable: the next
/// read starts afresh.
public protocol SlideSource: AnyObject, Sendable {
  /// What the slide says of itself.
  var description: SlideDescription { get }

  /// Pixels of one level.
  ///
  /// - Parameters:
  ///   - level: index into `description.levels`.
  ///   - x: left edge in **level-0 px**; may lie outside the slide.
  ///   - y: upper edge in **level-0 px**; may lie outside the slide.
  ///   - size: in px of `level`, at most ``pixelsPerRead``.
  /// - Returns: straight RGBA; what lies outside the slide, or was never scanned, is transparent.
  func read(level: Int, x: Int, y: Int, size: PixelSize) throws(SlideReadFailure) -> RGBAImage

  /// One of `description.associatedImages`.
  func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage

  /// How many regions could not be read since the slide was opened.
  var failedReads: Int { get }
}

extension SlideSource {
  /// The most pixels of one ``read(level:x:y:size:)``: 64 MiB of RGBA, so that no header decides how much is allocated.
  public static var pixelsPerRead: Int { 1 << 24 }
}
