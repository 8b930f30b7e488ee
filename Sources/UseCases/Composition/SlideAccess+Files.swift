import Foundation
import JPEGCoding
import Microscopy
import SlideReading

extension SlideAccess {
  /// Slides in files of this machine, read by OpenSlide.
  package static let files = SlideAccess(
    opener: OpenSlideOpener(decoder: JPEGTiles(), quickDigest: openingDigest), quickDigest: SlideDigest.quick,
    wholeDigest: { try SlideDigest.whole($0, next: $1) }, stamp: FileStamp.init(slide:),
    resolved: { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })

  @Sendable private static func openingDigest(_ path: String) throws(SlideOpenFailure) -> String {
    do { return try SlideDigest.quick(path) } catch { throw .cannotRead(path: path, code: errno) }
  }
}
