import Foundation
import Microscopy
import SlideReading

extension SlideAccess {
  /// Slides in files of this machine, read by OpenSlide.
  package static let files = SlideAccess(
    opener: OpenSlideOpener(quickDigest: openingDigest), quickDigest: SlideDigest.quick,
    wholeDigest: SlideDigest.whole, stamp: FileStamp.init(path:),
    resolved: { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })

  @Sendable private static func openingDigest(_ path: String) throws(SlideOpenFailure) -> String {
    do { return try SlideDigest.quick(path) } catch { throw .cannotRead(path: path, code: errno) }
  }
}
