import Basics
import Casework
import Documents
import Microscopy
import PNGCoding
import SlidePictures
import TerminalKit
import UseCases

extension ExportCase {
  /// The attention over a slide as a PNG, with a scale bar and what it means below.
  func heatMap(of file: CaseFile, slide index: Int, _ tiles: PictureTiles) throws(ExportFailure) -> [UInt8] {
    do {
      var access = tools.pictures
      access.tiles = { _ in tiles }
      let render = RenderSlide(access)
      let size = HeatMapPicture.size(of: file.record.slides[index].size)
      let manner = RenderSlide.Manner(
        format: .png, framing: PictureFraming(width: size.width, height: size.height),
        box: TerminalSize(columns: 1, rows: 1), hasLegend: true)
      let rendering = try render(try render.slide(index + 1, of: file, overlay: .colours), manner)
      return try Self.png(HeatMapPicture(rendering, of: file, slide: index).image)
    } catch { throw .unreadable(error) }
  }

  private static func png(_ image: RGBAImage) throws(RenderFailure) -> [UInt8] {
    do throws(PNGFailure) { return try PNG.bytes(image) } catch { throw .notEncoded(detail: "\(error)") }
  }
}

/// A heat map with lines below it: what the colours mean, how long a millimetre is, which model it is of, and what it
/// is not for.
struct HeatMapPicture {
  let image: RGBAImage

  /// The widest that it is, px.
  private static let widest = 2048
  /// The highest that it is without its lines, px.
  private static let highest = 4096

  /// The pixels of a picture of a slide of `slide` level-0 px, which is not stretched: as wide as it may be, no more
  /// than there are.
  static func size(of slide: PixelSize) -> PixelSize {
    let scale = min(1, Double(widest) / Double(slide.width), Double(highest) / Double(slide.height))
    return PixelSize(
      width: max(1, Int((Double(slide.width) * scale).rounded())),
      height: max(1, Int((Double(slide.height) * scale).rounded())))
  }

  /// - Parameter rendering: of the whole slide, as pixels.
  init(_ rendering: RenderSlide.Rendering, of file: CaseFile, slide index: Int) {
    let picture = rendering.pixels
    let slide = file.record.slides[index]
    let columns = picture.width / PixelText.cell.width
    let bar = LengthBar(micronsPerPixel: slide.mpp.x * Double(slide.size.width) / Double(max(1, picture.width)))
    let words = [bar.label] + TextWidth.wrapped(Self.words(of: file, rendering).printable, to: max(20, columns))
    let height = PixelText.cell.height
    var image = RGBAImage(
      width: picture.width, height: picture.height + (words.count + 1) * height, filledWith: RGB(255, 255, 255))
    image.draw(picture)
    if let legend = rendering.legend {
      PixelText.write(legend(columns), on: &image, x: 0, y: picture.height, columns: columns)
    }
    bar.draw(on: &image, x: 0, y: picture.height + height)
    let beside = bar.pixels / PixelText.cell.width + 2
    for (row, text) in words.enumerated() {
      PixelText.write(
        Line(text), on: &image, x: row == 0 ? beside * PixelText.cell.width : 0, y: picture.height + (row + 1) * height,
        columns: row == 0 ? columns - beside : columns)
    }
    self.image = image
  }

  private static func words(of file: CaseFile, _ rendering: RenderSlide.Rendering) -> String {
    let damaged =
      rendering.damaged == 0
      ? "" : " Parts of the slide that could not be read: \(rendering.damaged), shown as background."
    return "\(file.id). \(file.overlayNotice)\(damaged)"
  }
}

/// A length of 1, 2 or 5 times a power of ten, as a bar.
private struct LengthBar {
  /// How long it is, px.
  let pixels: Int
  /// What it stands for: `2 mm`.
  let label: String

  /// The longest of at most 200 px.
  init(micronsPerPixel: Double) {
    let lengths: [Double] = [1.0, 10, 100, 1000, 10_000].flatMap { [$0, 2 * $0, 5 * $0] }
    let length = lengths.last { $0 <= 200 * micronsPerPixel } ?? 1
    pixels = max(2, Int((length / micronsPerPixel).rounded()))
    label = length >= 1000 ? "\(Int(length / 1000)) mm" : "\(Int(length)) µm"
  }

  /// Draws it in the middle of a row of letters, with an end on both sides.
  func draw(on image: inout RGBAImage, x: Int, y: Int) {
    let height = PixelText.cell.height
    for column in 0..<min(pixels, image.width) {
      let isEnd = column < 2 || column >= pixels - 2
      for row in isEnd ? 3..<height - 3 : height / 2 - 1..<height / 2 + 1 {
        image[color: x + column, y + row] = RGB(0, 0, 0)
      }
    }
  }
}

extension RGBAImage {
  /// Copies `other`, which is as wide, to the upper edge.
  fileprivate mutating func draw(_ other: RGBAImage) {
    pixels.replaceSubrange(0..<min(other.pixels.count, pixels.count), with: other.pixels.prefix(pixels.count))
  }
}

extension RenderSlide.Rendering {
  /// The picture; of one in cells nothing.
  fileprivate var pixels: RGBAImage {
    switch drawn {
    case .pixels(let image): image
    case .cells: RGBAImage(width: 1, height: 1, filledWith: RGB(255, 255, 255))
    }
  }
}
