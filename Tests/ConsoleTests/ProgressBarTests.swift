import Testing

@testable import Console

@Suite("the time that is left")
struct ProgressBarTests {
  @Test(
    "is said in the two largest units",
    arguments: [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 05 min")])
  func duration(seconds: Double, words: String) { #expect(ProgressBar.duration(seconds) == words) }

  @Test("is told with the speed, from half a second on, before which neither is known")
  func pace() {
    #expect(ProgressBar.pace(40, left: 20, in: 2, unit: "tiles") == "  20 tiles/s  1 s left")
    #expect(ProgressBar.pace(40, left: 20, in: 2, unit: nil) == "  1 s left")
    #expect(ProgressBar.pace(7, left: 145, in: 0.01, unit: "tiles").isEmpty)
    #expect(ProgressBar.pace(0, left: 152, in: 3, unit: "tiles").isEmpty)
  }
}
