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

  func survey() throws -> TissueSurvey {
    try TissueSurvey.survey(of: slide, mpp: try #require(MicronsPerPixel(x: Self.mpp, y: Self.mpp)))
  }

  /// The mask alone: no tile is read for quality.
  func mask(workers: Int = 1) throws -> TissueMask {
    let mpp = try #require(MicronsPerPixel(x: Self.mpp, y: Self.mpp))
    var scan = try SurveyScan(slide: slide, mpp: mpp, workers: workers)
    return TissueMask.mask(of: &scan).mask
  }
}

extension TissueSurvey {
  var kinds: [TissueFlag.Kind] { flags.map(\.kind) }
}
