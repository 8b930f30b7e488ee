import Basics
import Microscopy
import SlideWriting
import Testing
import TissueAnalysis

/// Strokes of pens over simulated tissue whose clean mask is known.
@Suite("Ink of any colour")
struct InkTests {
  private static let size = PixelSize(width: 2240, height: 2240)

  private static let slide: MemorySlide? = {
    let drawn = SimulatedSlide(SlideRecipe(seed: 41, size: size, highGradeFraction: 0.3))
    let picture = try? drawn.read(level: 0, x: 0, y: 0, size: size)
    return picture.map { MemorySlide(levels: [$0], mpp: MicronsPerPixel(x: 0.5, y: 0.5)) }
  }()

  private static func survey(_ slide: some SlideSource) throws -> TissueSurvey {
    try TissueSurvey.survey(of: slide, mpp: try #require(slide.description.mpp))
  }

  /// Places about a pixel, level-0 px: within 100 um of a stroke its rim is taken out with it.
  private static func isNear(_ slide: InkedSlide<MemorySlide>, x: Double, y: Double) -> Bool {
    let steps = [-200.0, -100, 0, 100, 200]
    return steps.contains { across in steps.contains { slide.isInked(x: x + across, y: y + $0) } }
  }

  @Test(
    "ink on glass is no tissue, whatever its colour, and hardly any clean tissue is lost", arguments: MarkerInk.allCases
  )
  func strokes(ink: MarkerInk) throws {
    let slide = try #require(Self.slide)
    let clean = try Self.survey(slide).mask
    let marked = InkedSlide(slide, ink: ink, opacity: 1, microns: 200)
    let survey = try Self.survey(marked)
    var (inked, taken, tissue, lost) = (0, 0, 0, 0)
    for y in 0..<clean.size.height {
      for x in 0..<clean.size.width {
        let (was, isTissue) = (clean.isTissue(x: x, y: y), survey.mask.isTissue(x: x, y: y))
        let place = (x: (Double(x) + 0.5) * clean.level0PerPixel, y: (Double(y) + 0.5) * clean.level0PerPixel)
        let isNear = Self.isNear(marked, x: place.x, y: place.y)
        if marked.isInked(x: place.x, y: place.y), !was {
          inked += 1
          taken += isTissue ? 1 : 0
        } else if was, !isNear {
          tissue += 1
          lost += isTissue ? 0 : 1
        }
      }
    }
    #expect(inked > 300 && tissue > 2_000)
    #expect(Double(taken) < 0.2 * Double(inked), "\(taken) of \(inked) px of ink were taken for tissue")
    #expect(Double(lost) < 0.002 * Double(tissue), "\(lost) of \(tissue) px of tissue were lost")
    #expect(survey.flags.contains { $0.kind == .pen })
  }

  @Test("clean tissue has no ink")
  func clean() throws {
    let slide = try #require(Self.slide)
    #expect(try !Self.survey(slide).flags.contains { $0.kind == .pen })
  }
}
