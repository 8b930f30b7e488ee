import Basics
import Microscopy
import SlidePictures
import Synchronization
import TerminalKit
import Testing

@testable import UseCases

/// Knows one kind of profile, which exchanges red and blue; its bytes are its name. One without bytes is damaged.
struct ExchangingReader: ProfileReader {
  private struct Exchanging: ColorProfile {
    let name: String

    func convert(_ pixels: UnsafeMutableRawBufferPointer) {
      for offset in stride(from: 0, to: pixels.count, by: 4) { pixels.swapAt(offset, offset + 2) }
    }
  }

  /// A profile whose colours are those of the screen already.
  private struct Screen: ColorProfile {
    let name = "screen"

    func convert(_ pixels: UnsafeMutableRawBufferPointer) {}
  }

  func profile(_ bytes: [UInt8]) throws(ColorProfileFailure) -> any ColorProfile {
    guard !bytes.isEmpty else { throw .damaged }
    let name = String(decoding: bytes, as: UTF8.self)
    return name == "screen" ? Screen() : Exchanging(name: name)
  }
}

@Suite("The colours of pictures")
struct PictureColorsTests {
  /// A slide that counts how often it is read, and whose profile can be one that cannot be read.
  private final class NotingSlide: SlideSource {
    let slide: MemorySlide
    let isProfileTorn: Bool
    let reads = Mutex(0)

    init(_ slide: MemorySlide, isProfileTorn: Bool) { (self.slide, self.isProfileTorn) = (slide, isProfileTorn) }

    var description: SlideDescription { slide.description }
    var failedReads: Int { slide.failedReads }

    func read(
      level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
    ) throws(SlideReadFailure) {
      reads.withLock { $0 += 1 }
      try slide.read(level: level, x: x, y: y, size: size, into: buffer, deadline: deadline)
    }

    func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { try slide.associatedImage(name) }

    func iccProfile() throws(SlideReadFailure) -> [UInt8]? {
      guard !isProfileTorn else { throw .damaged(.profile, detail: "torn") }
      return slide.iccProfile()
    }
  }

  private struct OneSlideOpener: SlideOpener {
    let slide: NotingSlide

    func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource { slide }
  }

  private static func slide(
    _ color: (UInt8, UInt8, UInt8, UInt8) = (200, 150, 180, 255), profile: String?, isProfileTorn: Bool = false
  ) -> NotingSlide {
    let image = RGBAImage(size: PixelSize(width: 320, height: 160), filledWith: color)
    let slide = MemorySlide(levels: [image], mpp: nil, profile: profile.map { Array($0.utf8) })
    return NotingSlide(slide, isProfileTorn: isProfileTorn)
  }

  /// The pictures of `slide` in these colours, one after the other.
  private func pictures(
    _ slide: NotingSlide, _ colors: [PictureColors], depth: ColorDepth = .trueColor
  ) -> [Picture] {
    let drawn = Mutex<[Picture]>([])
    let access = PictureAccess(
      opener: OneSlideOpener(slide: slide), profiles: ExchangingReader(), tiles: { _ in throw PictureTilesMissing() },
      stamp: { _ in nil })
    let desk = PictureDesk(access: access) { answer in
      if case .drawn(_, let picture) = answer { drawn.withLock { $0.append(picture) } }
    }
    for (id, colors) in colors.enumerated() {
      desk.draw(
        PictureRequest(
          id: id, slot: .pane, caseID: "7", slideIndex: 0, slide: SlideToOpen(path: "a"),
          viewport: Viewport(centerX: 160, centerY: 80, pixelsPerColumn: 80), size: TerminalSize(columns: 4, rows: 1),
          heat: nil, colors: colors, symbols: .half, depth: depth, background: RGB(255, 255, 255)))
      desk.finish()
    }
    return drawn.withLock { $0 }
  }

  private struct PictureTilesMissing: Error {}

  private func color(_ picture: Picture) -> RGB? { picture.cells.first?.style.background }

  /// Whether two colours are the same to a level of 255, as a table keeps them.
  private func agree(_ found: RGB?, _ expected: RGB) -> Bool {
    guard let found else { return false }
    return [(found.red, expected.red), (found.green, expected.green), (found.blue, expected.blue)]
      .allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }

  @Test("are those of the slide's profile, or as scanned; to change between them nothing is read again")
  func profile() {
    let slide = Self.slide(profile: "scanner")
    let first = pictures(slide, [PictureColors()])
    let reads = slide.reads.withLock { $0 }
    let both = pictures(slide, [PictureColors(), PictureColors(profile: .raw), PictureColors()])
    #expect(slide.reads.withLock { $0 } == 2 * reads)
    #expect(agree(color(first[0]), RGB(180, 150, 200)) && agree(color(both[0]), RGB(180, 150, 200)))
    #expect(color(both[1]) == RGB(200, 150, 180), "as they are in the file")
    #expect(color(both[2]) == color(both[0]))
    #expect(both.map { $0.coloring?.profile } == [.applied(name: "scanner"), .raw, .applied(name: "scanner")])
    #expect(both.allSatisfy { $0.coloring?.vectors == nil })
  }

  @Test("stay as scanned where the slide has no profile, and where it cannot be used, which is said")
  func none() {
    let cases: [(NotingSlide, PictureColoring.Profile)] = [
      (Self.slide(profile: nil), .none), (Self.slide(profile: ""), .notUsed(.damaged)),
      (Self.slide(profile: "scanner", isProfileTorn: true), .notUsed(.unreadable(detail: "torn"))),
      (Self.slide(profile: "screen"), .applied(name: "screen")),
    ]
    for (slide, expected) in cases {
      let picture = pictures(slide, [PictureColors()])[0]
      #expect(color(picture) == RGB(200, 150, 180) && picture.coloring == PictureColoring(profile: expected))
    }
  }

  @Test("of one stain are told by the published vectors where the slide's own cannot be estimated, which is said")
  func stain() {
    let glass = Self.slide((240, 240, 240, 255), profile: nil)
    let drawn = pictures(glass, [PictureColors(stains: .hematoxylin), PictureColors(stains: .eosin)])
    #expect(drawn.allSatisfy { $0.coloring == PictureColoring(profile: .none, vectors: .reference) })
    #expect(drawn.allSatisfy { agree(color($0), RGB(240, 240, 240)) })
  }

  @Test("of one stain are other ones in every depth of colours, and without", arguments: ColorDepth.allCases)
  func stainInAllDepths(depth: ColorDepth) {
    // Nearly eosin alone: without it the glass is left.
    let eosin = Self.slide((207, 31, 194, 255), profile: nil)
    let drawn = pictures(eosin, [PictureColors(), PictureColors(stains: .hematoxylin)], depth: depth)
    #expect(drawn.count == 2 && drawn[0].cells != drawn[1].cells)
  }

  @Test("of one stain go through the profile after the stains were told apart, not before")
  func stainAndProfile() {
    // Nearly eosin alone by the published vectors; it takes too little red to count as stained tissue.
    let eosin = Self.slide((207, 31, 194, 255), profile: "scanner")
    let drawn = pictures(
      eosin, [PictureColors(profile: .raw, stains: .eosin), PictureColors(stains: .eosin)])
    guard let raw = color(drawn[0]) else {
      Issue.record("nothing was drawn")
      return
    }
    #expect(agree(color(drawn[1]), RGB(raw.blue, raw.green, raw.red)))
    #expect(drawn.map { $0.coloring?.profile } == [.raw, .applied(name: "scanner")])
  }
}
