import Basics
import Files
import Foundation
import Microscopy
import PNGCoding

/// Opens PNG files as slides of one level, which say no scale, and everything else as `slides` does.
struct PictureFiles: SlideOpener {
  let slides: any SlideOpener

  /// - Throws: `damaged`, with what libpng says; what opening a slide throws.
  func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    guard opening.registered == nil, Self.isPNG(opening.path),
      let data = FileManager.default.contents(atPath: opening.path)
    else { return try slides.open(opening, deadline: deadline) }
    do throws(PNGFailure) {
      return MemorySlide(levels: [try PNG.image(Array(data))], mpp: opening.mpp, vendor: "png")
    } catch {
      throw .damaged(path: opening.path, detail: error.detail)
    }
  }

  /// The first bytes of every PNG (W3C PNG specification, 5.2).
  private static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

  private static func isPNG(_ path: String) -> Bool {
    guard FilePaths.isFile(path), let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: signature.count)).map { Array($0) } == signature
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
