import Basics
import Microscopy
import SlidePictures
import Synchronization
import TerminalKit
import Testing

@testable import UseCases

@Suite("Pictures with the tissue mask")
struct MaskPictureTests {
  /// 8 um a pixel: tissue of 112 x 84 px on glass, each of its pixels a little different.
  private static let slide: MemorySlide = {
    var image = RGBAImage(size: PixelSize(width: 168, height: 140), filledWith: (243, 242, 244, 255))
    for y in 28..<112 {
      for x in 28..<140 {
        let noise = (x &* 7919 &+ y &* 104_729 &+ x &* y &* 31) % 13 - 6
        image[x, y] = (UInt8(220 + noise), UInt8(150 + noise), UInt8(190 + noise), 255)
      }
    }
    return MemorySlide(levels: [image], mpp: MicronsPerPixel(x: 8, y: 8))
  }()

  /// Two tiles of 112 um, one of them not read.
  private static let tiles = TileFindings(
    slides: [0], columns: TileColumns([TileSite(x: 28, y: 28, side: 14)]), attention: [1], contribution: nil,
    model: "m", modelDigest: "d",
    unread: UnreadTiles(slides: [0], columns: TileColumns([TileSite(x: 56, y: 56, side: 14)])))

  private func pictures(_ mask: MaskOverlay, cell: CellPixels? = nil) -> [Picture] {
    let answers = Mutex<[Picture]>([])
    let access = PictureAccess(
      opener: MemorySlideOpener(["a": .slide(Self.slide)]), profiles: ExchangingReader(),
      tiles: { _ in PictureTiles(Self.tiles) }, stamp: { _ in nil })
    let size = TerminalSize(columns: 12, rows: 5)
    let desk = PictureDesk(access: access) { answer in
      if case .drawn(_, let picture) = answer { answers.withLock { $0.append(picture) } }
    }
    desk.draw(
      PictureRequest(
        id: 1, slot: cell == nil ? .pane : .sharp, caseID: "7", slideIndex: 0, slide: SlideToOpen(path: "a"),
        viewport: Viewport(whole: Self.slide.description.size, in: size), size: size, heat: nil, mask: mask,
        symbols: .half, cell: cell, depth: .trueColor, background: RGB(255, 255, 255)))
    desk.finish()
    return answers.withLock { $0 }
  }

  private func areas(_ picture: Picture?) -> [TissuePlace: Double] {
    if case .known(let areas, _)? = picture?.mask { areas } else { [:] }
  }

  @Test("are drawn without it first, and once more when the slide was looked over")
  func twice() {
    let drawn = pictures(MaskOverlay())
    #expect(drawn.count == 2 && drawn.first?.mask == .computing)
    #expect(drawn.first?.cells != drawn.last?.cells)
    #expect((areas(drawn.last)[.tissue] ?? 0) > 0.5)
    #expect(areas(drawn.last)[.unread] == nil, "no finding is known")
  }

  @Test("tell what a finding did not read, where it is known")
  func finding() {
    let areas = areas(pictures(MaskOverlay(resultFile: "r")).last)
    let tile = 14 * 14 * 64e-6
    #expect(abs((areas[.unread] ?? 0) - tile) < 1e-9 && abs((areas[.tissue] ?? 0) - tile) < tile / 10)
    #expect((areas[.leftOut] ?? 0) > 40 * tile)
  }

  @Test("in pixels are placed once, with the mask")
  func pixels() {
    let drawn = pictures(MaskOverlay(), cell: CellPixels(width: 8, height: 16))
    #expect(drawn.count == 1 && drawn.first?.pixels != nil && !areas(drawn.first).isEmpty)
  }
}
