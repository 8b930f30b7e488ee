import Basics
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import UseCases

@Suite("Printed pictures")
struct RenderPicturesTests {
  private static let pink = RGB(230, 180, 205)
  private static let place = RenderWishes.Place(
    size: TerminalSize(columns: 80, rows: 23), cell: nil, isTerminal: false)

  /// Two slides, and a PNG that says its size alone.
  private static let pictures = RenderPictures(
    RenderSlide(
      PictureAccess(
        opener: MemorySlideOpener(["/a.svs": .slide(slide), "/b.svs": .slide(slide)]), profiles: ExchangingReader(),
        tiles: { throw SlideOpenFailure.missing(path: $0) }, stamp: { _ in nil })),
    png: { [UInt8($0.width / 8), UInt8($0.height / 16)] }, reason: { _ in "it is missing" })

  private static var slide: MemorySlide {
    MemorySlide(levels: [RGBAImage(width: 400, height: 400, filledWith: pink)], mpp: nil)
  }

  private func drawn(_ names: [String], _ change: (inout RenderWishes) -> Void) throws -> RenderPictures.Outcome {
    var wishes = RenderWishes()
    change(&wishes)
    let entries = try Self.pictures.entries(named: names, wishes, casebook: "/no/casebook") { name in
      throw SlideOpenFailure.missing(path: name)
    }
    return try Self.pictures(entries, wishes, for: Self.place)
  }

  @Test("are as large as somebody says")
  func sizes() throws {
    let cells = try drawn(["/a.svs"]) { $0.size = TerminalSize(columns: 20, rows: 8) }
    #expect(cells.bytes.count { $0 == UInt8(ascii: "\n") } == 8)
    #expect(try drawn(["/a.svs"]) { ($0.format, $0.width) = (.png, 160) }.bytes == [20, 10])
    #expect(try drawn(["/a.svs"]) { $0.file = "a.PNG" }.bytes == [128, 64])
  }

  @Test("are sixels, or kitty's cells, for terminals that take these")
  func protocols() throws {
    let sixels = try drawn(["/a.svs"]) { ($0.format, $0.width) = (.sixel, 32) }
    #expect(sixels.bytes.starts(with: Array("\u{1B}P".utf8)))
    let kitty = try drawn(["/a.svs"]) { ($0.format, $0.width) = (.kitty, 32) }
    #expect(kitty.bytes.starts(with: Array("\u{1B}_G".utf8)))
    #expect(String(decoding: kitty.bytes, as: UTF8.self).unicodeScalars.contains("\u{10EEEE}"))
  }

  @Test("of several stand on a sheet with their names; one that cannot be read says why in its place")
  func sheet() throws {
    let sheet = try drawn(["/a.svs", "/missing.svs", "/b.svs"]) { $0.isSheet = true }
    let text = String(decoding: sheet.bytes, as: UTF8.self)
    for word in ["a.svs", "b.svs", "missing.svs", "it is missing"] { #expect(text.contains(word)) }
    #expect(sheet.failures.count == 1)
    #expect(try drawn(["/a.svs", "/b.svs"]) { ($0.isSheet, $0.format) = (true, .png) }.bytes == [82, 16])
  }

  @Test("are refused where wishes do not go together")
  func problems() {
    #expect(throws: RenderFailure.wishes(.several(2))) { try drawn(["/a.svs", "/b.svs"]) { _ in } }
    #expect(throws: RenderFailure.wishes(.centerAlone)) { try drawn(["/a.svs"]) { $0.center = SIMD2(1, 1) } }
    #expect(throws: RenderFailure.wishes(.sizeAndSide)) {
      try drawn(["/a.svs"]) { ($0.size, $0.width) = (TerminalSize(columns: 9, rows: 9), 9) }
    }
    #expect(throws: RenderFailure.wishes(.sideOfSheet)) {
      try drawn(["/a.svs"]) { ($0.isSheet, $0.height) = (true, 9) }
    }
    #expect(throws: RenderFailure.wishes(.legendAlone)) { try drawn(["/a.svs"]) { $0.hasLegend = true } }
    for overlay in [HeatShown.outlines, .mask] {
      #expect(throws: RenderFailure.wishes(.overlayOfFile)) { try drawn(["/a.svs"]) { $0.overlay = overlay } }
    }
  }

  @Test("as a PNG are not thrown at a terminal")
  func onTerminal() {
    var wishes = RenderWishes()
    wishes.format = .png
    let place = RenderWishes.Place(size: TerminalSize(columns: 80, rows: 23), cell: nil, isTerminal: true)
    #expect(throws: RenderFailure.wishes(.fileOnTerminal)) { try wishes.manner(of: 1, for: place) }
  }
}

@Suite("A sheet of pictures")
struct ContactSheetTests {
  @Test(
    "has as many columns as fit, and fills its width",
    arguments: [(80, 9, 3, 25), (80, 2, 2, 39), (200, 9, 7, 26), (10, 4, 1, 10)])
  func columns(width: Int, count: Int, across: Int, columns: Int) {
    let sheet = ContactSheet(of: count, columns: width, picture: nil, lines: 1)
    #expect(sheet.across == across)
    #expect(sheet.picture.columns == columns)
    #expect(sheet.size.columns <= width)
  }

  @Test("keeps pictures and their names apart")
  func places() {
    let sheet = ContactSheet(of: 3, columns: 50, picture: TerminalSize(columns: 20, rows: 6), lines: 2)
    #expect(sheet.across == 2)
    #expect(sheet.place(of: 2) == Rect(column: 0, row: 9, columns: 20, rows: 6))
    #expect(sheet.size == TerminalSize(columns: 42, rows: 17))
  }
}
