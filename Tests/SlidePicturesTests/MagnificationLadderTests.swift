import SlidePictures
import TerminalKit
import Testing

@Suite("The magnifications of a slide")
struct MagnificationLadderTests {
  private static func rungs(_ ladder: MagnificationLadder) -> [Double] {
    var rungs: [Double] = []
    while let next = ladder.closer(than: rungs.last ?? 0.01) { rungs.append(next) }
    return rungs
  }

  @Test("the keys go from a sixteenth of the objective to half of it")
  func steps() {
    #expect(MagnificationLadder(mpp: 0.5).steps == [1.25, 2.5, 5, 10])
    #expect(MagnificationLadder(mpp: 0.25).steps == [2.5, 5, 10, 20])
  }

  @Test("the last step shows one pixel of the scan a sample, whatever the scan and the samples")
  func closest() {
    for (mpp, samples) in [(0.25, 1.0), (0.25, 1.5), (0.5, 1), (0.2275, 1.5), (0.5, 0.5), (8, 1.5)] {
      let ladder = MagnificationLadder(mpp: mpp, samplesPerColumn: samples)
      let last = Self.rungs(ladder).last ?? 0
      #expect(last == ladder.closest)
      #expect(abs(ladder.pixelsPerColumn(at: last) - samples) < 1e-9, "\(mpp) um/px, \(samples) samples")
      #expect(abs(ladder.micronsPerSample(at: samples) - mpp) < 1e-9)
      #expect(ladder.closer(than: last) == nil)
    }
  }

  @Test("every step is twice the one before, the last one as far as the scan goes")
  func doubling() {
    #expect(Self.rungs(MagnificationLadder(mpp: 0.5)) == [1.25, 2.5, 5, 10, 20, 40, 80, 160])
    let sextants = Self.rungs(MagnificationLadder(mpp: 0.25, samplesPerColumn: 1.5))
    #expect(sextants.dropLast() == [2.5, 5, 10, 20, 40, 80, 160])
    #expect(sextants.last.map { abs($0 - 213.333) < 0.001 } == true)
  }

  @Test("a scan that is coarser than the first step has that one step")
  func coarse() {
    let ladder = MagnificationLadder(mpp: 100)
    #expect(Self.rungs(ladder) == [0.8])
    #expect(ladder.steps == [0.8, 0.8, 0.8, 0.8])
  }

  @Test("a sample is square of halves, high of quadrants, and the whole cell with few colours")
  func samples() {
    let deep = PictureSymbols.allCases.map { $0.samplesPerColumn(.trueColor) }
    #expect(deep == [1, 1, 1.5, 1.5, 2])
    #expect(PictureSymbols.allCases.map { $0.samplesPerColumn(.monochrome) } == [0.5, 0.5, 0.5, 0.5, 0.5])
  }

  @Test("two half steps are a step, and none goes beyond the scan")
  func halfSteps() throws {
    for (mpp, samples) in [(0.25, 1.0), (0.25, 1.5), (0.5, 1), (0.2275, 1.5), (0.5, 0.5)] {
      let ladder = MagnificationLadder(mpp: mpp, samplesPerColumn: samples)
      for (rung, next) in zip(Self.rungs(ladder), Self.rungs(ladder).dropFirst()) where next == 2 * rung {
        let half = try #require(ladder.halfCloser(than: rung))
        #expect(abs(half / rung - 2.squareRoot()) < 1e-9)
        #expect(ladder.halfCloser(than: half) == next)
        #expect(abs(ladder.halfFurther(than: next) - half) < 1e-9 && ladder.halfFurther(than: half) == rung)
      }
      var magnification = 1.0
      while let next = ladder.halfCloser(than: magnification) {
        #expect(next > magnification && next <= ladder.closest)
        magnification = next
      }
      #expect(magnification == ladder.closest)
    }
  }
}
