import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

/// A slide drawn at 8 um/px: shapes on glass, each pixel of tissue a little different.
struct TissueDrawing {
  typealias Color = (red: Int, green: Int, blue: Int)

  static let eosin: Color = (220, 150, 190)
  static let hematoxylin: Color = (110, 70, 150)
  static let brown: Color = (150, 110, 70)
  static let greenInk: Color = (20, 150, 90)
  static let blueInk: Color = (30, 40, 170)
  static let redInk: Color = (210, 25, 40)
  static let black: Color = (15, 15, 18)

  var image: RGBAImage

  /// Side of a pixel, um.
  static let mpp = 8.0

  init(width: Int, height: Int, background: Color = (243, 242, 244)) {
    image = RGBAImage(
      size: PixelSize(width: width, height: height),
      filledWith: (UInt8(background.red), UInt8(background.green), UInt8(background.blue), 255))
  }

  /// Paints a rectangle; `grain` is how far each pixel may lie from the colour.
  mutating func paint(_ columns: Range<Int>, _ rows: Range<Int>, _ color: Color, grain: Int = 6) {
    for y in rows {
      for x in columns {
        let noise = grain == 0 ? 0 : (x &* 7919 &+ y &* 104_729 &+ x &* y &* 31) % (2 * grain + 1) - grain
        let channel = { (value: Int) in UInt8(min(255, max(0, value + noise))) }
        image[x, y] = (channel(color.red), channel(color.green), channel(color.blue), 255)
      }
    }
  }

  /// Takes the pixels away, as where a slide was not scanned.
  mutating func clear(_ columns: Range<Int>, _ rows: Range<Int>) {
    for y in rows { for x in columns { image[x, y] = (0, 0, 0, 0) } }
  }

  var slide: MemorySlide { MemorySlide(levels: [image], mpp: MicronsPerPixel(x: Self.mpp, y: Self.mpp)) }

  /// As a scan of 0.5 um/px has it.
  func survey() throws -> TissueSurvey {
    try TissueSurvey.survey(of: DrawnScan(image), mpp: try #require(MicronsPerPixel(x: 0.5, y: 0.5)))
  }

  /// The mask alone: no tile is read for quality.
  func mask(workers: Int = 1) throws -> TissueMask {
    let mpp = try #require(MicronsPerPixel(x: Self.mpp, y: Self.mpp))
    let scan = try SurveyScan(slide: slide, mpp: mpp, workers: workers)
    let glass = GlassFinder.find(in: scan, slide: slide.description.size) ?? .white
    var pixels = JudgedScan(scan, glass: glass)
    let ink = InkFinder(scan, glass: glass).marks(colored: pixels.ink)
    return TissueMask.find(in: scan, &pixels, ink: ink).mask
  }
}

/// A drawing as a scan of 0.5 um/px, with a grain in whatever is stained that a sharp scan has and a mean does not
/// show.
final class DrawnScan: SlideSource {
  let description: SlideDescription
  let failedReads = 0
  private let drawing: RGBAImage

  /// Level-0 px a pixel of the drawing.
  private static let side = 16

  init(_ drawing: RGBAImage) {
    self.drawing = drawing
    let size = PixelSize(width: drawing.width * Self.side, height: drawing.height * Self.side)
    description = SlideDescription(
      levels: [
        PyramidLevel(size: size, downsample: 1), PyramidLevel(size: drawing.size, downsample: Double(Self.side)),
      ],
      mpp: MicronsPerPixel(x: 0.5, y: 0.5), objective: 20, vendor: "drawing")
  }

  func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    var image = RGBAImage(size: size)
    let side = level == 0 ? Self.side : 1
    let (left, top) = level == 0 ? (x, y) : (x / Self.side, y / Self.side)
    for row in 0..<size.height {
      for column in 0..<size.width {
        let (across, down) = (left + column, top + row)
        guard across >= 0, down >= 0, across / side < drawing.width, down / side < drawing.height else { continue }
        let pixel = drawing[across / side, down / side]
        let isStained = max(pixel.red, pixel.green, pixel.blue) - min(pixel.red, pixel.green, pixel.blue) > 15
        let grain = level == 0 && isStained ? (across &* 7919 &+ down &* 104_729 &+ across &* down &* 31) % 31 - 15 : 0
        let channel = { (value: UInt8) in UInt8(min(255, max(0, Int(value) + grain))) }
        image[column, row] = (channel(pixel.red), channel(pixel.green), channel(pixel.blue), pixel.alpha)
      }
    }
    image.copy(into: try requireReadable(level: level, size: size, into: buffer))
  }

  func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { throw .noSuchImage(name) }
}

extension TissueSurvey {
  var kinds: [TissueFlag.Kind] { flags.map(\.kind) }
}
