import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("What is read while nothing moves")
struct ReadingAheadTests {
  private static func open() -> Bench {
    var bench = Bench(cases: [Sketch.high])
    bench.send(.terminalKnown(TerminalCapabilities()))
    bench.press(.enter, "4")
    return bench
  }

  private static func ahead(_ bench: Bench) -> [[PictureRequest]] {
    bench.effects.compactMap { if case .readAhead(let requests) = $0 { requests } else { nil } }
  }

  private static func view(_ bench: Bench, after key: Key) -> Viewport? {
    var bench = bench
    bench.press(key)
    return bench.state.pictures.wanted[.pane]?.viewport
  }

  @Test("are the pictures that the keys of the pane would show, once its own is there")
  func neighbours() throws {
    var bench = Self.open()
    bench.send(.rested)
    #expect(Self.ahead(bench).isEmpty)
    bench.drawPictures()
    let views = try #require(Self.ahead(bench).last).map(\.viewport)
    #expect(!views.isEmpty)
    let present = bench.state.pictures.wanted[.pane]?.viewport
    let moved = ["l", "j", "h", "k", "n"].compactMap { Self.view(bench, after: $0) }.filter { $0 != present }
    #expect(views == moved)
  }

  @Test("are asked for once for a picture, and anew where it has moved")
  func once() {
    var bench = Self.open()
    bench.send(.rested)
    bench.drawPictures()
    bench.wait(seconds: 1)
    bench.wait(seconds: 1)
    #expect(Self.ahead(bench).count == 1)
    _ = bench.take()
    bench.press("+")
    bench.send(.rested)
    #expect(Self.ahead(bench).isEmpty)
    bench.drawPictures()
    #expect(Self.ahead(bench).count == 1)
  }

  @Test("are asked for anew after a key that moves nothing: it has ended what was being read")
  func interrupted() {
    var bench = Self.open()
    bench.send(.rested)
    bench.drawPictures()
    _ = bench.take()
    bench.press("M")
    bench.drawPictures()
    bench.send(.rested)
    #expect(Self.ahead(bench).count == 1)
  }

  @Test("are none under a dialog, and none in the queue")
  func elsewhere() {
    var bench = Bench(cases: [Sketch.high])
    bench.send(.terminalKnown(TerminalCapabilities()))
    bench.drawPictures()
    #expect(!bench.state.awaitsRest)
    bench.press(.enter)
    bench.drawPictures()
    #expect(bench.state.awaitsRest)
    bench.press("?")
    #expect(!bench.state.awaitsRest)
  }

  @Test("lets a frame wait for a picture that is under way")
  func waits() {
    var bench = Self.open()
    #expect(bench.state.awaitsPicture)
    bench.drawPictures()
    #expect(!bench.state.awaitsPicture)
  }
}
