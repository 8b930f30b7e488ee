import Testing

@testable import Workstation

@Suite("The words on the screens")
struct PaintedWordsTests {
  @Test("tiles with much attention are attention tiles: hot spots are of mitoses or Ki-67")
  func attentionTiles() throws {
    for (place, state) in try PaintedPlace.states.get() {
      let words = view(state).lines.joined(separator: " ").lowercased()
      #expect(!words.contains("hot spot") && !words.contains("hotspot") && !words.contains("hot-spot"), "\(place)")
    }
    let titles = Room.allCases.flatMap { HelpSheet(.standard, in: $0).sections }.flatMap { section in
      [section.title] + section.rows.map(\.words)
    }
    #expect(titles.contains { $0.contains("attention tile") })
    #expect(!titles.contains { $0.lowercased().contains("hot spot") })
  }

  @Test("areas are in mm², never in mm2; one is counted in the singular")
  func units() throws {
    let screens = try PaintedPlace.states.get().map { view($0.state).lines.joined(separator: " ") }
    #expect(screens.contains { $0.contains("mm²") } && !screens.contains { $0.contains("mm2") })
    for noun in ["case", "slide", "tile", "flag", "region", "list"] {
      #expect(!screens.contains { $0.contains(" 1 \(noun)s ") }, "\(noun)")
    }
  }
}
