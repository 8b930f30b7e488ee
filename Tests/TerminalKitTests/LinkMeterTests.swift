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
}
