import Testing

@testable import Workstation

@Suite("Scrolling")
struct ScrollingTests {
  @Test("goes no further than what was painted can be scrolled")
  func held() {
    var scroll = Scrolling()
    scroll.learn(longest: 10)
    scroll.move(by: 7)
    scroll.move(by: 7)
    #expect(scroll.offset == 10)
    scroll.move(by: -3)
    #expect(scroll.offset == 7)
    scroll.moveToEnd()
    #expect(scroll.offset == 10)
    scroll.move(by: -30)
    #expect(scroll.offset == 0)
  }

  @Test("a wish from before the first painting is kept, and held by whoever draws")
  func wish() {
    var scroll = Scrolling()
    scroll.moveToEnd()
    #expect(scroll.offset(longest: 4) == 4)
    scroll.learn(longest: 4)
    #expect(scroll.offset == 4)
  }

  @Test("less can be scrolled once there is more room")
  func larger() {
    var scroll = Scrolling()
    scroll.learn(longest: 10)
    scroll.moveToEnd()
    scroll.learn(longest: 0)
    #expect(scroll.offset == 0)
  }
}
