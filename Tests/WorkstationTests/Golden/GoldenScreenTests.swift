import Foundation
import Testing

/// The screens are kept as text in `Screens`. Where one changes on purpose, look at it, and take it again:
/// `make screens`.
@Suite("Golden screens")
struct GoldenScreenTests {
  private static let isKeeping = ProcessInfo.processInfo.environment["COVERSLIP_KEEP_SCREENS"] == "1"

  @Test("each place looks as it was kept, in three sizes and three depths of colour", arguments: GoldenScreen.all)
  func unchanged(screen: GoldenScreen) throws {
    let painted = try screen.painted()
    guard !Self.isKeeping else { return try screen.keep(painted) }
    let found = painted.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = screen.kept.split(separator: "\n", omittingEmptySubsequences: false)
    let different = zip(found, kept).enumerated().first { $0.element.0 != $0.element.1 }
    if let (line, (new, old)) = different {
      Issue.record("line \(line + 1)\nis   \(new)\nwas  \(old)")
    } else if found.count != kept.count {
      Issue.record("\(found.count) lines, not \(kept.count)")
    }
  }

  @Test("nothing is kept of a place that is no more", .enabled(if: !isKeeping))
  func nothingElse() {
    #expect(Set(GoldenScreen.keptNames) == Set(GoldenScreen.all.map(\.description)))
  }
}
