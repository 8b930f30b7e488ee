import Basics
import Microscopy

/// How a slide is written.
public struct PyramidOptions: Sendable {
  /// How the file says what it is.
  public enum Layout: String, Sendable, Codable {
    /// An `ImageDescription` in Aperio's form, the only one from which OpenSlide 3.4.1 takes mpp and magnification of a
    /// plain TIFF. The text says that the slide is synthetic.
    case aperio
    /// A plain pyramidal TIFF; its resolution tags hold the mpp, where there is one.
    case generic
  }

  /// JPEG quality, 1...100; below 90 the chroma is halved in both directions (4:2:0).
  public var quality: Int
  /// How much narrower each level is than the one before: 2 or 4.
  public var reduction: Int
  /// Sides in px at or below which no further level is written.
  public var smallestSide: Int
  /// How the file says what it is.
  public var layout: Layout
  /// Physical size of a level-0 px; `nil` where the file shall not say.
  public var mpp: MicronsPerPixel?
  /// Objective power, where known.
  public var objective: Double?
  /// A word on the origin, part of the description; no line breaks, no `|`.
  public var origin: String

  /// Options; a quality out of range is brought into it, a reduction other than 2 is 4.
  public init(
    quality: Int = 80, reduction: Int = 4, smallestSide: Int = 512, layout: Layout = .aperio,
    mpp: MicronsPerPixel? = nil, objective: Double? = nil, origin: String = "simulated by Coverslip, synthetic"
  ) {
    self.quality = min(100, max(1, quality))
    self.reduction = reduction == 2 ? 2 : 4
    self.smallestSide = max(1, smallestSide)
    self.layout = layout
    self.mpp = mpp
    self.objective = objective
    self.origin = origin
  }

  /// Whether chroma has half the resolution of luma.
  var halvesChroma: Bool { quality < 90 }

  /// The sizes of all levels, level 0 first.
  func levels(of size: PixelSize) -> [PixelSize] {
    var levels = [size]
    while let last = levels.last, max(last.width, last.height) > smallestSide {
      let width = last.width / reduction
      let height = last.height / reduction
      guard width > 0, height > 0 else { break }
      levels.append(PixelSize(width: width, height: height))
    }
    return levels
  }

  /// Aperio's second page is a thumbnail within 1024 x 768 px, and readers expect it there: how many times it is
  /// smaller than a slide of `size`. `nil` where there is none: in a generic TIFF, and where no level follows the
  /// first.
  func thumbnailReduction(of size: PixelSize) -> Int? {
    guard layout == .aperio, levels(of: size).count > 1 else { return nil }
    let factor = max((size.width + 1023) / 1024, (size.height + 767) / 768)
    return size.width >= factor && size.height >= factor ? factor : nil
  }

  /// `ImageDescription` of the thumbnail.
  func text(ofThumbnail thumbnail: PixelSize, fullSize: PixelSize) -> String {
    let shape = "\(fullSize.width)x\(fullSize.height) -> \(thumbnail.width)x\(thumbnail.height) - "
    return "Aperio layout, not an Aperio scan: \(origin)\n\(shape)"
  }

  /// `ImageDescription` of one level, or `nil` for none.
  func text(of level: PixelSize, fullSize: PixelSize) -> String? {
    guard layout == .aperio else { return "Coverslip; \(origin)" }
    let shape =
      level == fullSize
      ? "\(fullSize.width)x\(fullSize.height) (256x256) JPEG/YCC Q=\(quality)"
      : "\(fullSize.width)x\(fullSize.height) (256x256) -> \(level.width)x\(level.height) JPEG/YCC Q=\(quality)"
    var text = "Aperio layout, not an Aperio scan: \(origin)\n\(shape)"
    if let objective { text += "|AppMag = \(NumberText.plain.fixed(objective, digits: 0))" }
    if let mpp { text += "|MPP = \(NumberText.plain.fixed(mpp.mean, digits: 4))" }
    return text
  }
}
