import COpenSlide
import Glibc
import Microscopy

/// One open slide of libopenslide: the only file that calls it.
///
/// `@unchecked Sendable`: openslide.h promises that every function but `openslide_close` may be called from several
/// threads on one handle; `openslide_close` runs in `deinit`, when no reader holds the handle any more.
final class OpenSlideHandle: @unchecked Sendable {
  /// `openslide_t *`, owned here and freed by `openslide_close`.
  private let slide: OpaquePointer

  /// `openslide_open`: `nil` where no format claims the file; throws the message of one that does but cannot be opened.
  init?(path: String) throws(Latched) {
    LibraryMessages.silence()
    guard let slide = openslide_open(path) else { return nil }
    self.slide = slide
    try check()
  }

  deinit { openslide_close(slide) }

  /// `openslide_get_version`; the string belongs to the library.
  static var libraryVersion: String { PropertyText.cleaned(String(cString: openslide_get_version())) }

  /// The error that a handle has latched: every later call on it fails with the same.
  struct Latched: Error {
    /// The library's message, cleaned.
    let detail: String
  }

  /// `openslide_get_error`; the string belongs to the handle.
  private func check() throws(Latched) {
    guard let message = openslide_get_error(slide) else { return }
    throw Latched(detail: PropertyText.cleaned(String(cString: message), limit: 400))
  }

  /// Size in px and downsample of every level, as the file claims them.
  func levels() throws(Latched) -> [(width: Int64, height: Int64, downsample: Double)] {
    let count = openslide_get_level_count(slide)
    var levels: [(width: Int64, height: Int64, downsample: Double)] = []
    for level in 0..<max(0, count) {
      var width: Int64 = 0
      var height: Int64 = 0
      openslide_get_level_dimensions(slide, level, &width, &height)
      levels.append((width, height, openslide_get_level_downsample(slide, level)))
    }
    try check()
    return levels
  }

  /// Names and values as they are in the file: uncleaned.
  func properties() throws(Latched) -> [String: String] {
    var properties: [String: String] = [:]
    for name in names(openslide_get_property_names(slide)) {
      guard let value = openslide_get_property_value(slide, name) else { continue }
      properties[name] = String(cString: value)
    }
    try check()
    return properties
  }

  /// Names of the associated images, as they are in the file.
  func associatedImageNames() throws(Latched) -> [String] {
    let found = names(openslide_get_associated_image_names(slide))
    try check()
    return found
  }

  /// A NULL-terminated array that belongs to the handle.
  private func names(_ list: UnsafePointer<UnsafePointer<CChar>?>?) -> [String] {
    var found: [String] = []
    var index = 0
    while let name = list?[index] {
      found.append(String(cString: name))
      index += 1
    }
    return found
  }

  /// `openslide_read_region`: `size` px of `level` from (`x`, `y`) level-0 px on; the caller has bounded `size`.
  func region(level: Int, x: Int, y: Int, size: PixelSize) throws(Latched) -> RGBAImage {
    let image = StraightPixels.image(size) { pixels in
      openslide_read_region(slide, pixels, Int64(x), Int64(y), Int32(level), Int64(size.width), Int64(size.height))
    }
    try check()
    return image
  }

  /// `openslide_get_associated_image_dimensions`: -1 x -1 where there is none of that name.
  func associatedImageSize(_ name: String) throws(Latched) -> (width: Int64, height: Int64) {
    var width: Int64 = 0
    var height: Int64 = 0
    openslide_get_associated_image_dimensions(slide, name, &width, &height)
    try check()
    return (width, height)
  }

  /// `openslide_read_associated_image`; the caller has bounded `size`, which must be the image's own.
  func associatedImage(_ name: String, size: PixelSize) throws(Latched) -> RGBAImage {
    let image = StraightPixels.image(size) { openslide_read_associated_image(slide, name, $0) }
    try check()
    return image
  }
}

/// libtiff, inside libopenslide, writes warnings to stderr with text out of the file. A terminal must not get it.
private enum LibraryMessages {
  static func silence() { _ = once }

  /// `TIFFSetWarningHandler(NULL)` and `TIFFSetErrorHandler(NULL)` of the libtiff that libopenslide brought along; found
  /// by name, since this module links no libtiff of its own.
  private static let once: Void = {
    typealias SetHandler = @convention(c) (UnsafeRawPointer?) -> UnsafeRawPointer?
    for name in ["TIFFSetWarningHandler", "TIFFSetErrorHandler"] {
      guard let symbol = dlsym(nil, name) else { continue }
      _ = unsafeBitCast(symbol, to: SetHandler.self)(nil)
    }
  }()
}
