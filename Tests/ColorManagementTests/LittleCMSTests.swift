import Microscopy
import Testing

@testable import ColorManagement

@Suite("ICC profiles through Little CMS")
struct LittleCMSTests {
  /// What the colours of ``ScannerProfile`` are in sRGB: Little CMS 2.19 in Pillow 13.0.0, by
  ///
  ///     from PIL import Image, ImageCms
  ///     transform = ImageCms.buildTransform("scanner.icc", ImageCms.createProfile("sRGB"), "RGB", "RGB",
  ///       renderingIntent=1, flags=0x2000 | 0x0040 | 0x0100)
  ///
  /// relative colorimetric, with black point compensation, without cache and without optimisation.
  private static let reference: [(scanner: [UInt8], screen: [UInt8])] = [
    ([0, 0, 0], [0, 0, 0]), ([255, 255, 255], [255, 255, 255]), ([128, 128, 128], [146, 146, 146]),
    ([230, 180, 210], [243, 194, 219]), ([120, 80, 160], [142, 103, 176]), ([200, 120, 170], [222, 141, 185]),
    ([64, 32, 96], [83, 48, 115]), ([255, 0, 0], [255, 0, 12]), ([10, 20, 30], [1, 26, 40]),
    ([240, 240, 238], [243, 243, 241]),
  ]

  private func failure(_ bytes: [UInt8]) -> ColorProfileFailure? {
    do throws(ColorProfileFailure) {
      _ = try InstalledProfileReader().profile(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("make colours of a scanner those of a screen, to a level of 255; alpha stays as it is")
  func colors() throws {
    let profile = try InstalledProfileReader().profile(ScannerProfile().bytes)
    #expect(profile.name == "Synthetic scanner")
    for (index, (scanner, screen)) in Self.reference.enumerated() {
      var pixel = scanner + [UInt8(index * 20)]
      pixel.withUnsafeMutableBytes { profile.convert($0) }
      #expect(zip(pixel, screen).allSatisfy { abs(Int($0) - Int($1)) <= 1 }, "\(scanner): \(pixel), not \(screen)")
      #expect(pixel[3] == UInt8(index * 20))
    }
  }

  @Test(
    "of ink, of grey, of paper, of a link between two devices are refused, by the letters that stand in them",
    arguments: [
      ("scnr", "CMYK", ColorProfileFailure.wrongColors(code: "CMYK")),
      ("mntr", "GRAY", .wrongColors(code: "GRAY")), ("prtr", "RGB ", .wrongClass(code: "prtr")),
      ("link", "RGB ", .wrongClass(code: "link")), ("abst", "RGB ", .wrongClass(code: "abst")),
    ])
  func wrongKinds(kind: String, colors: String, failure expected: ColorProfileFailure) {
    #expect(failure(ScannerProfile(kind: kind, colors: colors).bytes) == expected)
  }

  @Test("of a screen are used like those of a scanner")
  func screen() {
    #expect(failure(ScannerProfile(kind: "mntr").bytes) == nil)
  }

  @Test("that are cut off, empty, no profile, or lack a curve are refused")
  func damaged() {
    #expect(failure([]) == .damaged)
    #expect(failure(Array("no profile at all".utf8)) == .damaged)
    #expect(failure(Array(ScannerProfile().bytes.prefix(200))) == .damaged)
    #expect(failure(ScannerProfile(greenCurve: "none").bytes) == .incomplete)
  }

  @Test("of more than 16 MiB are refused before anything reads them")
  func huge() {
    let limit = 16 << 20
    #expect(failure([UInt8](repeating: 0, count: limit + 1)) == .tooLarge(bytes: limit + 1, limit: limit))
  }

  @Test("damaged anywhere they are refused, or used without harm")
  func flipped() throws {
    let whole = ScannerProfile().bytes
    for index in stride(from: 0, to: whole.count, by: 11) {
      var bytes = whole
      bytes[index] ^= 0xFF
      guard let profile = try? InstalledProfileReader().profile(bytes) else { continue }
      var pixel: [UInt8] = [120, 80, 160, 255]
      pixel.withUnsafeMutableBytes { profile.convert($0) }
      #expect(pixel[3] == 255)
      #expect(profile.name.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
  }

  @Test("need the library, and say which; it tells its version")
  func library() throws {
    #expect(throws: ColorProfileFailure.noLibrary(name: "liblcms2-none.so.9")) {
      try LittleCMS(loading: "liblcms2-none.so.9")
    }
    #expect(throws: ColorProfileFailure.noLibrary(name: "libc.so.6")) { try LittleCMS(loading: "libc.so.6") }
    #expect(try LittleCMS.installed().version.hasPrefix("2."))
  }
}
