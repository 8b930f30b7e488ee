import Basics
import Microscopy
import TerminalKit

/// How close a picture looks.
public enum PictureMagnification: Hashable, Sendable {
  /// As through an objective of this power, 20 for 20x: see ``MagnificationLadder``.
  case power(Double)
  /// As scanned: what a picture tells apart is one pixel of the scan.
  case scan
}

/// Which part of a slide a picture shows and how large it is, of what somebody says of both: a part, a middle, a
/// magnification, a size, or only some of them. Nothing is stretched.
public struct PictureFraming: Hashable, Sendable {
  /// What sizes are counted in.
  public enum Unit: Hashable, Sendable {
    /// Cells, with the samples that a column of them tells apart.
    case cells(samplesPerColumn: Double)
    /// Pixels.
    case pixels
  }

  /// The part of the slide, level-0 px; default: all of it.
  public var region: SlideRegion?
  /// The x and y of the middle, level-0 px, where a magnification is given without a part; default: the slide's.
  public var center: SIMD2<Double>?
  /// How close; default: so that the part fits.
  public var magnification: PictureMagnification?
  /// Columns; default: as many as the others ask for.
  public var width: Int?
  /// Rows; default: as many as the others ask for.
  public var height: Int?

  /// What is given; default: nothing.
  public init(
    region: SlideRegion? = nil, center: SIMD2<Double>? = nil, magnification: PictureMagnification? = nil,
    width: Int? = nil, height: Int? = nil
  ) {
    self.region = region
    self.center = center
    self.magnification = magnification
    self.width = width
    self.height = height
  }

  /// A part of a slide and the size of its picture.
  public struct Frame: Hashable, Sendable {
    /// The part, level-0 px; may reach beyond the slide.
    public let region: SlideRegion
    /// The size, in cells or pixels.
    public let size: PixelSize
  }

  /// What is asked for cannot be had.
  public enum Failure: Error, Hashable, Sendable {
    /// A power is asked for, and nobody says how large a pixel of the slide is.
    case noScale
    /// Part and magnification say how large the picture is, and a size is given besides.
    case sizeTwice
    /// The picture would be of that size, in cells or pixels, and `most` of them there may be.
    case tooLarge(width: Double, height: Double, most: Int)
  }

  /// What a picture of `slide` shows.
  ///
  /// - Parameter box: the size where none is asked for. Cells fill it, as the terminal has it; pixels take the part of
  ///   it that has the shape of what is shown.
  /// - Throws: ``Failure``.
  public func frame(of slide: SlideDescription, in unit: Unit, box: PixelSize) throws(Failure) -> Frame {
    let whole = SlideRegion(x: 0, y: 0, width: Double(slide.size.width), height: Double(slide.size.height))
    let part = region ?? whole
    let middle = SIMD2(part.x + part.width / 2, part.y + part.height / 2)
    guard let magnification else {
      let size = try held(fitting(part, unit, box), unit)
      let scale = max(part.width / Double(size.width), part.height / (Double(size.height) * unit.aspect))
      return frame(about: middle, size, scale, unit)
    }
    let scale = try Self.scale(magnification, slide.mpp?.x, unit)
    guard region != nil else {
      let size = try held((Double(width ?? box.width), Double(height ?? box.height)), unit)
      return frame(about: center ?? middle, size, scale, unit)
    }
    guard width == nil, height == nil else { throw .sizeTwice }
    let size = try held((part.width / scale, part.height / (scale * unit.aspect)), unit)
    return frame(about: middle, size, scale, unit)
  }

  /// Level-0 px that a column shows.
  private static func scale(
    _ magnification: PictureMagnification, _ mpp: Double?, _ unit: Unit
  ) throws(Failure) -> Double {
    switch magnification {
    case .scan: return unit.samplesPerColumn
    case .power(let power):
      guard let mpp else { throw .noScale }
      let column = MagnificationLadder(mpp: mpp).pixelsPerColumn(at: power)
      return column / unit.screenPixels
    }
  }

  private func fitting(_ part: SlideRegion, _ unit: Unit, _ box: PixelSize) -> (Double, Double) {
    let shape = part.height / (part.width * unit.aspect)
    switch (width, height, unit) {
    case (let width?, let height?, _): return (Double(width), Double(height))
    case (let width?, nil, _): return (Double(width), Double(width) * shape)
    case (nil, let height?, _): return (Double(height) / shape, Double(height))
    case (nil, nil, .cells): return (Double(box.width), Double(box.height))
    case (nil, nil, .pixels):
      let across = min(Double(box.width), Double(box.height) / shape)
      return (across, across * shape)
    }
  }

  /// Whole numbers, at least 1.
  private func held(_ size: (width: Double, height: Double), _ unit: Unit) throws(Failure) -> PixelSize {
    let (width, height) = (max(1, size.width.rounded()), max(1, size.height.rounded()))
    guard width * height <= Double(unit.most) else {
      throw .tooLarge(width: width, height: height, most: unit.most)
    }
    return PixelSize(width: Int(width), height: Int(height))
  }

  private func frame(about middle: SIMD2<Double>, _ size: PixelSize, _ scale: Double, _ unit: Unit) -> Frame {
    let (width, height) = (Double(size.width) * scale, Double(size.height) * scale * unit.aspect)
    return Frame(
      region: SlideRegion(x: middle.x - width / 2, y: middle.y - height / 2, width: width, height: height), size: size)
  }
}

extension PictureFraming.Unit {
  /// Height over width.
  fileprivate var aspect: Double {
    switch self {
    case .cells: Viewport.cellAspect
    case .pixels: 1
    }
  }

  /// Pixels of the scan that a column shows where none is lost.
  fileprivate var samplesPerColumn: Double {
    switch self {
    case .cells(let samples): samples
    case .pixels: 1
    }
  }

  /// Columns of this kind in a column of cells.
  fileprivate var screenPixels: Double {
    switch self {
    case .cells: 1
    case .pixels: MagnificationLadder.micronsPerColumnAt1x / MagnificationLadder.micronsPerPixelAt1x
    }
  }

  /// How many there may be in a picture: as many as are read of a slide at once.
  fileprivate var most: Int {
    switch self {
    case .cells: MemorySlide.pixelsPerRead / (BlockRenderer.pixelsPerCell.columns * BlockRenderer.pixelsPerCell.rows)
    case .pixels: MemorySlide.pixelsPerRead
    }
  }
}
