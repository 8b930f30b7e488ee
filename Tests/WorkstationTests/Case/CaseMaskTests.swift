import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("The tissue mask over a case's slide")
struct CaseMaskTests {
  private static let areas: [TissuePlace: Double] = [
    .glass: 300, .tissue: 28, .tooLittle: 2.21, .pen: 1.24, .unread: 1, .tooSmall: 0.0004,
  ]

  private static func opened(_ file: CaseFile = Sketch.high, columns: Int = 80, rows: Int = 24) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    return bench
  }

  private func wanted(_ bench: Bench, _ slot: PictureSlot = .pane) -> PictureRequest? {
    bench.state.pictures.wanted[slot]
  }

  /// Draws what was asked for, those with a mask with what is known of it.
  private func draw(_ bench: inout Bench, _ legend: MaskLegend) {
    for case .drawPicture(let request) in bench.take() {
      let cells = [Cell](repeating: Cell("░"), count: request.size.columns * request.size.rows)
      bench.send(
        .pictureDrawn(
          request, Picture(size: request.size, cells: cells, mask: request.mask.map { _ in legend })))
    }
    bench.look()
  }

  @Test("one key sets it in the place of the heat map, and that again")
  func key() {
    var bench = Self.opened()
    bench.press("Q")
    #expect(wanted(bench)?.heat == nil)
    #expect(wanted(bench)?.mask == MaskOverlay(resultFile: "/results/1.safetensors"))
    bench.press("Q")
    #expect(wanted(bench)?.heat != nil && wanted(bench)?.mask == nil)
    bench.press("0", "Q", "Q")
    #expect(bench.state.reading?.heatShown == .off, "as it was before")
  }

  @Test("a heat map that is asked for takes its place")
  func heat() {
    var bench = Self.opened()
    bench.press("Q", "a")
    #expect(bench.state.reading?.heatShown == .outlines && wanted(bench)?.mask == nil)
    bench.press("Q", "]")
    #expect(bench.state.reading?.heatShown == .colours)
  }

  @Test("while the slide is looked over, that is said; and where it cannot be")
  func computing() {
    var bench = Self.opened()
    bench.press("Q")
    draw(&bench, .computing)
    #expect(bench.lines[21].contains("looking the slide over …"))
    bench.press("+")
    draw(&bench, .failed)
    #expect(bench.text.contains("no tissue mask: the slide"))
  }

  @Test("says how much tissue there is, and how much of what is left out, each with its sign")
  func legend() {
    var bench = Self.opened(columns: 220, rows: 60)
    bench.press("Q")
    draw(&bench, .known(Self.areas, isBlurred: true))
    let line = "▢ tissue 31.2 mm²  ▌ pen 1.24 mm²  ▘ too small <0.001 mm²  ▞ too little in its tile 2.21 mm²"
    #expect(bench.lines[57].contains(line))
    #expect(bench.lines[57].contains("▒ not read 1.00 mm²  out of focus as a whole"))
  }

  @Test("says it in a corner of the picture where the line is too narrow")
  func corner() {
    var bench = Self.opened()
    bench.press("Q")
    draw(&bench, .known(Self.areas, isBlurred: false))
    #expect(bench.lines[21].contains("tissue mask  Q hides it"))
    for words in ["▢ tissue 31.2 mm²", "▌ pen 1.24 mm²", "▒ not read 1.00 mm²"] {
      #expect(bench.lines[12..<21].contains { $0.contains(words) })
    }
    bench.send(.terminalKnown(TerminalCapabilities(depth: .monochrome)))
    #expect(bench.lines[12..<21].contains { $0.contains("P pen 1.24 mm²") })
  }

  @Test("that there is no tissue is said")
  func nothing() {
    var bench = Self.opened()
    bench.press("Q")
    draw(&bench, .known([.glass: 300], isBlurred: false))
    #expect(bench.lines[21].contains("no tissue found"))
  }

  @Test("before the first call of a blinded reading it is that of the slide alone, and says so")
  func blinded() {
    var file = Sketch.high
    file.ownProtocol = .blindedFirst
    var bench = Self.opened(file.disclosed(to: .reviewer("Dr Ada Example")))
    bench.press("Q")
    #expect(wanted(bench)?.mask == MaskOverlay(resultFile: nil))
    #expect(bench.state.notice?.hasPrefix("The tissue mask of the slide alone: what the model read is ") == true)
    bench.press("Q")
    #expect(wanted(bench)?.mask == nil && wanted(bench)?.heat == nil)
  }

  @Test("of two pictures of a slide, the right one has it")
  func beside() {
    var bench = Self.opened()
    bench.press("Q", "|")
    #expect(wanted(bench)?.mask != nil && wanted(bench, .beside)?.mask == nil)
  }

  @Test("is nothing of the model in the record of the reading")
  func record() {
    #expect(!HeatShown.mask.showsModel && HeatShown.mask.showsMask && !HeatShown.mask.isNone)
  }
}
