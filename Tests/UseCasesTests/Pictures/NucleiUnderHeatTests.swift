import Basics
import Foundation
import Microscopy
import SlidePictures
import SlideWriting
import TerminalKit
import Testing

@testable import SlideReading

/// How much of the contrast of nuclei with what is between them a heat map leaves.
///
/// Nuclei are the darkest fifth of the bare picture; the contrast is how much darker they are than the rest, in luma.
/// Lines hide some of both and leave the rest as it is, colours make all of it alike.
@Suite("Nuclei under a heat map")
struct NucleiUnderHeatTests {
  /// At 10x nuclei begin to take more than a cell.
  private static let magnifications = [10, 20]
  /// Of level-0 px at 0.5 um: tiles of 112 um.
  private static let side = 224

  /// Two rows of two whole tiles in view and parts of five more, of 40 in the case: of these one is among the highest
  /// tenth, two among the highest fifth and four among the highest 40 %.
  private static let tiles: SlideTiles = {
    let attention: [(x: Int, y: Int, attention: Float)] = [
      (1, 1, 40), (0, 1, 33), (0, 0, 28), (1, 0, 27), (2, 0, 9), (2, 1, 8), (0, 2, 7), (1, 2, 6), (2, 2, 5),
    ]
    let others = Set(1...40).subtracting(attention.map { Int($0.attention) }).sorted()
    let tile = { (x: Int, y: Int, attention: Float) in
      SlideTiles.Tile(
        site: TileSite(x: x * side, y: y * side, side: side), attention: attention, contribution: nil)
    }
    return SlideTiles(
      read: attention.map { tile($0.x, $0.y, $0.attention) }, elsewhere: others.map { tile($0, 0, Float($0)) })
  }()

  /// The share of the contrast that is left in the whole picture, of 640 by 608 level-0 px of `slide`.
  private func left(_ slide: any SlideSource, _ manner: HeatManner, magnification: Int) throws -> Double {
    let region = SlideRegion(x: 0, y: 0, width: 640, height: 608)
    let size = TerminalSize(columns: 4 * magnification, rows: 19 * magnification / 10)
    let drawing = PictureDrawing(depth: .trueColor, background: RGB(255, 255, 255))
    let bare = try drawing.pixels(of: slide, region, size: size).pixels
    let layer = try #require(
      HeatLayer(
        Self.tiles, quantity: .attention, manner: manner, region: region,
        picture: PixelSize(width: bare.width, height: bare.height), depth: .trueColor))
    let (before, after) = (lumas(bare), lumas(drawing.overlaid(bare, by: layer)))
    let threshold = before.sorted()[before.count / 5]
    let isNucleus = before.map { $0 < threshold }
    return contrast(after, isNucleus) / contrast(before, isNucleus)
  }

  /// ITU-R BT.709.
  private func lumas(_ picture: RGBAImage) -> [Double] {
    (0..<(picture.width * picture.height)).map { index in
      let color = picture[color: index % picture.width, index / picture.width]
      return 0.2126 * Double(color.red) + 0.7152 * Double(color.green) + 0.0722 * Double(color.blue)
    }
  }

  private func contrast(_ lumas: [Double], _ isNucleus: [Bool]) -> Double {
    let mean = { (wanted: Bool) in
      let chosen = zip(lumas, isNucleus).filter { $1 == wanted }.map(\.0)
      return chosen.reduce(0, +) / Double(max(1, chosen.count))
    }
    return mean(false) - mean(true)
  }

  private func keepNuclei(_ slide: any SlideSource) throws {
    let top = HeatManner.tiles([TileSite(x: Self.side, y: Self.side, side: Self.side)])
    for magnification in Self.magnifications {
      for manner in [HeatManner.outlines, .contours, top] {
        let left = try left(slide, manner, magnification: magnification)
        #expect(left >= 0.8 && left < 1.05, "\(manner) at \(magnification)x: \(left)")
      }
      let tinted = try left(slide, .colours(opacity: 0.5), magnification: magnification)
      #expect(tinted < 0.75, "the measure tells: \(tinted)")
    }
  }

  @Test("on simulated tissue lines keep at least 80 % of their contrast, colours do not")
  func simulated() throws {
    let recipe = SlideRecipe(
      seed: 3, size: PixelSize(width: 640, height: 608), tumourFraction: 0.6, highGradeFraction: 0.4, tissueExtent: 1)
    try keepNuclei(SimulatedSlide(recipe))
  }

  /// A slide of the reference folder: `COVERSLIP_REFERENCE`, or `shared/reference` beside the checkout.
  private static let realSlide: String? = {
    let named = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"]
    var candidates = named.map { [$0] } ?? []
    var place = URL(fileURLWithPath: #filePath)
    while named == nil, place.path != "/" {
      place.deleteLastPathComponent()
      candidates.append(place.deletingLastPathComponent().appendingPathComponent("shared/reference").path)
    }
    return candidates.map { $0 + "/slides/CMU-1-Small-Region.svs" }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }()

  @Test("on a real slide too", .enabled(if: realSlide != nil, "the reference folder is not here"))
  func real() throws {
    try keepNuclei(try OpenSlideSource(path: try #require(Self.realSlide)))
  }
}
