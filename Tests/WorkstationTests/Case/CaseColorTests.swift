import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("The colours of the slide")
struct CaseColorTests {
  private static func open(columns: Int = 120, rows: Int = 40, cases: [CaseFile] = [Sketch.high]) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: cases)
    bench.press(.enter)
    bench.drawPictures()
    return bench
  }

  /// In which colours pictures are asked for by now.
  private static func wanted(_ bench: inout Bench) -> Set<PictureColors> {
    Set(bench.take().compactMap { if case .drawPicture(let request) = $0 { request.colors } else { nil } })
  }

  @Test("are those of the ICC profile; c asks for the slide and its map as scanned, the head says so, c goes back")
  func profile() {
    var bench = Self.open()
    #expect(bench.state.reading?.colors == PictureColors() && !bench.lines[1].contains("as scanned"))
    bench.press("c")
    #expect(Self.wanted(&bench) == [PictureColors(profile: .raw)])
    #expect(bench.lines[1].contains(" as scanned · 0."))
    bench.press("c")
    #expect(Self.wanted(&bench) == [PictureColors()])
    #expect(!bench.lines[1].contains("as scanned"))
  }

  @Test("H goes round: haematoxylin only, eosin only, all stains; the head says which")
  func stains() {
    var bench = Self.open()
    bench.press("H")
    #expect(Self.wanted(&bench) == [PictureColors(stains: .hematoxylin)])
    #expect(bench.lines[1].contains(" haematoxylin only · 0."))
    bench.press("H")
    #expect(Self.wanted(&bench) == [PictureColors(stains: .eosin)])
    #expect(bench.lines[1].contains(" eosin only · 0."))
    bench.press("H")
    #expect(Self.wanted(&bench) == [PictureColors()])
    #expect(!bench.lines[1].contains(" only"))
  }

  @Test("the head says so on the smallest terminal, too")
  func smallest() {
    var bench = Self.open(columns: 80, rows: 24)
    bench.press("H")
    #expect(bench.lines[1].contains("haematoxylin only · 0."))
  }

  @Test("the next case has its colours as scanned where that was chosen, and all its stains")
  func nextCase() {
    var bench = Self.open(cases: [Sketch.high, Sketch.low])
    bench.press("c", "H", "J")
    if bench.state.reading?.file.id == "S-12" { bench.press("K") }
    #expect(bench.state.reading?.file.id == "S-09")
    #expect(bench.state.reading?.colors == PictureColors(profile: .raw))
  }

  private func lines(_ coloring: PictureColoring?) -> [String] {
    let panel = CasePanel(
      theme: .dark, file: Sketch.high, slide: nil, model: nil, reader: "Dr Ada Example", coloring: coloring, scoring: ""
    )
    return panel.colorLines(60).map(\.text)
  }

  @Test("the panel says where they come from, in a sentence why a profile is not used, and what tells stains apart")
  func panel() {
    #expect(lines(nil).isEmpty)
    #expect(lines(PictureColoring(profile: .none)) == ["colour   as scanned; the slide has no ICC profile"])
    #expect(lines(PictureColoring(profile: .raw)) == ["colour   as scanned"])
    #expect(lines(PictureColoring(profile: .applied(name: "AT2"))) == ["colour   ICC profile (AT2)"])
    #expect(lines(PictureColoring(profile: .applied(name: ""))) == ["colour   ICC profile"])
    #expect(
      lines(PictureColoring(profile: .notUsed(.wrongColors(code: "CMYK")), vectors: .own)) == [
        "colour   as scanned", "profile: not used, because it is for CMYK, not for red,", "green and blue.",
        "stains   by the slide's own vectors",
      ])
    #expect(
      lines(PictureColoring(profile: .raw, vectors: .reference)) == [
        "colour   as scanned", "stains   by Ruifrok's reference vectors: the slide's own",
        "         cannot be estimated",
      ])
  }

  @Test("stand in the panel of the case once its picture is there")
  func inPanel() {
    var bench = Bench(columns: 120, rows: 60, cases: [Sketch.high])
    bench.press(.enter)
    bench.drawPictures(coloring: PictureColoring(profile: .applied(name: "AT2")))
    bench.press(.backTab)
    for _ in 0..<8 { bench.press(.control("d")) }
    #expect(bench.text.contains("ICC profile (AT2)"))
    #expect(bench.text.contains("saw      raw pixels"))
  }
}
