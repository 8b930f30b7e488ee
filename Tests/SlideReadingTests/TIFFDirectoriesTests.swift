import Basics
import Foundation
import Microscopy
import Testing

@testable import SlideReading

@Suite("Directories of a TIFF")
struct TIFFDirectoriesTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func file(_ tiff: PyramidTIFF) throws -> String { try folder.file("slide.tif", tiff.bytes) }

  private func read(_ tiff: PyramidTIFF) throws -> TIFFDirectories {
    try #require(TIFFDirectories(try FileInspection(path: try file(tiff))))
  }

  private func failure(_ tiff: PyramidTIFF) throws -> SlideOpenFailure? {
    let path = try file(tiff)
    do throws(SlideOpenFailure) {
      _ = try OpenSlideSource(path: path)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "sizes, tiles and samples are read in both byte orders, classic and Big",
    arguments: [(false, false), (false, true), (true, false), (true, true)])
  func orders(isBig: Bool, isBigEndian: Bool) throws {
    var level = PyramidTIFF.Image(50, 40)
    level.isReduced = true
    level.compression = .lzw
    let found = try read(
      PyramidTIFF(images: [PyramidTIFF.Image(200, 160), level], isBig: isBig, isBigEndian: isBigEndian))
    #expect(found.fault == nil)
    #expect(found.all.map(\.size) == [PixelSize(width: 200, height: 160), PixelSize(width: 50, height: 40)])
    #expect(found.all.map(\.tile) == [PixelSize(width: 64, height: 64), PixelSize(width: 64, height: 64)])
    #expect(found.all.map(\.compression) == [1, 5])
    #expect(found.all.map(\.subfileType) == [0, 1])
    #expect(found.all.map(\.pieces) == [12, 1])
    #expect(found.all[0].bits == [8, 8, 8])
    #expect(found.all[0].longestPiece.bytes == 64 * 64 * 3)
    #expect(found.all.map(\.tileOverhang) == [nil, .widerAndHigher])
  }

  @Test("a tile without bytes is found under the pixels that it covers, and nowhere else")
  func lackingTiles() throws {
    var image = PyramidTIFF.Image(200, 160)
    #expect(try read(PyramidTIFF(images: [image])).all[0].emptyPieces == [])
    image.lacking = [5]
    let directory = try read(PyramidTIFF(images: [image])).all[0]
    #expect(directory.emptyPieces.indices.filter { directory.emptyPieces[$0] } == [5])
    // The sixth of four a row: 64 to 128 across and down.
    #expect(directory.lacksTile(x: 120, y: 64, width: 8, height: 1))
    #expect(directory.lacksTile(x: 0, y: 0, width: 65, height: 65))
    #expect(!directory.lacksTile(x: 128, y: 64, width: 300, height: 300))
    #expect(!directory.lacksTile(x: 0, y: 0, width: 64, height: 160))
    #expect(!directory.lacksTile(x: -20, y: -20, width: 20, height: 20))
  }

  @Test("a chain that runs in a circle, and one that leaves the file, end with what was read")
  func chains() throws {
    let loop = try read(PyramidTIFF(images: [PyramidTIFF.Image(80, 80)], loopsBack: true))
    #expect(loop.all.count == 1)
    #expect(loop.fault == "its chain of directories runs in a circle")
    let whole = PyramidTIFF(images: [PyramidTIFF.Image(80, 80)]).bytes
    let path = try folder.file("cut.tif", Array(whole.dropLast(20)))
    let cut = try #require(TIFFDirectories(try FileInspection(path: path)))
    #expect(cut.all.isEmpty)
    #expect(cut.fault?.contains("is not whole") == true)
    guard case .notRecognised(path, .damagedTIFF)? = OpenSlideSource.failure(path) else {
      Issue.record("\(String(describing: OpenSlideSource.failure(path)))")
      return
    }
  }

  @Test(
    "tiles that no library should allocate are refused before one sees them",
    arguments: [(200_000, 200_000), (23_170, 23_170), (1, 20_000_000), (Int(UInt32.max), Int(UInt32.max))])
  func hugeTiles(width: Int, height: Int) throws {
    var image = PyramidTIFF.Image(400, 300)
    image.claimedTile = PixelSize(width: width, height: height)
    let tiff = PyramidTIFF(images: [image], isBig: true)
    #expect(
      try failure(tiff)
        == .tooLargeTiles(
          path: "\(folder.path)/slide.tif", width: width, height: height, limit: OpenSlideSource.pixelsPerRead))
  }

  @Test("a tile that claims more bytes than the file has, or than it could decode to, is damage")
  func hugePieces() throws {
    for claimed in [UInt64(1) << 40, 3 << 30] {
      var image = PyramidTIFF.Image(80, 80)
      image.claimedBytes = claimed
      guard case .damaged(_, let detail)? = try failure(PyramidTIFF(images: [image], isBig: true)) else {
        Issue.record("not refused at \(claimed)")
        return
      }
      #expect(detail.contains("\(claimed)"))
    }
  }

  @Test("what the tags say is what the reader is told: compression, bits, strips")
  func kinds() throws {
    let path = "\(folder.path)/slide.tif"
    var image = PyramidTIFF.Image(80, 80)
    image.compression = TIFFCompression(code: 34_712)
    #expect(
      try failure(PyramidTIFF(images: [image]))
        == .unsupportedPixels(path: path, .compression(TIFFCompression(code: 34_712))))
    image.compression = .none
    image.bits = 32
    #expect(try failure(PyramidTIFF(images: [image])) == .unsupportedPixels(path: path, .bits(32)))
    image.sampleFormat = 3
    #expect(try failure(PyramidTIFF(images: [image])) == .unsupportedPixels(path: path, .floatingPoint(bits: 32)))
    var mask = PyramidTIFF.Image(80, 80)
    (mask.bits, mask.samples, mask.photometric) = (1, 1, 1)
    #expect(try failure(PyramidTIFF(images: [mask])) == .unsupportedPixels(path: path, .bits(1)))
    #expect(
      try failure(PyramidTIFF(images: [PyramidTIFF.Image(80, 80, tile: nil)]))
        == .notRecognised(path: path, kind: .strippedTIFF))
    #expect(
      try failure(PyramidTIFF(images: [PyramidTIFF.Image(80, 80)], isBigEndian: true))
        == .notRecognised(path: path, kind: .bigEndianTIFF))
  }

  @Test("a photo of the glass that keeps OpenSlide from the slide is named")
  func foreignPage() throws {
    var (level, photo) = (PyramidTIFF.Image(300, 225), PyramidTIFF.Image(400, 130))
    (level.isReduced, photo.isReduced) = (true, true)
    let kind = try read(PyramidTIFF(images: [PyramidTIFF.Image(1200, 900), level, photo])).foreignPage
    let slide = PixelSize(width: 1200, height: 900)
    #expect(kind == .foreignPage(index: 2, size: PixelSize(width: 400, height: 130), slide: slide))
    guard
      case .notRecognised(_, kind)? = try failure(
        PyramidTIFF(images: [PyramidTIFF.Image(1200, 900), level, photo]))
    else {
      Issue.record("opened, or failed otherwise")
      return
    }
    #expect(try read(PyramidTIFF(images: [PyramidTIFF.Image(1200, 900), level])).foreignPage == nil)
  }

  @Test("16 bits a sample and big-endian BigTIFF are read as they were")
  func stillRead() throws {
    var image = PyramidTIFF.Image(80, 80)
    image.bits = 16
    #expect(try failure(PyramidTIFF(images: [image])) == nil)
    #expect(try failure(PyramidTIFF(images: [PyramidTIFF.Image(80, 80)], isBig: true, isBigEndian: true)) == nil)
  }
}

extension OpenSlideSource {
  /// Why the file at `path` cannot be opened; `nil` where it can.
  static func failure(_ path: String) -> SlideOpenFailure? {
    do throws(SlideOpenFailure) {
      _ = try OpenSlideSource(path: path)
      return nil
    } catch {
      return error
    }
  }
}

@Suite("Probes of the installed libraries")
struct DecoderProbesTests {
  @Test("every probe that is reported can be written, and is read back by a right decoder or refused")
  func ordinary() throws {
    let report = DecoderReport.made(with: try OpenSlideLibrary.installed())
    #expect(report.wrong == [])
    #expect(report.right.contains("JPEG (YCbCr)"))
    #expect(report.right.contains("LZW"))
    #expect(report.right.count + report.refused.count == ProbeSubject.reported.count)
    for subject in ProbeSubject.reported { #expect(ProbeSlide.canWrite(subject), "\(subject.name)") }
  }

  @Test("a directory whose tiles are decoded on a path that no probe takes has no probe")
  func otherPaths() {
    var directory = TIFFDirectory()
    (directory.compression, directory.bits, directory.samples, directory.photometric) = (7, [8, 8, 8], 3, 6)
    #expect(ProbeSubject(directory) == ProbeSubject(compression: .jpeg, pixels: .yCbCr))
    directory.planar = 2
    #expect(ProbeSubject(directory) == nil)
    (directory.planar, directory.samples, directory.photometric) = (1, 4, 2)
    #expect(ProbeSubject(directory) == nil)
    directory.compression = 32_946
    #expect(ProbeSubject(directory) == ProbeSubject(compression: .deflate, pixels: .rgb))
    directory.compression = 34_712
    #expect(ProbeSubject(directory) == nil)
  }

  @Test("JPEG in colour, which OpenSlide decodes itself, is right also where tiles are larger than the image")
  func overhang() throws {
    let report = DecoderReport.made(with: try OpenSlideLibrary.installed())
    #expect(!report.wrongWhereTilesOverhang.contains("JPEG (YCbCr)"))
    #expect(!report.wrongWhereTilesOverhang.contains("JPEG (RGB)"))
  }
}

@Suite("Pixel sizes of OME-XML")
struct OMEPixelsTests {
  private let size = PixelSize(width: 100, height: 80)

  private func mpp(_ attributes: String) -> Double? {
    let text = "<?xml version=\"1.0\"?><OME><Image ID=\"a\"><Pixels ID=\"p\" \(attributes)/></Image></OME>"
    return PhysicalSize.mpp(of: ["tiff.ImageDescription": text], size: size)?.x
  }

  @Test(
    "every unit of length becomes um, and no unit is um",
    arguments: [
      ("0.5", nil, 0.5), ("0.5", "\u{B5}m", 0.5), ("0.5", "\u{3BC}m", 0.5), ("0.5", "um", 0.5), ("0.5", "&#181;m", 0.5),
      ("0.5", "&#xB5;m", 0.5), ("500", "nm", 0.5), ("0.0005", "mm", 0.5), ("5e-5", "cm", 0.5), ("5E-7", "m", 0.5),
      ("5000", "\u{C5}", 0.5), ("500000", "pm", 0.5), ("0.00002", "in", 0.508), ("0.02", "thou", 0.508),
      ("0.5", "pixel", nil), ("0.5", "reference frame", nil), ("0", nil, nil), ("-1", nil, nil), ("nan", nil, nil),
    ] as [(String, String?, Double?)])
  func units(value: String, unit: String?, expected: Double?) throws {
    let attribute = unit.map { " PhysicalSizeXUnit=\"\($0)\"" } ?? ""
    let found = mpp("PhysicalSizeX=\"\(value)\"\(attribute)")
    if let expected { #expect(abs(try #require(found) - expected) < 1e-9) } else { #expect(found == nil) }
  }

  @Test("the slide's own image is taken, not the label before it; prefixes, single quotes and both axes are read")
  func images() throws {
    let text = """
      <ome:OME xmlns:ome="x"><ome:Image><ome:Pixels SizeX="10" SizeY="10" PhysicalSizeX="9"/></ome:Image>
      <ome:Image><ome:Pixels SizeX='100' SizeY = '80' PhysicalSizeX='0.25' PhysicalSizeY='250'
      PhysicalSizeYUnit='nm'><ome:Channel/></ome:Pixels></ome:Image></ome:OME>
      """
    let found = PhysicalSize.mpp(of: ["tiff.ImageDescription": text], size: size)
    #expect(found == MicronsPerPixel(x: 0.25, y: 0.25))
  }

  @Test("what the file says elsewhere comes first, and other descriptions say nothing")
  func precedence() {
    let text = "<OME><Pixels PhysicalSizeX=\"0.5\"/></OME>"
    let stated = PhysicalSize.mpp(of: ["openslide.mpp-x": "0.25", "tiff.ImageDescription": text], size: size)
    #expect(stated?.x == 0.25)
    #expect(PhysicalSize.mpp(of: ["tiff.ImageDescription": "<Pixels PhysicalSizeX=\"0.5\"/>"], size: size) == nil)
    #expect(PhysicalSize.mpp(of: ["tiff.ImageDescription": "<OME><Pixels PhysicalSizeX=\"0.5"], size: size) == nil)
  }
}
