import Testing

@testable import Console

@Suite("the time that is left")
struct ProgressBarTests {
  @Test(
    "is said in the two largest units",
    arguments: [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 05 min")])
  func duration(seconds: Double, words: String) { #expect(ProgressBar.duration(seconds) == words) }
}
