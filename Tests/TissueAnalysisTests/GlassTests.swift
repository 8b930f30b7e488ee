import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("Glass")
struct GlassTests {
  typealias Color = TissueDrawing.Color

  /// `color` as seen through glass of another colour than that of the drawings.
  private func tinted(_ color: Color, _ glass: Color) -> Color {
    (color.red * glass.red / 243, color.green * glass.green / 243, color.blue * glass.blue / 243)
  }

  /// Two pieces of tissue on glass.
  private func slide(_ glass: Color) -> TissueDrawing {
    var drawing = TissueDrawing(width: 260, height: 200, background: glass)
    drawing.paint(30..<130, 30..<170, tinted(TissueDrawing.eosin, glass), grain: 16)
    drawing.paint(150..<230, 40..<150, tinted(TissueDrawing.hematoxylin, glass), grain: 16)
    return drawing
  }

  private func glass(_ drawing: TissueDrawing) throws -> Glass? {
    let mpp = try #require(MicronsPerPixel(x: 8, y: 8))
    let scan = try SurveyScan(slide: drawing.slide, mpp: mpp, workers: 1)
    return GlassFinder.find(in: scan, slide: drawing.slide.description.size)
  }

  @Test(
    "the same tissue is found on glass of any colour and brightness, and a cast is told",
    arguments: [
      (235, 226, 222), (243, 236, 205), (222, 236, 243), (226, 240, 224), (240, 224, 236), (200, 200, 200),
      (255, 255, 255), (180, 160, 150),
    ] as [Color])
  func casts(color: Color) throws {
    let (white, cast) = (try slide((243, 243, 243)).mask(), try slide(color).mask())
    #expect(abs(cast.tissuePixels - white.tissuePixels) < white.tissuePixels / 100)
    let found = try #require(try glass(slide(color)))
    let wanted = SIMD3(Float(color.red), Float(color.green), Float(color.blue))
    #expect(pointwiseMax(found.mean - wanted, wanted - found.mean).max() <= 1)
    let kinds = try slide(color).survey().kinds
    #expect(kinds.contains(.glassCast) == (found.saturation >= 8))
    #expect(!kinds.contains(.noGlass) && !kinds.contains(.strongCast))
  }

  @Test(
    "white glass within 4 levels leaves every pixel as it is", arguments: [(243, 242, 244), (240, 239, 241)] as [Color])
  func white(color: Color) throws {
    let found = try #require(try glass(slide(color)))
    #expect(found.isWhite)
    let drawing = slide(color)
    let corrected = GlassSlide(drawing.slide, glass: found)
    #expect(try corrected.read(level: 0, x: 0, y: 0, size: drawing.image.size) == drawing.image)
  }

  @Test("after dividing, glass is white and tissue has the colour that it has on white glass")
  func divides() throws {
    let drawing = slide((235, 226, 222))
    let found = try #require(try glass(drawing))
    let corrected = GlassSlide(drawing.slide, glass: found)
    let picture = try corrected.read(level: 0, x: 0, y: 0, size: drawing.image.size)
    let reference = slide((243, 243, 243)).image
    for (x, y) in [(5, 5), (60, 60), (200, 100)] {
      let (one, other) = (picture[x, y], reference[x, y])
      let difference = max(
        abs(Int(one.red) - Int(other.red)), abs(Int(one.green) - Int(other.green)),
        abs(Int(one.blue) - Int(other.blue)))
      #expect(difference <= 2, "at \(x), \(y)")
    }
  }

  @Test("glass that yellows from one side to the other is no tissue anywhere")
  func gradient() throws {
    var drawing = slide((243, 243, 243))
    for y in 0..<drawing.image.height {
      for x in 0..<drawing.image.width {
        let pixel = drawing.image[x, y]
        let share = Float(x) / Float(drawing.image.width)
        let fade = { (value: UInt8, most: Float) in UInt8(Float(value) * (1 - most * share) + 0.5) }
        drawing.image[x, y] = (pixel.red, fade(pixel.green, 0.07), fade(pixel.blue, 0.16), 255)
      }
    }
    let (even, faded) = (try slide((243, 243, 243)).mask(), try drawing.mask())
    #expect(abs(faded.tissuePixels - even.tissuePixels) < even.tissuePixels / 50)
    #expect(try drawing.survey().kinds.contains(.glassCast))
  }

  @Test("padding about cream glass is not taken for the glass", arguments: [(255, 255, 255), (0, 0, 0)] as [Color])
  func padding(color: Color) throws {
    var drawing = slide((235, 226, 212))
    let expected = try drawing.mask().tissuePixels
    drawing.paint(0..<260, 0..<25, color, grain: 0)
    drawing.paint(0..<25, 0..<200, color, grain: 0)
    drawing.paint(235..<260, 0..<200, color, grain: 0)
    #expect(abs(try drawing.mask().tissuePixels - expected) <= expected / 100)
  }

  @Test(
    "an even shape of tissue is no glass, be it pale or padded about",
    arguments: [((243, 243, 243), (238, 222, 232)), ((235, 226, 212), (206, 150, 197))] as [(Color, Color)])
  func evenShape(ground: Color, tissue: Color) throws {
    var drawing = TissueDrawing(width: 260, height: 200, background: ground)
    drawing.paint(60..<180, 50..<150, tinted(tissue, ground), grain: 0)
    #expect(abs(try drawing.mask().tissuePixels - 12_000) <= 60)
    drawing.paint(0..<260, 0..<25, (255, 255, 255), grain: 0)
    drawing.paint(0..<25, 0..<200, (255, 255, 255), grain: 0)
    #expect(abs(try drawing.mask().tissuePixels - 12_000) <= 60)
  }

  @Test("tissue that fills the scan is measured against white, and the missing glass is told")
  func noGlass() throws {
    var drawing = TissueDrawing(width: 160, height: 160)
    drawing.paint(0..<160, 0..<160, TissueDrawing.eosin, grain: 20)
    let survey = try drawing.survey()
    #expect(survey.kinds == [.noGlass] && survey.glass.isWhite)
    #expect(survey.mask.tissuePixels == 160 * 160)
  }

  @Test("glass that leaves less than half of the light in a channel is beyond correction")
  func strongCast() throws {
    let kinds = try slide((240, 200, 90)).survey().kinds
    #expect(kinds.contains(.strongCast) && !kinds.contains(.glassCast))
  }

  @Test("pale tissue on white glass is still tissue")
  func pale() throws {
    var drawing = TissueDrawing(width: 200, height: 160)
    drawing.paint(40..<140, 30..<110, (240, 228, 236), grain: 4)
    #expect(abs(try drawing.mask().tissuePixels - 8000) <= 60)
  }
}
