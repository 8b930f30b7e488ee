import Basics
import Foundation
import JPEGCoding
import Microscopy
import Testing

@testable import SlideReading

/// The reference folder: `COVERSLIP_REFERENCE`, or `shared/reference` beside the checkout.
enum Reference {
  static let folder: String? = {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let candidate = place.deletingLastPathComponent().appendingPathComponent("shared/reference").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    return nil
  }()

  static func files(in part: String) -> [String] {
    guard let folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []
    return names.filter { !$0.hasSuffix(".md") }.sorted().map { "\(folder)/\(part)/\($0)" }
  }

  static func slide(_ name: String) throws -> OpenSlideSource {
    try OpenSlideSource(path: "\(folder ?? "")/slides/\(name)")
  }
}

@Suite("Reference slides", .enabled(if: Reference.folder != nil, "the reference folder is not here"))
struct ReferenceSlidesTests {
  @Test(
    "a malformed file is refused, or its picture drawn, or its damage said", arguments: Reference.files(in: "hostile"))
  func hostile(path: String) {
    do {
      let slide = try OpenSlideSource(path: path)
      let (image, _) = try slide.picture(
        of: SlideRegion(x: 0, y: 0, width: 1000, height: 750), output: PixelSize(width: 40, height: 30))
      #expect(image.size == PixelSize(width: 40, height: 30))
    } catch let failure as SlideOpenFailure {
      if case .missing = failure { Issue.record("\(path) was there") }
    } catch {
      guard case .damaged(_, let detail)? = error as? SlideReadFailure else {
        Issue.record("\(path): \(error)")
        return
      }
      #expect(PropertyText.cleaned(detail) == detail)
    }
  }

  @Test(
    "physical size: stated, none, zero, and resolutions that nobody meant",
    arguments: [
      ("slides/CMU-1-Small-Region.svs", 0.499), ("slides/OS-1-detail.derived.svs", 0.2271),
      ("slides/tcga-cr-7395-01a-01-ts1.svs", nil), ("slides/openslide-python_boxes.tiff", nil),
      ("slides/panimg_valid_tiff.tif", nil), ("hostile/mpp-zero.cmu.svs", nil),
    ] as [(String, Double?)])
  func mpp(file: String, expected: Double?) throws {
    let slide = try OpenSlideSource(path: "\(Reference.folder ?? "")/\(file)")
    #expect(slide.description.mpp?.x == expected)
  }

  @Test("have the same pixels with and without OpenSlide drawing their tiles", arguments: Reference.files(in: "slides"))
  func plainTiles(path: String) throws {
    guard let drawn = try? OpenSlideSource(path: path) else { return }
    let plain = try OpenSlideSource(path: path, decoder: JPEGTiles())
    #expect(plain.description == drawn.description)
    let size = PixelSize(width: 300, height: 200)
    for (number, level) in drawn.description.levels.enumerated() {
      for share in [0.0, 0.31, 0.77, 0.99] {
        let x = Int(Double(level.size.width) * share) * Int(level.downsample)
        let y = Int(Double(level.size.height) * (1 - share)) * Int(level.downsample)
        let pixels = try plain.read(level: number, x: x, y: y, size: size)
        #expect(pixels == (try drawn.read(level: number, x: x, y: y, size: size)), "level \(number), \(x), \(y)")
      }
    }
  }

  @Test("a tile with damaged JPEG data costs that tile", arguments: [nil, JPEGTiles()])
  func badTile(decoder: JPEGTiles?) throws {
    let path = "\(Reference.folder ?? "")/hostile/bad-jpeg-mid-tile.cmu.svs"
    let slide = try OpenSlideSource(path: path, decoder: decoder)
    let (_, unreadable) = try slide.picture(
      of: SlideRegion(whole: slide.description.size), output: PixelSize(width: 40, height: 30))
    #expect(unreadable == 1)
  }

  @Test("associated images are listed and readable, and bounded")
  func associatedImages() throws {
    let slide = try Reference.slide("CMU-1-Small-Region.svs")
    #expect(slide.description.associatedImages == ["label", "macro", "thumbnail"])
    let thumbnail = try slide.associatedImage("thumbnail")
    #expect(thumbnail.size == PixelSize(width: 574, height: 768))
  }

  @Test("a slide of 100 352 px a side opens with its four levels")
  func giga() throws {
    let levels = try Reference.slide("giga_100352px_shared_tiles.svs").description.levels
    #expect(levels.map(\.downsample) == [1, 4, 16, 64])
    #expect(levels[0].size == PixelSize(width: 100_352, height: 100_352))
  }
}

@Suite("Field cases: levels", .enabled(if: Reference.folder != nil, "the reference folder is not here"))
struct FieldCaseLevelsTests {
  private func slide(_ name: String) throws -> OpenSlideSource {
    try OpenSlideSource(path: "\(Reference.folder ?? "")/field-cases/slides/\(name)")
  }

  @Test("levels padded to whole tiles are read at downsample 4 and 16")
  func padded() throws {
    let description = try slide("levels_padded_to_whole_tiles.tif").description
    #expect(description.levels.map(\.downsample) == [1, 4, 16])
    #expect(description.leftOut == [])
  }

  @Test("a pyramid with a level smaller than its tile gives the picture of the same pixels without levels")
  func twins() throws {
    let whole = SlideRegion(x: 0, y: 0, width: 2000, height: 1600)
    let size = PixelSize(width: 80, height: 64)
    let pyramid = try slide("synthetic_deflate512_pyr.tif").read(whole, output: size)
    let flat = try slide("synthetic_deflate512_flat.tif").read(whole, output: size)
    let deviations = zip(pyramid.pixels, flat.pixels).map { abs(Int($0) - Int($1)) }
    #expect(Double(deviations.reduce(0, +)) / Double(deviations.count) < 2)
  }

  @Test("no level of an undamaged slide is lost", arguments: Reference.files(in: "slides"))
  func undamaged(path: String) throws {
    guard path.hasSuffix(".svs") || path.hasSuffix(".tif") || path.hasSuffix(".ndpi") else { return }
    guard !path.hasSuffix("valid_tiff.tif") else { return }
    #expect(try OpenSlideSource(path: path).description.leftOut == [])
  }

  @Test(
    "the levels that are read are the same whoever decodes the tiles, to measure or to look",
    arguments: Reference.files(in: "slides") + Reference.files(in: "field-cases/slides")
      + Reference.files(in: "hostile"))
  func sameVerdict(path: String) throws {
    guard let drawn = try? OpenSlideSource(path: path).description else { return }
    let measured = try OpenSlideSource(path: path, decoder: JPEGTiles()).description
    #expect(measured.levels == drawn.levels)
    #expect(measured.leftOut == drawn.leftOut)
    #expect(try OpenSlideSource(path: path, for: .viewing, decoder: JPEGTiles()).description.leftOut == drawn.leftOut)
  }

  @Test("tiles of 200 000 px are refused, and the size in OME-XML is read")
  func others() throws {
    let path = "\(Reference.folder ?? "")/field-cases/slides/tile-200000.tif"
    #expect(
      OpenSlideSource.failure(path)
        == .tooLargeTiles(path: path, width: 200_000, height: 200_000, limit: OpenSlideSource.pixelsPerRead))
    #expect(try slide("ome_physical_size.ome.tif").description.mpp == MicronsPerPixel(x: 0.5, y: 0.5))
  }
}
