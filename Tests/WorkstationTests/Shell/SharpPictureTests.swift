import Basics
import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("Slides in the terminal's pixels")
struct SharpPictureTests {
  private static let pixels = TerminalCapabilities(pixels: .kitty, cell: CellPixels(width: 10, height: 20))

  /// A case that is open on a terminal of that kind, its pictures drawn in block characters.
  private static func open(_ file: CaseFile = Sketch.high, _ capabilities: TerminalCapabilities = pixels) -> Bench {
    var bench = Bench(cases: [file])
    bench.send(.terminalKnown(capabilities))
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: file.id, Sketch.tiles))
    bench.drawPictures()
    return bench
  }

  /// The gallery of such a case, its twelve tiles drawn in block characters.
  private static func gallery() -> Bench {
    var bench = open()
    bench.press("g")
    for _ in 0..<14 { bench.drawPictures() }
    return bench
  }

  /// Answers what was asked for, also what is asked for then; returns the requests for pixels among it.
  private static func draw(_ bench: inout Bench) -> [PictureRequest] {
    var asked: [PictureRequest] = []
    for _ in 0..<40 {
      for case .drawPicture(let request) in bench.take() {
        guard request.cell != nil else {
          let cells = Array(repeating: Cell("░"), count: request.size.columns * request.size.rows)
          bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells)))
          continue
        }
        asked.append(request)
        let pixels = RGBAImage(size: request.output, filledWith: (200, 90, 140, 255))
        bench.send(
          .pictureDrawn(request, Picture(size: request.size, pixels: pixels, legend: nil, coloring: nil)))
      }
    }
    return asked
  }

  private static func areas(_ bench: Bench) -> [Rect] { paint(bench.state).pictures.map(\.area) }

  @Test("come once nothing was typed for a moment, and each key brings the block characters back")
  func onePicture() throws {
    var bench = Self.open()
    #expect(bench.state.awaitsRest && Self.areas(bench).isEmpty)
    bench.send(.rested)
    #expect(Self.draw(&bench).map(\.slot) == [.sharp])
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    #expect(Self.areas(bench) == [layout.picture] && !bench.state.awaitsRest)
    #expect(view(bench.state)[layout.picture.column + 3, layout.picture.row + 3] == Cell())
    bench.press("l")
    #expect(Self.areas(bench).isEmpty && bench.state.awaitsRest)
    #expect(view(bench.state)[layout.picture.column + 3, layout.picture.row + 3].glyph == "░")
  }

  @Test("are both of two pictures side by side, each as it is drawn there")
  func twoPictures() throws {
    var bench = Self.open()
    bench.press("5", "|")
    _ = Self.draw(&bench)
    bench.send(.rested)
    let asked = Self.draw(&bench)
    #expect(Set(asked.map(\.slot)) == [.sharp, .sharpBeside])
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    let beside = try #require(layout.beside)
    #expect(Set(Self.areas(bench)) == [layout.picture, beside])
    for (slot, blocks) in [(PictureSlot.sharp, PictureSlot.pane), (.sharpBeside, .beside)] {
      let (sharp, other) = (asked.first { $0.slot == slot }, bench.state.pictures.wanted[blocks])
      #expect(sharp?.viewport == other?.viewport && sharp?.heat == other?.heat && sharp?.size == other?.size)
    }
    #expect(asked.first { $0.slot == .sharpBeside }?.heat == nil, "the one at the left has no overlay")
    #expect(view(bench.state)[beside.column + 3, beside.row + 3] == Cell())
    bench.press(.tab)
    #expect(Self.areas(bench).isEmpty)
  }

  @Test("are the tiles of the gallery's page, and stay while another of them is chosen")
  func tiles() throws {
    var bench = Self.gallery()
    #expect(bench.state.awaitsRest && Self.areas(bench).isEmpty)
    bench.send(.rested)
    let asked = Self.draw(&bench)
    #expect(asked.map(\.slot) == [.tile, .tile], "a page of two tiles, and nothing of the slide behind it")
    let layout = try #require(bench.state.reading?.galleryLayout(in: bench.state.surroundings))
    #expect(Set(Self.areas(bench)) == [layout.picture(0), layout.picture(1)])
    let corner = layout.picture(0)
    #expect(view(bench.state)[corner.column, corner.row].glyph == "┏")
    #expect(view(bench.state)[corner.column + 3, corner.row + 3] == Cell())
    bench.press("l")
    #expect(Self.areas(bench).count == 2 && Self.draw(&bench).isEmpty)
    #expect(view(bench.state)[corner.column, corner.row] == Cell())
    bench.press("l")
    #expect(Self.areas(bench).isEmpty, "the next page")
    #expect(Self.draw(&bench).isEmpty && bench.state.awaitsRest)
    bench.send(.rested)
    #expect(Self.draw(&bench).count == 2)
  }

  @Test("are no tiles under the help, and none where pixels are off or the terminal has none")
  func none() {
    var bench = Self.gallery()
    bench.send(.rested)
    _ = Self.draw(&bench)
    bench.press("?")
    #expect(Self.areas(bench).isEmpty)
    bench.press(.escape)
    #expect(Self.areas(bench).count == 2)
    bench.press(.escape, "P", "g")
    _ = Self.draw(&bench)
    bench.send(.rested)
    #expect(Self.draw(&bench).isEmpty && Self.areas(bench).isEmpty)
    var plain = Self.open(Sketch.high, TerminalCapabilities())
    plain.send(.rested)
    #expect(Self.draw(&plain).isEmpty && Self.areas(plain).isEmpty)
  }

  @Test("of a tile that cannot be read are left out, and the others come")
  func fails() throws {
    var bench = Self.gallery()
    bench.send(.rested)
    let first = try #require(
      bench.take().compactMap { if case .drawPicture(let request) = $0 { request } else { nil } }.first)
    bench.send(.pictureFailed(first, Problem(title: "Not to be had", detail: "", remedy: "")))
    #expect(Self.draw(&bench).count == 1 && Self.areas(bench).count == 1)
    #expect(!bench.text.contains("Not to be had"), "its block characters stay")
  }
}
