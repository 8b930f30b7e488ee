import Basics
import Casework
import ColorManagement
import Cryptography
import Documents
import Exports
import Foundation
import Microscopy
import PNGCoding
import Prognosis
import Testing
import UseCases

@Suite("What lies over the slides of a case, as files")
struct OverlayExportTests {
  private static let size = PixelSize(width: 256, height: 192)

  /// A case of one slide of glass, which QuPath shows from (16, 8) on.
  private func export(
    _ record: Case? = nil, finding: Finding? = Self.finding(), slides: [String: MemorySlideOpener.Place]? = nil
  ) throws -> ExportCase {
    let store = MemoryCaseStore(actor: "lab", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)
    let registered = try record ?? Self.record()
    try store.register([registered])
    if let finding { try store.record(finding, for: registered.id) }
    let bounds = ["x": "16", "y": "8", "width": "200", "height": "180"]
    let slide = MemorySlide(
      levels: [RGBAImage(size: Self.size, filledWith: (222, 150, 190, 255))], mpp: MicronsPerPixel(x: 0.5, y: 0.5),
      properties: Dictionary(uniqueKeysWithValues: bounds.map { ("openslide.bounds-\($0.key)", $0.value) }))
    let places = slides ?? ["/slides/A.svs": .slide(slide)]
    var tools = ExportTools(
      log: LedgerLog(store, shelf: LogFiles(beside: "/nowhere/casebook"), cryptography: .system),
      cryptography: .system,
      pictures: PictureAccess(
        opener: MemorySlideOpener(places), profiles: InstalledProfileReader(), tiles: { _ in Self.tiles },
        stamp: { _ in nil }),
      results: ResultFiles(of: "/nowhere/casebook"), model: nil, clock: .system, software: "coverslip 1")
    tools.resultDigest = { _ in finding?.resultDigest }
    return ExportCase(store: store, tools: tools)
  }

  private static func record(_ id: String = "S26-1") throws -> Case {
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    return Case(
      id: id,
      slides: [
        CaseSlide(path: "/slides/A.svs", size: size, mpp: mpp, mppGiven: false, objective: 20, vendor: "memory")
      ])
  }

  private static func finding() -> Finding {
    Finding(
      id: "f-1",
      model: ModelIdentity(
        name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
        threshold: 0.05), software: "coverslip 1", computedAt: "2026-03-01T12:00:00Z", tiles: 2, tilesAvailable: 2,
      tissueMM2: 1, score: 0.5, probability5y: 0.1, call: .high, resultFile: "/findings/f-1.safetensors",
      resultDigest: String(repeating: "b", count: 64))
  }

  private static let tiles = PictureTiles(
    TileFindings(
      slides: [0, 0], columns: TileColumns(corners: [32, 32, 96, 32], sides: [64, 64]), attention: [0.75, 0.25],
      contribution: [0.5, -0.25], model: "m", modelDigest: "d"))

  @Test("are GeoJSON that counts from the corner of what QuPath shows")
  func geojson() async throws {
    let files = try await export().files(of: "S26-1", as: .geojson)
    #expect(files.map(\.name) == ["S26-1.geojson"])
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(text.contains("[[[16,24],[80,24],[80,88],[16,88],[16,24]]]"))
    #expect(text.contains("DEMO demonstration 1") && text.contains("Research use only"))
    let regions = try RegionFile.regions(in: files[0].bytes, frame: RegionFrame(corner: RegionPoint(x: 16, y: 8)))
    #expect(regions.filter { $0.kind == .tile }.map(\.shape.bounds.x) == [32, 96])
  }

  @Test("are a gallery for Sectra's viewer")
  func sectra() async throws {
    let files = try await export().files(of: "S26-1", as: .sectra)
    #expect(files.map(\.name) == ["S26-1.sectra.json"])
    #expect(String(decoding: files[0].bytes, as: UTF8.self).contains("\"patchCollection\""))
  }

  @Test("are the heat map as a picture that is not stretched, with lines below it")
  func heatMap() async throws {
    let files = try await export().files(of: "S26-1", as: .png)
    #expect(files.map(\.name) == ["S26-1.heatmap.png"])
    let image = try PNG.image(files[0].bytes)
    #expect(image.width == 256 && image.height >= 192 + 3 * 16)
    #expect((image.height - 192).isMultiple(of: 16))
  }

  @Test("are none of a case that nobody has scored or marked")
  func nothing() async throws {
    for format in [ExportFormat.geojson, .sectra, .png] {
      let words = await failure(try export(finding: nil), as: format)?.words.sentence
      #expect(words?.contains("nothing to tell") == true)
    }
  }

  @Test("say why where a slide is not there")
  func missing() async throws {
    let words = await failure(try export(slides: [:]), as: .geojson)?.words
    #expect(words?.sentence.contains("/slides/A.svs: there is no such file") == true)
  }

  private func failure(_ export: ExportCase, as format: ExportFormat) async -> ExportFailure? {
    do throws(ExportFailure) {
      _ = try await export.files(of: "S26-1", as: format)
      return nil
    } catch { return error }
  }

  @Test("of many tiles are written tile by tile, and their length is known about before")
  func many() throws {
    let count = 20_000
    var corners: [Int64] = []
    for tile in 0..<count { corners += [Int64(tile % 200) * 64, Int64(tile / 200) * 64] }
    let names = (0..<60).map { "measure_\($0)" }
    let tiles = PictureTiles(
      TileFindings(
        slides: [Int32](repeating: 0, count: count),
        columns: TileColumns(corners: corners, sides: [Int64](repeating: 64, count: count)),
        attention: (0..<count).map { 1 / Float($0 + 1) }, contribution: nil, model: "m", modelDigest: "d",
        measures: TileMeasures(names: names, values: (0..<count * 60).map { Float($0) / 7 })))
    var (pieces, longest, length) = (0, 0, 0)
    let file = CaseFile(record: try Self.record(), status: .scored, finding: Self.finding())
    let overlay = SlideOverlay(
      of: file, slide: 0, tiles: OverlayTiles(tiles, of: Self.finding()), corner: RegionPoint(x: 0, y: 0),
      software: "coverslip 1")
    overlay.write { piece in
      (pieces, length) = (pieces + 1, length + piece.utf8.count)
      longest = max(longest, piece.utf8.count)
    }
    #expect(pieces > count && longest < 16_384 && length < overlay.roughLength)
  }
}

@Suite("The names of files that leave")
struct ExportedFileNameTests {
  @Test("are the case's own where every file system takes that", arguments: ["S26-1", "26 1234", "A_b.c", "Fälle-7"])
  func own(id: String) { #expect(ExportedFile.stem(of: id) == id) }

  @Test(
    "hold no separators and begin with a letter or a digit",
    arguments: [
      "26/1234", "..", "../../etc/passwd", "-rf", "a\\b", "C:", "a*?", "CON", "nul.x", "LPT1", " x", "end.", "...",
      "a\u{1B}[2J", "a\u{202E}b",
    ])
  func cleaned(id: String) {
    let stem = ExportedFile.stem(of: id)
    #expect(stem != id && !stem.contains("/") && !stem.contains("\\") && !stem.contains(":") && !stem.hasSuffix("."))
    #expect(stem.unicodeScalars.allSatisfy { $0.value != 0x1B && $0.value != 0x202E })
    #expect(stem.first.map { ".- ".contains($0) } == false)
  }

  @Test("are of one case each, whatever names are made to look like others")
  func apart() {
    let ids = [
      "a/b", "a_b", "a:b", "A-slide2", "A", ExportedFile.stem(of: "a/b"), ExportedFile.stem(of: "A-slide2"), "--", "..",
    ]
    let names = ids.map { ExportedFile.stem(of: $0) } + [ExportedFile.stem(of: "A", slide: 1)]
    #expect(Set(names).count == names.count)
  }

  @Test("have room for endings however long the case's name is")
  func long() {
    let stem = ExportedFile.stem(of: String(repeating: "ä", count: CaseFile.nameLimit))
    #expect(stem.utf8.count < 160)
    #expect(ExportedFile.stem(of: "S26-1", slide: 0) == "S26-1")
    #expect(ExportedFile.stem(of: "S26-1", slide: 1) == "S26-1-slide2")
  }
}
