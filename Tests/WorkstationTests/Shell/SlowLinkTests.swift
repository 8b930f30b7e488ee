import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("A slow line to the terminal")
struct SlowLinkTests {
  private static let slow = TerminalCapabilities(symbols: .mosaics).slowed

  private static func open(_ capabilities: TerminalCapabilities = slow) -> Bench {
    var bench = Bench(cases: [Sketch.high])
    bench.send(.terminalKnown(capabilities))
    bench.press(.enter)
    return bench
  }

  /// How the pane was asked for since, each time.
  private static func asked(_ bench: inout Bench) -> [PictureFidelity] {
    let effects = bench.effects
    bench.drawPictures()
    return effects.compactMap {
      if case .drawPicture(let request) = $0, request.slot == .pane { request.fidelity } else { nil }
    }
  }

  @Test("has pictures drawn coarsely while they move, and with all glyphs once nothing was typed for a moment")
  func coarseFirst() {
    var bench = Self.open()
    #expect(Self.asked(&bench) == [.coarse])
    #expect(bench.state.awaitsRest)
    bench.send(.rested)
    #expect(Self.asked(&bench) == [.snapped])
    #expect(!bench.state.awaitsRest)
    bench.press("4")
    #expect(Self.asked(&bench) == [.coarse])
    bench.press("l")
    #expect(Self.asked(&bench) == [.coarse])
    bench.send(.rested)
    #expect(Self.asked(&bench) == [.snapped])
  }

  @Test("does not coarsen a picture again that stays, nor one that moves up or down")
  func stays() {
    var bench = Self.open()
    bench.press("4")
    bench.send(.rested)
    _ = Self.asked(&bench)
    bench.press("J")
    #expect(Self.asked(&bench).isEmpty)
    bench.press("j")
    #expect(Self.asked(&bench) == [.snapped])
    bench.press("l")
    #expect(Self.asked(&bench) == [.coarse])
  }

  @Test("is said once, and stops nothing else from being said")
  func notice() {
    var bench = Bench(cases: [Sketch.high])
    bench.send(.terminalKnown(Self.slow))
    #expect(bench.state.notice == "Slow line: pictures are coarse while they move, and without pixels.")
    bench.press("j")
    bench.send(.terminalKnown(Self.slow))
    #expect(bench.state.notice == nil)
  }

  @Test("counts nothing as seen close that was only coarse")
  func trace() {
    var bench = Self.open()
    bench.press("4")
    bench.drawPictures()
    let window = { (bench: Bench) in
      bench.state.reading?.closeWindow(.pane, of: bench.state.pictures, in: bench.state.surroundings)
    }
    #expect(window(bench) == nil)
    bench.send(.rested)
    bench.drawPictures()
    #expect(window(bench) != nil)
  }

  @Test("spaces frames while a picture is looked at, and not while anything else is typed into")
  func frames() {
    var bench = Bench(cases: [Sketch.high])
    bench.send(.terminalKnown(Self.slow))
    #expect(!bench.state.spacesFrames)
    bench.press(.enter)
    #expect(bench.state.spacesFrames && bench.state.awaitsPicture)
    bench.drawPictures()
    #expect(!bench.state.awaitsPicture)
    bench.press("?")
    #expect(!bench.state.spacesFrames)
    #expect(!Self.open(TerminalCapabilities()).state.spacesFrames)
  }
}
