import Basics
import Casework
import Cryptography
import Foundation
import Microscopy
import Testing

@testable import UseCases

@Suite("Marks of a case as GeoJSON, out and in")
struct ExchangeRegionsTests {
  private let world = MadeUpWorld()
  private let scratch: Scratch
  private let store = MemoryCaseStore(
    actor: "account", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)

  /// A case of one slide of 64 x 64 px, and one of two.
  init() throws {
    scratch = try Scratch()
    world.put(.tissue(side: 64), at: "/slides/one.svs", content: "one")
    let slide = try world.access.record("/slides/one.svs")
    try store.register([Case(id: "one", slides: [slide]), Case(id: "two", slides: [slide, slide])])
  }

  private var exchange: ExchangeRegions {
    ExchangeRegions(store: store, keys: .system, slides: world.access.opener)
  }

  private func file(_ regions: [MarkedRegion]) throws -> String {
    let path = scratch["regions.geojson"]
    try RegionFile.text(of: regions).write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private let point = MarkedRegion(.points([RegionPoint(x: 5, y: 6)]), name: "mitosis?")
  private let piece = MarkedRegion(.rectangle(SlideRegion(x: 1, y: 2, width: 9, height: 9)), classification: "Tumor")

  @Test("what comes in goes out again, with whose it is and when it was kept")
  func roundTrip() async throws {
    let taken = try await exchange.take(try file([point, piece]), into: "one", slide: nil, by: " Ann Rey")
    #expect(taken == TakenRegions(caseID: "one", count: 2, reviewer: "Ann Rey"))
    let regions = try RegionFile.regions(in: Array(try await exchange.regions(of: "one", slide: nil).utf8))
    #expect(regions.map(\.shape) == [point.shape, piece.shape] && regions.map(\.name) == ["mitosis?", "Tumor"])
    #expect(regions.map { $0.metadata["kind"] } == ["bookmark", "region"])
    #expect(regions.allSatisfy { $0.metadata["reviewer"] == "Ann Rey" && $0.id?.count == 36 })
    // What was changed elsewhere changes the marks that there are.
    var changed = regions
    changed[0].name = "apoptosis"
    _ = try await exchange.take(try file(changed), into: "one", slide: nil, by: "Ann Rey")
    #expect(try store.caseFile("one").marks.map(\.note) == ["apoptosis", "Tumor"])
    // Another reader's file makes marks of their own.
    _ = try await exchange.take(try file(changed), into: "one", slide: nil, by: "Bo")
    #expect(try store.caseFile("one").marks.map(\.reviewer) == ["Ann Rey", "Ann Rey", "Bo", "Bo"])
  }

  @Test("of regions that share the identity of a mark the first changes it, and the others are marks of their own")
  func sameIdentity() async throws {
    _ = try await exchange.take(try file([point]), into: "one", slide: nil, by: "Ann Rey")
    var (first, second) = (try #require(try store.caseFile("one").marks.first).region, point)
    (first.name, second.id, second.name) = ("first", first.id, "second")
    let taken = try await exchange.take(try file([first, second]), into: "one", slide: nil, by: "Ann Rey")
    let marks = try store.caseFile("one").marks
    #expect(taken.count == 2 && marks.map(\.note) == ["first", "second"] && Set(marks.map(\.id)).count == 2)
  }

  @Test("a file that is longer than any of regions is refused before it is read")
  func tooLong() async throws {
    let path = scratch["long.geojson"]
    try #require(FileManager.default.createFile(atPath: path, contents: nil))
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: UInt64(RegionFile.byteLimit) + 1)
    try handle.close()
    await #expect(throws: RegionsFailure.given(.tooLong(path: path, limit: RegionFile.byteLimit))) {
      try await exchange.take(path, into: "one", slide: nil, by: "Ann")
    }
  }

  @Test("a count stays with a box that nobody moved, and with no other")
  func counted() async throws {
    let box = SlideMark(
      id: "a", slide: 0, kind: .nuclei, shape: .rectangle(SlideRegion(x: 1, y: 2, width: 9, height: 9)),
      count: NucleusCount(nuclei: 7, areaMM2: 0.1))
    try store.keep([box], on: "one", reviewer: "Ann Rey")
    var region = try #require(try store.caseFile("one").marks.first).region
    _ = try await exchange.take(try file([region]), into: "one", slide: 1, by: "Ann Rey")
    #expect(try store.caseFile("one").marks.map(\.count) == [box.count])
    region.shape = .rectangle(SlideRegion(x: 1, y: 2, width: 30, height: 9))
    _ = try await exchange.take(try file([region]), into: "one", slide: 1, by: "Ann Rey")
    let moved = try store.caseFile("one").marks
    #expect(moved.map(\.kind) == [.region] && moved.map(\.count) == [nil])
  }

  @Test("of several slides one is named, and a file that is wrong is refused with its place")
  func refused() async throws {
    let path = try file([point])
    await #expect(throws: RegionsFailure.store(.mark(.noSlideNamed(count: 2)))) {
      try await exchange.take(path, into: "two", slide: nil, by: "Ann")
    }
    await #expect(throws: RegionsFailure.store(.mark(.noSuchSlide(3, count: 2)))) {
      try await exchange.regions(of: "two", slide: 3)
    }
    _ = try await exchange.take(path, into: "two", slide: 2, by: "Ann")
    #expect(try store.caseFile("two").marks.map(\.slide) == [1])
    let beside = try file([MarkedRegion(.points([RegionPoint(x: 64, y: 6)]))])
    let failure = RegionFailure("features[0].geometry", .besideSlide(width: 64, height: 64))
    await #expect(throws: RegionsFailure.file(path: beside, failure)) {
      try await exchange.take(beside, into: "one", slide: nil, by: "Ann")
    }
    await #expect(throws: RegionsFailure.given(.unreadable(path: "/nowhere"))) {
      try await exchange.take("/nowhere", into: "one", slide: nil, by: "Ann")
    }
  }

  // MARK: QuPath's corner

  /// The same case, whose slide's file says that QuPath shows it from (16, 8) on.
  private func crop() {
    let bounds = ["x": "16", "y": "8", "width": "40", "height": "40"]
    world.put(
      MemorySlide(
        levels: [RGBAImage(size: PixelSize(width: 64, height: 64), filledWith: (242, 242, 242, 255))],
        mpp: MicronsPerPixel(x: 0.5, y: 0.5), vendor: "mirax",
        properties: Dictionary(uniqueKeysWithValues: bounds.map { ("openslide.bounds-\($0.key)", $0.value) })),
      at: "/slides/one.svs", content: "one")
  }

  @Test("of a slide that QuPath crops are counted from its corner, both ways, and give the same marks")
  func cropped() async throws {
    crop()
    let box = SlideMark(
      id: "a", slide: 0, kind: .nuclei, shape: .rectangle(SlideRegion(x: 20.25, y: 9.125, width: 9, height: 9)),
      note: "dense", count: NucleusCount(nuclei: 7, areaMM2: 0.1))
    let ruler = SlideMark(
      id: "b", slide: 0, kind: .length, shape: .lines([[RegionPoint(x: 17, y: 9), RegionPoint(x: 27.5, y: 9)]]),
      lengthUM: 5.25)
    try store.keep([box, ruler], on: "one", reviewer: "Ann Rey")
    let before = try store.caseFile("one").marks
    let text = try await exchange.regions(of: "one", slide: nil)
    #expect(text.contains("[4.25,1.125]") && text.contains("[1,1]"))
    let path = scratch["cropped.geojson"]
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    _ = try await exchange.take(path, into: "one", slide: nil, by: "Ann Rey")
    #expect(try store.caseFile("one").marks == before)
    // A file from QuPath does not say what it counts from.
    let piece = try file([MarkedRegion(.points([RegionPoint(x: 1, y: 2)]))])
    _ = try await exchange.take(piece, into: "one", slide: nil, by: "Bo")
    #expect(try store.caseFile("one").marks.last?.shape == .points([RegionPoint(x: 17, y: 10)]))
  }

  @Test("of a file of before are counted from the slide's own corner where that is said, and ask no slide for it")
  func level0() async throws {
    crop()
    let piece = try file([MarkedRegion(.points([RegionPoint(x: 17, y: 10)]))])
    _ = try await exchange.take(piece, into: "one", slide: nil, origin: .level0, by: "Ann Rey")
    #expect(try store.caseFile("one").marks.map(\.shape) == [.points([RegionPoint(x: 17, y: 10)])])
    let gone = ExchangeRegions(store: store, keys: .system, slides: MemorySlideOpener([:]))
    let text = try await gone.regions(of: "one", slide: nil, origin: .level0)
    #expect(text.contains("[17,10]") && text.contains(#""coverslip":{"origin":"level0"}"#))
    // It is read as what it says.
    let path = scratch["level0.geojson"]
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    _ = try await exchange.take(path, into: "one", slide: nil, by: "Ann Rey")
    #expect(try store.caseFile("one").marks.map(\.shape) == [.points([RegionPoint(x: 17, y: 10)])])
    await #expect(throws: RegionsFailure.slide(.missing(path: "/slides/one.svs"))) {
      try await gone.regions(of: "one", slide: nil)
    }
  }

  @Test("takes what people have marked, and neither tiles nor what Coverslip says of the model")
  func tiles() async throws {
    var notice = point
    notice.metadata = ["coverslip": "notice"]
    var tile = piece
    tile.kind = .tile
    let taken = try await exchange.take(try file([notice, point, tile]), into: "one", slide: nil, by: "Ann Rey")
    #expect(taken.count == 1 && taken.leftOut == 2)
    #expect(try store.caseFile("one").marks.map(\.note) == ["mitosis?"])
  }

  @Test("a box that QuPath has rounded is the box in which nuclei were counted")
  func rounded() async throws {
    let box = SlideMark(
      id: "a", slide: 0, kind: .nuclei, shape: .rectangle(SlideRegion(x: 1.2345, y: 2, width: 9, height: 9)),
      count: NucleusCount(nuclei: 7, areaMM2: 0.1))
    try store.keep([box], on: "one", reviewer: "Ann Rey")
    var region = try #require(try store.caseFile("one").marks.first).region
    region.shape = .rectangle(SlideRegion(x: 1.23, y: 2, width: 9, height: 9))
    _ = try await exchange.take(try file([region]), into: "one", slide: nil, by: "Ann Rey")
    let marks = try store.caseFile("one").marks
    #expect(marks.map(\.count) == [box.count] && marks.map(\.shape) == [box.shape])
  }
}
