import Foundation
import Microscopy
import SlideReading

extension SlideAccess {
  /// Slides in files of this machine, read by OpenSlide.
  package static let files = SlideAccess(
    source: { path, mpp in try OpenSlideSource(path: path, mpp: mpp) }, quickDigest: SlideDigest.quick,
    wholeDigest: SlideDigest.whole, stamp: FileStamp.init(path:),
    resolved: { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })
}
