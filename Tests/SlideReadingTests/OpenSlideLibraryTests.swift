import Basics
import Foundation
import Microscopy
import Testing

@testable import SlideReading

@Suite("The OpenSlide library")
struct OpenSlideLibraryTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func failure(named: String?, else names: [String] = []) -> SlideLibraryFailure? {
    do throws(SlideLibraryFailure) {
      _ = try OpenSlideLibrary.find(named: named, else: names)
      return nil
    } catch {
      return error
    }
  }

  @Test("one that is named and is not there is refused, whatever else is installed")
  func namedAndMissing() throws {
    let path = "\(folder.path)/none.so"
    guard case .cannotLoad(path, let reason)? = failure(named: path, else: OpenSlideLibrary.names) else {
      Issue.record("\(String(describing: failure(named: path)))")
      return
    }
    #expect(reason.contains("No such file"))
  }

  @Test("a library that is not OpenSlide is refused with the function that it lacks")
  func another() {
    #expect(failure(named: "libc.so.6") == .notOpenSlide(name: "libc.so.6", missing: "openslide_get_version"))
  }

  @Test("without a name the first that loads is taken; one that is there and does not load is told")
  func order() throws {
    let installed = try #require(OpenSlides.all.first)
    let broken = try folder.file("libopenslide.so.1", Array("no library".utf8))
    let found = try OpenSlideLibrary.find(named: nil, else: ["libopenslide-none.so.9", broken, installed.path])
    #expect(found.path == installed.path)
    #expect(found.passedOver.count == 1)
    #expect(found.passedOver.first?.hasPrefix(broken) == true)
    #expect(try OpenSlideLibrary.find(named: "", else: [installed.path]).path == installed.path)
  }

  @Test("where there is none, the names that were tried are told")
  func none() {
    let names = ["libopenslide-none.so.9", "libopenslide-none.so.8"]
    #expect(failure(named: nil, else: names) == .notInstalled(names: names, passedOver: []))
  }

  @Test("says its version, its file and the libtiff that it brought along", arguments: OpenSlides.all)
  func facts(library: OpenSlideLibrary) {
    #expect(library.version.split(separator: ".").count == 3)
    #expect(FileManager.default.fileExists(atPath: library.path))
    if let tiff = library.tiffVersion { #expect(tiff.split(separator: ".").count == 3) }
    #expect((library.functions.getICCProfileSize == nil) == library.version.hasPrefix("3."))
  }

  @Test("a slide without a profile and a barcode has none", arguments: OpenSlides.all)
  func noProfile(library: OpenSlideLibrary) throws {
    let path = try folder.file("plain.tif", TinyTIFF().bytes)
    let slide = try OpenSlideSource(path: path, library: library)
    #expect(try slide.iccProfile() == nil)
    #expect(slide.description.label == nil)
  }

  @Test(
    "the ICC profile comes as it is in the file, also where the library does not give it", arguments: OpenSlides.all)
  func profile(library: OpenSlideLibrary) throws {
    let profile = (0..<300).map { UInt8($0 % 251) }
    var tiff = TinyTIFF()
    tiff.profile = profile
    let path = try folder.file("profile.tif", tiff.bytes)
    #expect(try OpenSlideSource(path: path, library: library).iccProfile() == profile)
  }

  /// A tiny slide with a profile whose entry claims `count` bytes at `offset`; default: what is so.
  private func tampered(count: UInt32? = nil, offset: UInt32? = nil) -> [UInt8] {
    var tiff = TinyTIFF()
    tiff.profile = (0..<300).map { UInt8($0 % 251) }
    var bytes = tiff.bytes
    let entries = (0..<Int(bytes[8])).map { 10 + 12 * $0 }
    guard let entry = entries.first(where: { bytes[$0] == 0x73 && bytes[$0 + 1] == 0x87 }) else { return bytes }
    for (place, value) in [(entry + 4, count), (entry + 8, offset)] {
      guard let value else { continue }
      for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) }
    }
    return bytes
  }

  @Test(
    "a profile that claims more than the file holds, or more than 16 MiB, is said to be damaged; the slide is read",
    .enabled(if: OpenSlides.version3 != nil, "there is no OpenSlide 3 on this machine"))
  func wrongProfile() throws {
    let library = try #require(OpenSlides.version3)
    for bytes in [tampered(offset: 4_000_000), tampered(count: 60_000), tampered(count: 20 << 20)] {
      let slide = try OpenSlideSource(path: try folder.file("profile.tif", bytes), library: library)
      do throws(SlideReadFailure) {
        _ = try slide.iccProfile()
        Issue.record("it has a profile")
      } catch {
        guard case .damaged(.profile, let detail) = error else { throw error }
        #expect(detail.hasPrefix("its ICC profile "))
      }
      #expect(try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 1, height: 1)).pixels.count == 4)
    }
  }

  @Test("a DICOM file that is not read is named, with the version that does not read it", arguments: OpenSlides.all)
  func dicom(library: OpenSlideLibrary) throws {
    let bytes = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + [UInt8](repeating: 0, count: 64)
    let path = try folder.file("slide.dcm", bytes)
    do throws(SlideOpenFailure) {
      _ = try OpenSlideSource(path: path, library: library)
      Issue.record("opened")
    } catch {
      switch error {
      case .notRecognised(path, .dicom(library.version)): break
      case .damaged: #expect(library.version.hasPrefix("4."))
      default: Issue.record("\(error)")
      }
    }
  }
}
