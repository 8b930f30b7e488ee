import Basics
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@Suite("A slide that is turned or mirrored")
struct OrientationTests {
  static let all = (0..<4).flatMap { quarters in
    [false, true].map { Orientation(quarters: quarters, isMirrored: $0) }
  }

  private static let pane = TerminalSize(columns: 44, rows: 19)

  private static func near(_ one: (Double, Double), _ other: (Double, Double)) -> Bool {
    abs(one.0 - other.0) < 1e-6 && abs(one.1 - other.1) < 1e-6
  }

  @Test("four turns and two mirrorings bring it back, from however it lies", arguments: all)
  func identity(orientation: Orientation) {
    #expect(orientation.turned.turned.turned.turned == orientation)
    #expect(orientation.mirrored.mirrored == orientation)
    #expect(orientation.turned != orientation && orientation.mirrored != orientation)
  }

  @Test("a turn goes to the right on the screen, mirrored or not", arguments: all)
  func turn(orientation: Orientation) {
    let (before, after) = (orientation.shown(3, 5), orientation.turned.shown(3, 5))
    #expect(Self.near(after, (-before.y, before.x)))
    #expect(Self.near(orientation.mirrored.shown(3, 5), (-before.x, before.y)))
  }

  @Test("a point, a region and a tile come back from where they are shown", arguments: all)
  func back(orientation: Orientation) {
    let shown = orientation.shown(12.5, -7)
    #expect(Self.near(orientation.slide(shown.x, shown.y), (12.5, -7)))
    let region = SlideRegion(x: 10, y: 20, width: 300, height: 40)
    #expect(orientation.slide(orientation.shown(region)) == region)
    let site = TileSite(x: 448, y: 896, side: 224)
    let square = orientation.shown(SlideRegion(x: 448, y: 896, width: 224, height: 224))
    let turned = orientation.shown(site)
    #expect(Double(turned.x) == square.x && Double(turned.y) == square.y && turned.side == 224)
  }

  @Test("each pixel lies where its place is shown", arguments: all)
  func pixels(orientation: Orientation) {
    let size = PixelSize(width: 5, height: 3)
    let image = RGBAImage(size: size, pixels: (0..<size.width * size.height * 4).map { UInt8($0) })
    let (turned, frame) = (image.turned(orientation), orientation.shown(SlideRegion(whole: size)))
    #expect(turned.size == orientation.shown(size))
    for y in 0..<size.height {
      for x in 0..<size.width {
        let place = orientation.shown(Double(x) + 0.5, Double(y) + 0.5)
        let (column, row) = (Int(place.x - frame.x), Int(place.y - frame.y))
        #expect(turned[color: column, row] == image[color: x, y])
      }
    }
  }

  @Test("a place of the slide comes back from its cell, and the middle of the pane is the middle", arguments: all)
  func cells(orientation: Orientation) {
    let view = Viewport(centerX: 12_000, centerY: 9000, pixelsPerColumn: 16, orientation: orientation)
    for (column, row) in [(0.5, 0.5), (22.0, 9.5), (43.25, 18.75)] {
      let place = view.place(column: column, row: row, in: Self.pane)
      let cell = view.cell(x: place.x, y: place.y, in: Self.pane)
      #expect(Self.near(cell, (column, row)))
    }
    #expect(Self.near(view.place(column: 22, row: 9.5, in: Self.pane), (12_000, 9000)))
  }

  @Test("what moves to the right shows what lay further right on the screen", arguments: all)
  func moved(orientation: Orientation) {
    let view = Viewport(centerX: 12_000, centerY: 9000, pixelsPerColumn: 16, orientation: orientation)
    let moved = view.moved(columns: 3, rows: -2)
    let place = view.place(column: 10, row: 8, in: Self.pane)
    #expect(Self.near(moved.cell(x: place.x, y: place.y, in: Self.pane), (7, 10)))
  }

  @Test("the whole slide fits the pane", arguments: all)
  func whole(orientation: Orientation) {
    let size = PixelSize(width: 40_000, height: 10_000)
    let region = Viewport(whole: size, in: Self.pane, orientation: orientation).region(in: Self.pane)
    #expect(region.width >= 40_000 - 1e-6 && region.height >= 10_000 - 1e-6)
    #expect(region.intersection(SlideRegion(whole: size)) != nil)
  }

  @Test("says how it lies, and nothing where it lies as scanned")
  func words() {
    #expect(Orientation.upright.words == nil)
    #expect(Orientation(quarters: 5).words == "turned 90°")
    #expect(Orientation(quarters: -1, isMirrored: true).words == "turned 270°, mirrored")
  }
}
