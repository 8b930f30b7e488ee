import Basics
import Files
import Foundation
import JPEGCoding
import Microscopy
import PNGCoding

/// Opens PNG and JPEG files as slides of one level, which say no scale, and everything else as `slides` does.
struct PictureFiles: SlideOpener {
  let slides: any SlideOpener

  /// - Throws: `damagedPicture`, with what libpng or libjpeg says; what opening a slide throws.
  func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    guard opening.registered == nil, let kind = PictureKind(of: opening.path),
      let data = FileManager.default.contents(atPath: opening.path)
    else { return try slides.open(opening, deadline: deadline) }
    return MemorySlide(
      levels: [try kind.image(Array(data), path: opening.path)], mpp: opening.mpp, vendor: kind.rawValue)
  }
}

/// A picture file that is no slide.
private enum PictureKind: String, CaseIterable {
  case png, jpeg

  /// What the file at `path` is by its first bytes; `nil` of anything else.
  ///
  /// A JPEG has to be named as one too: a slide of MIRAX is opened by a JPEG, its small picture.
  init?(of path: String) {
    guard FilePaths.isFile(path), let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let first = try? handle.read(upToCount: 8),
      let kind = Self.allCases.first(where: { first.starts(with: $0.signature) && $0.isNamed(path) })
    else { return nil }
    self = kind
  }

  /// The first bytes: W3C PNG specification, 5.2; ITU T.81, B.1.1.3, and the marker that follows.
  private var signature: [UInt8] {
    switch self {
    case .png: [137, 80, 78, 71, 13, 10, 26, 10]
    case .jpeg: [0xFF, 0xD8, 0xFF]
    }
  }

  private func isNamed(_ path: String) -> Bool {
    switch self {
    case .png: true
    case .jpeg: ["jpg", "jpeg"].contains(URL(fileURLWithPath: path).pathExtension.lowercased())
    }
  }

  func image(_ bytes: [UInt8], path: String) throws(SlideOpenFailure) -> RGBAImage {
    switch self {
    case .png:
      do throws(PNGFailure) { return try PNG.image(bytes) } catch {
        throw .damagedPicture(path: path, detail: error.detail)
      }
    case .jpeg:
      do throws(JPEGFailure) { return try JPEG.image(bytes) } catch {
        throw .damagedPicture(path: path, detail: error.detail)
      }
    }
  }
}

extension PNGFailure {
  /// What is wrong, in few words.
  var detail: String {
    switch self {
    case .size: "it is larger than can be read"
    case .library(let words): words
    }
  }
}

extension JPEGFailure {
  /// What is wrong, in few words.
  var detail: String {
    switch self {
    case .size: "it is larger than can be read"
    case .colors: "its colours are those of a printer, CMYK"
    case .library(let words): words
    }
  }
}
