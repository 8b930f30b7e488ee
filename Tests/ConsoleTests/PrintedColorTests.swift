import TerminalKit
import Testing

@testable import Console

@Suite("The colours of printed pictures")
struct PrintedColorTests {
  @Test(
    "are all there are, unless NO_COLOR refuses them; what is asked for wins",
    arguments: [
      (nil, [:], .trueColor), (nil, ["NO_COLOR": "1"], .monochrome), (nil, ["NO_COLOR": ""], .trueColor),
      (.palette256, ["NO_COLOR": "1"], .palette256),
    ] as [(ColorDepth?, [String: String], ColorDepth)])
  func depth(asked: ColorDepth?, environment: [String: String], expected: ColorDepth) {
    #expect(ColorDepth.printed(asked: asked, environment) == expected)
  }
}
