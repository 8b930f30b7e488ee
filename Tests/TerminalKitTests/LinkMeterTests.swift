import TerminalKit
import Testing

@Suite("How fast the line to the terminal is")
struct LinkMeterTests {
  @Test("is slow where two stretches of bytes in succession took longer than they may")
  func slow() {
    var meter = LinkMeter()
    let answers = (0..<4).map { _ in meter.isSlow(after: LinkMeter.stretch / 2, in: 100) }
    #expect(answers == [false, false, false, true])
  }

  @Test("is not told by one stretch, nor by bytes that a buffer takes")
  func fast() {
    var meter = LinkMeter()
    let frames = [(LinkMeter.stretch, 1000), (LinkMeter.stretch, 10), (LinkMeter.stretch, 1000), (0, 0), (100, 1)]
    let answers = frames.map { meter.isSlow(after: $0.0, in: $0.1) }
    #expect(answers == [false, false, false, false, false])
  }

  @Test("is slow where one frame took ten times as long as it may, and by that no picture in pixels is sent")
  func verySlow() {
    var meter = LinkMeter()
    #expect(!meter.isTooMuch(forPicture: 1_000_000), "nothing is known yet")
    let small = meter.isSlow(after: 8_000, in: 3_000)
    #expect(!small && !meter.isTooMuch(forPicture: 1_000_000), "which may have waited for something else")
    let brief = meter.isSlow(after: 36_000, in: 1_800)
    #expect(!brief && meter.isTooMuch(forPicture: 100_000) && !meter.isTooMuch(forPicture: 10_000))
    let long = meter.isSlow(after: 88_000, in: 4_400)
    #expect(long)
  }

  @Test("is not told by pictures in pixels, which a terminal takes long to read, nor by the frame that waits for one")
  func pictures() {
    var meter = LinkMeter()
    for _ in 0..<3 {
      let givesUp = meter.isSlow(afterPicture: 4 * LinkMeter.stretch, in: 2000)
      #expect(givesUp, "but pictures are left out from then on")
      let isSlow = meter.isSlow(after: LinkMeter.stretch, in: 1000)
      #expect(!isSlow)
    }
    let answers = (0..<2).map { _ in meter.isSlow(after: LinkMeter.stretch, in: 1000) }
    #expect(answers == [false, true], "without pictures as ever")
    let quick = meter.isSlow(afterPicture: 4 * LinkMeter.stretch, in: 100)
    let small = meter.isSlow(afterPicture: 1000, in: 1000)
    #expect(!quick && !small)
  }
}
