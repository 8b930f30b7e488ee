import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("What the terminal can do")
struct TerminalKnownTests {
  private func requests(_ effects: [Effect]) -> [PictureRequest] {
    effects.compactMap { if case .drawPicture(let request) = $0 { request } else { nil } }
  }

  @Test("decides of which glyphs and in how many colours pictures are drawn")
  func pictures() {
    var bench = Bench(columns: 160, rows: 48)
    bench.send(.terminalKnown(TerminalCapabilities(depth: .palette16, symbols: .all)))
    let drawn = requests(bench.take())
    #expect(drawn.map(\.slot) == [.preview])
    #expect(drawn.map(\.symbols) == [.octant])
    #expect(drawn.map(\.depth) == [.palette16])
    bench.send(.terminalKnown(TerminalCapabilities(depth: .palette16, symbols: .all)))
    #expect(requests(bench.take()).isEmpty)
  }

  @Test("does not take back the glyphs that a reader chose, unless other glyphs are told")
  func chosen() {
    var bench = Bench(columns: 160, rows: 48)
    bench.send(.terminalKnown(TerminalCapabilities(symbols: .all)))
    bench.press("b")
    let chosen = bench.state.symbols
    #expect(chosen == .half)
    bench.send(.terminalKnown(TerminalCapabilities(depth: .palette256, symbols: .all)))
    #expect(bench.state.symbols == chosen)
    bench.send(.terminalKnown(TerminalCapabilities(depth: .palette256, symbols: .half)))
    #expect(bench.state.symbols == .half)
  }

  @Test("puts every theme into the sixteen colours that it names where there are no more, and back")
  func sixteen() {
    var bench = Bench()
    bench.send(.terminalKnown(TerminalCapabilities(depth: .palette16)))
    #expect(bench.state.theme[.low].foreground == NamedColor.brightCyan.color)
    #expect(bench.state.themes == [bench.state.theme])
    bench.send(.terminalKnown(TerminalCapabilities(depth: .trueColor)))
    #expect(bench.state.theme == .dark && bench.state.themes == [.dark])
  }

  @Test("has pictures made in true colour where the palette follows them, and the theme's colours kept of it")
  func adaptivePalette() {
    var bench = Bench(columns: 160, rows: 48)
    var capabilities = TerminalCapabilities(depth: .palette256, symbols: .all, adaptsPalette: true)
    bench.send(.terminalKnown(capabilities))
    #expect(requests(bench.effects).map(\.depth) == [.trueColor])
    #expect(paint(bench.state).frame.palette == PaletteWish(keeping: Theme.dark.colors, isAtRest: false))
    #expect(bench.state.awaitsRest)
    bench.send(.rested)
    #expect(paint(bench.state).palette?.isAtRest == false, "a picture is under way")
    bench.drawPictures()
    #expect(paint(bench.state).palette?.isAtRest == true && !bench.state.awaitsRest)
    bench.press("j")
    #expect(paint(bench.state).palette?.isAtRest == false)
    capabilities = capabilities.slowed
    bench.send(.terminalKnown(capabilities))
    #expect(paint(bench.state).palette == nil && !capabilities.adaptsPalette)
  }

  @Test("leaves one theme where there are no colours")
  func monochrome() {
    let light = Theme(name: "light", styles: [.background: Style(background: RGB(255, 255, 255))])
    var bench = Bench(themes: [.dark, light])
    bench.send(.terminalKnown(TerminalCapabilities(depth: .palette256)))
    #expect(bench.state.theme == .dark)
    #expect(bench.state.themes == [.dark, light])
    bench.send(.terminalKnown(TerminalCapabilities(depth: .monochrome)))
    #expect(bench.state.theme == .monochrome)
    #expect(bench.state.themes == [.monochrome])
  }
}
