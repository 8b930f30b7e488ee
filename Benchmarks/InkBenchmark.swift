import Basics
import Foundation
import Microscopy
import SlideReading
import SlideWriting
import TissueAnalysis

/// Strokes of felt pens of nine colours and three strengths over clean slides: how much of the inked area is left out
/// of the tissue, and how much clean tissue is lost. Three simulated slides, and the real ones of the reference folder.
enum InkBenchmark {
  private static let opacities = [0.4, 0.7, 1.0]
  /// Width of a stroke, um: a fine pen; felt pens draw 500 to 1,000.
  private static let microns = 300.0

  static func run(_ folder: String) throws {
    try measure("three simulated slides", try simulated())
    guard let reference = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] else {
      return print("  COVERSLIP_REFERENCE is not set: real slides are left out")
    }
    let names = ["CMU-1-Small-Region.svs", "tcga-cr-7395-01a-01-ts1.svs"]
    try measure("two real slides", names.map { try OpenSlideSource(path: "\(reference)/slides/\($0)", mpp: size) })
  }

  private static let size = MicronsPerPixel(x: 0.5, y: 0.5)

  /// Drawn once, then held.
  private static func simulated() throws -> [MemorySlide] {
    try [UInt64(101), 202, 303].map { seed in
      let side = PixelSize(width: 3584, height: 3584)
      let slide = SimulatedSlide(SlideRecipe(seed: seed, size: side, highGradeFraction: 0.3))
      return MemorySlide(levels: [try slide.read(level: 0, x: 0, y: 0, size: side)], mpp: size)
    }
  }

  private static func measure(_ name: String, _ slides: [some SlideSource]) throws {
    print("  \(name): ink left out over glass, over tissue; clean tissue lost; flagged")
    let clean = try slides.map { try survey($0) }
    for ink in MarkerInk.allCases {
      for opacity in opacities {
        var counts = Counts()
        for (slide, clean) in zip(slides, clean) {
          let marked = InkedSlide(slide, ink: ink, opacity: opacity, microns: microns)
          counts.add(try survey(marked), clean: clean, on: marked)
        }
        print("    \(ink.rawValue) \(opacity)  \(counts.words) of \(slides.count)")
      }
    }
  }

  private static func survey(_ slide: some SlideSource) throws -> TissueSurvey {
    guard let mpp = slide.description.mpp else { throw SlideReadFailure.noSuchLevel(0) }
    return try TissueSurvey.survey(of: slide, mpp: mpp, workers: 2)
  }

  /// Pixels of 8 um.
  private struct Counts {
    private var glass = (inked: 0, out: 0)
    private var tissue = (inked: 0, out: 0)
    private var clean = (all: 0, lost: 0)
    private var flagged = 0

    /// Half the width of what belongs to neither: the rim that is left out about ink, and the median's reach.
    private static let rim = 64.0

    mutating func add(_ survey: TissueSurvey, clean before: TissueSurvey, on slide: InkedSlide<some SlideSource>) {
      flagged += survey.flags.contains { $0.kind == .pen } ? 1 : 0
      let side = survey.mask.level0PerPixel
      let rim = Self.rim / survey.mask.micronsPerPixel * side
      for y in 0..<survey.mask.size.height {
        for x in 0..<survey.mask.size.width {
          let place = (x: (Double(x) + 0.5) * side, y: (Double(y) + 0.5) * side)
          let (was, isTissue) = (before.mask.isTissue(x: x, y: y), survey.mask.isTissue(x: x, y: y))
          if slide.isInked(x: place.x, y: place.y) {
            add(was: was, isTissue: isTissue)
          } else if was, !slide.isInked(x: place.x, y: place.y - rim), !slide.isInked(x: place.x, y: place.y + rim),
            !slide.isInked(x: place.x - rim, y: place.y), !slide.isInked(x: place.x + rim, y: place.y)
          {
            clean.all += 1
            clean.lost += isTissue ? 0 : 1
          }
        }
      }
    }

    private mutating func add(was: Bool, isTissue: Bool) {
      if was {
        tissue.inked += 1
        tissue.out += isTissue ? 0 : 1
      } else {
        glass.inked += 1
        glass.out += isTissue ? 0 : 1
      }
    }

    var words: String {
      let share = { (part: Int, whole: Int) in String(format: "%.4f", Double(part) / Double(max(1, whole))) }
      let shares = [share(glass.out, glass.inked), share(tissue.out, tissue.inked), share(clean.lost, clean.all)]
      return "\(shares.joined(separator: "  "))  \(flagged)"
    }
  }
}
