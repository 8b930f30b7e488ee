import Basics
import Testing

@testable import Microscopy

@Suite("Regions counted from the corner of what QuPath shows")
struct RegionFrameTests {
  private static func slide(_ bounds: [String: String]) -> SlideDescription {
    SlideDescription(
      levels: [PyramidLevel(size: PixelSize(width: 4000, height: 3000), downsample: 1)], mpp: nil, objective: nil,
      vendor: "mirax",
      properties: Dictionary(uniqueKeysWithValues: bounds.map { ("openslide.bounds-\($0.key)", $0.value) }))
  }

  private static let corner = RegionPoint(x: 1000, y: 500)
  private static let cropped = RegionFrame(corner: corner, origin: .quPath)

  /// Points that are no whole pixels, and one above and left of the corner.
  private static let marked = [
    MarkedRegion(.points([RegionPoint(x: 1234.567, y: 987.25)]), id: "a", name: "mitosis?"),
    MarkedRegion(.lines([[RegionPoint(x: 1000, y: 500), RegionPoint(x: 1000.1, y: 499.9)]]), id: "b"),
    MarkedRegion(.rectangle(SlideRegion(x: 1500, y: 600, width: 100.5, height: 80)), id: "c"),
  ]

  @Test("is where the file's bounds begin, where it has all four of them as whole numbers")
  func corner() {
    let all = ["x": "1000", "y": "500", "width": "2000", "height": "1500"]
    #expect(Self.slide(all).quPathCorner == Self.corner)
    #expect(Self.slide([:]).quPathCorner == RegionPoint(x: 0, y: 0))
    #expect(Self.slide(all.filter { $0.key != "width" }).quPathCorner == RegionPoint(x: 0, y: 0))
    #expect(Self.slide(all.merging(["y": "500.5"]) { $1 }).quPathCorner == RegionPoint(x: 0, y: 0))
  }

  @Test("go out without the offset and come in with it, as the same regions")
  func roundTrip() throws {
    let text = RegionFile.text(of: Self.marked, frame: Self.cropped)
    #expect(text.hasPrefix(#"{"type":"FeatureCollection","coverslip":{"origin":"qupath"},"features":["#))
    #expect(text.contains(#"[[[500,100],[600.5,100],[600.5,180],[500,180],[500,100]]]"#))
    let read = try RegionFile.regions(in: Array(text.utf8), frame: RegionFrame(corner: Self.corner))
    #expect(read.map(\.id) == ["a", "b", "c"])
    #expect(zip(read, Self.marked).allSatisfy { $0.shape.matches($1.shape) })
  }

  @Test("of a file that says nothing are QuPath's, and those of level 0 where that is said")
  func said() throws {
    let plain = Array(RegionFile.text(of: [Self.marked[2]]).utf8)
    let place = { (frame: RegionFrame) in try RegionFile.regions(in: plain, frame: frame)[0].shape.bounds.x }
    #expect(try place(RegionFrame(corner: Self.corner)) == 2500)
    #expect(try place(RegionFrame(corner: Self.corner, origin: .level0)) == 1500)
    #expect(try place(.level0) == 1500)
  }

  @Test("are what the file says they are, unless somebody says otherwise")
  func stated() throws {
    let level0 = RegionFile.text(of: [Self.marked[2]], frame: RegionFrame(corner: Self.corner, origin: .level0))
    #expect(level0.contains(#""coverslip":{"origin":"level0"}"#))
    let bytes = Array(level0.utf8)
    #expect(try RegionFile.regions(in: bytes, frame: RegionFrame(corner: Self.corner))[0].shape.bounds.x == 1500)
    #expect(try RegionFile.regions(in: bytes, frame: Self.cropped)[0].shape.bounds.x == 2500)
    let odd = Array(level0.replacing("level0", with: "stage").utf8)
    #expect(throws: RegionFailure("coverslip.origin", .missing)) {
      try RegionFile.regions(in: odd, frame: RegionFrame(corner: Self.corner))
    }
  }

  @Test("lie beside the slide only where they do so with the offset")
  func beside() throws {
    let size = Self.slide([:]).size
    let bytes = Array(RegionFile.text(of: [MarkedRegion(.points([RegionPoint(x: 3500, y: 10)]))]).utf8)
    #expect(try RegionFile.regions(in: bytes, on: size).count == 1)
    #expect(throws: RegionFailure("features[0].geometry", .besideSlide(width: 4000, height: 3000))) {
      try RegionFile.regions(in: bytes, on: size, frame: RegionFrame(corner: Self.corner))
    }
  }

  @Test("are the same shape where a program has rounded them, and another where a point was moved")
  func rounded() {
    let shape = RegionShape.points([RegionPoint(x: 1234.567, y: 987.25)])
    #expect(shape.matches(.points([RegionPoint(x: 1234.57, y: 987.25)])))
    #expect(!shape.matches(.points([RegionPoint(x: 1234.6, y: 987.25)])))
    #expect(!shape.matches(.lines([[RegionPoint(x: 1234.567, y: 987.25)]])))
  }

  @Test("is of the slide that a file of Coverslip names; one of another slide is not taken, a byte order mark is")
  func subject() throws {
    let text = #"{"type":"FeatureCollection","coverslip":{"case":"S-1","slide":2},"features":[]}"#
    func read(_ caseID: String, _ slide: Int) throws -> [MarkedRegion] {
      var frame = RegionFrame.level0
      frame.subject = RegionFrame.Subject(caseID: caseID, slide: slide)
      return try RegionFile.regions(in: [0xEF, 0xBB, 0xBF] + Array(text.utf8), frame: frame)
    }
    #expect(try read("S-1", 2).isEmpty)
    let other = RegionFailure("coverslip", .otherSlide(caseID: "S-1"))
    #expect(throws: other) { try read("S-1", 1) }
    #expect(throws: other) { try read("S-2", 2) }
  }
}
