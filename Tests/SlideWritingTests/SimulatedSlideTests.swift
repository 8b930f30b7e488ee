import Microscopy
import Testing

@testable import SlideWriting

@Suite("Simulated slides")
struct SimulatedSlideTests {
  private static func slide(_ seed: UInt64 = 3) -> SimulatedSlide {
    SimulatedSlide(SlideRecipe(seed: seed, size: PixelSize(width: 700, height: 600), highGradeFraction: 0.4))
  }

  @Test("the same recipe gives the same pixels, however the slide is cut into reads")
  func cutting() throws {
    let whole = try Self.slide().read(level: 0, x: 180, y: 120, size: PixelSize(width: 300, height: 200))
    let part = try Self.slide().read(level: 0, x: 270, y: 190, size: PixelSize(width: 90, height: 80))
    for y in 0..<80 {
      for x in 0..<90 { #expect(part[x, y] == whole[x + 90, y + 70]) }
    }
  }
}
