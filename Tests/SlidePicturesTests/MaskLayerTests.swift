import Basics
import Microscopy
import TerminalKit
import Testing

@testable import SlidePictures

@Suite("The tissue mask over a picture")
struct MaskLayerTests {
  private static let pink = RGB(230, 180, 210)

  /// Eight cells, a mask px each: glass, three of tissue, pen, glass, two that were not read.
  private static let map = TissueMap(
    size: PixelSize(width: 8, height: 1), micronsPerPixel: 8, level0PerPixel: 8,
    places: [.glass, .tissue, .tissue, .tissue, .pen, .glass, .unread, .unread])
  private static let layer = MaskLayer(
    map, frame: SlideRegion(x: 0, y: 0, width: 64, height: 8), picture: PixelSize(width: 64, height: 16))

  @Test("is a line about the tissue, which stays to be seen within, and strokes where it is left out")
  func pixels() {
    let drawn = Self.layer.drawn(over: RGBAImage(width: 64, height: 16, filledWith: Self.pink))
    #expect(drawn[color: 2, 8] == Self.pink && drawn[color: 18, 8] == Self.pink && drawn[color: 42, 8] == Self.pink)
    #expect(drawn[color: 9, 8] == MaskPattern.line && drawn[color: 30, 8] == MaskPattern.line)
    let (stroke, wash) = (drawn[color: 33, 8], drawn[color: 38, 8])
    #expect(stroke.blue < wash.blue && stroke.red < wash.red && wash != Self.pink)
    #expect(drawn[color: 49, 8] == MaskPattern.line, "what was not read is tissue")
    #expect(drawn[color: 60, 2] != drawn[color: 60, 12], "upper and lower half of a cell")
  }

  @Test("is letters with 16 colours and without, none in true colour")
  func letters() {
    let size = TerminalSize(columns: 8, rows: 1)
    let bare = [Cell](repeating: Cell(" "), count: 8)
    for depth in [ColorDepth.palette16, .monochrome] {
      let drawing = PictureDrawing(depth: depth, background: RGB(255, 255, 255))
      #expect(String(drawing.masked(bare, size: size, by: Self.layer).map(\.glyph)) == " + +P //")
    }
    let colored = PictureDrawing(depth: .trueColor, background: RGB(255, 255, 255))
    #expect(colored.masked(bare, size: size, by: Self.layer) == bare)
  }

  @Test("lies as the slide does: what is at its left comes to the top of a slide that is turned")
  func turned() {
    let map = TissueMap(
      size: PixelSize(width: 2, height: 1), micronsPerPixel: 8, level0PerPixel: 8, places: [.pen, .tooLittle])
    let orientation = Orientation(quarters: 1)
    let layer = MaskLayer(
      map, frame: orientation.shown(SlideRegion(x: 0, y: 0, width: 16, height: 8)), orientation: orientation,
      picture: PixelSize(width: 8, height: 32))
    let cells = layer.written(over: [Cell](repeating: Cell(" "), count: 2), size: TerminalSize(columns: 1, rows: 2))
    #expect(String(cells.map(\.glyph)) == "P-")
  }

  @Test("has a sign of its own for each reason, whatever the terminal shows", arguments: ColorDepth.allCases)
  func signs(depth: ColorDepth) {
    let signs = TissuePlace.allCases.compactMap { MaskPattern($0)?.swatch(depth) } + [MaskPattern.lineSwatch(depth)]
    #expect(signs.count == 7 && Set(signs.map(\.glyph)).count == 7)
  }

  @Test("says how much each place takes, mm2")
  func areas() {
    guard case .known(let areas, let isBlurred) = Self.layer.legend else {
      Issue.record("\(Self.layer.legend)")
      return
    }
    #expect(!isBlurred && Set(areas.keys) == [.glass, .tissue, .pen, .unread])
    #expect(abs((areas[.tissue] ?? 0) - 3 * 64e-6) < 1e-12)
  }
}
