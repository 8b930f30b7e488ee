import Basics
import Microscopy

/// One open slide of libopenslide: the only file that calls it, through the functions of one ``OpenSlideLibrary``.
///
/// `@unchecked Sendable`: openslide.h promises that every function but `openslide_close` may be called from several
/// threads on one handle; `openslide_close` runs in `deinit`, when no reader holds the handle any more.
final class OpenSlideHandle: @unchecked Sendable {
  /// `openslide_t *`, owned here and freed by `openslide_close`.
  private let slide: OpaquePointer
  private let library: OpenSlideFunctions

  /// `openslide_open`: `nil` where no format claims the file; throws the message of one that does but cannot be opened.
  init?(path: String, library: OpenSlideLibrary) throws(Latched) {
    guard let slide = library.functions.open(path) else { return nil }
    self.slide = slide
    self.library = library.functions
    try check()
  }

  deinit { library.close(slide) }

  /// The most bytes that an ICC profile may claim: those of scanners have some kilobytes, the largest in print a few
  /// megabytes.
  static let largestProfile: Int64 = 16 << 20

  /// The error that a handle has latched: every later call on it fails with the same.
  struct Latched: Error {
    /// The library's message, cleaned.
    let detail: String
  }

  /// `openslide_get_error`; the string belongs to the handle.
  private func check() throws(Latched) {
    guard let message = library.getError(slide) else { return }
    throw Latched(detail: PropertyText.cleaned(String(cString: message), limit: 400))
  }

  /// Size in px and downsample of every level, as the file claims them.
  func levels() throws(Latched) -> [(width: Int64, height: Int64, downsample: Double)] {
    let count = library.getLevelCount(slide)
    var levels: [(width: Int64, height: Int64, downsample: Double)] = []
    for level in 0..<max(0, count) {
      var width: Int64 = 0
      var height: Int64 = 0
      library.getLevelDimensions(slide, level, &width, &height)
      levels.append((width, height, library.getLevelDownsample(slide, level)))
    }
    try check()
    return levels
  }

  /// Names and values as they are in the file: uncleaned.
  func properties() throws(Latched) -> [String: String] {
    var properties: [String: String] = [:]
    for name in names(library.getPropertyNames(slide)) {
      guard let value = library.getPropertyValue(slide, name) else { continue }
      properties[name] = String(cString: value)
    }
    try check()
    return properties
  }

  /// Names of the associated images, as they are in the file.
  func associatedImageNames() throws(Latched) -> [String] {
    let found = names(library.getAssociatedImageNames(slide))
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

  /// `openslide_read_region`: `size` px of `level` from (`x`, `y`) level-0 px on; `buffer` holds just these.
  func region(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer
  ) throws(Latched) {
    StraightPixels.write(into: buffer) { pixels in
      library.readRegion(slide, pixels, Int64(x), Int64(y), Int32(level), Int64(size.width), Int64(size.height))
    }
    try check()
  }

  /// `openslide_get_associated_image_dimensions`: -1 x -1 where there is none of that name.
  func associatedImageSize(_ name: String) throws(Latched) -> (width: Int64, height: Int64) {
    var width: Int64 = 0
    var height: Int64 = 0
    library.getAssociatedImageDimensions(slide, name, &width, &height)
    try check()
    return (width, height)
  }

  /// `openslide_read_associated_image`; `buffer` holds just the pixels of the image.
  func associatedImage(_ name: String, into buffer: UnsafeMutableRawBufferPointer) throws(Latched) {
    StraightPixels.write(into: buffer) { library.readAssociatedImage(slide, name, $0) }
    try check()
  }

  /// `openslide_get_icc_profile_size` and `openslide_read_icc_profile`: `nil` where the slide has none, or the library
  /// is older than 4.0.0; throws where the profile claims more than ``largestProfile`` bytes.
  func iccProfile() throws(Latched) -> [UInt8]? {
    guard let getSize = library.getICCProfileSize, let read = library.readICCProfile else { return nil }
    let size = getSize(slide)
    try check()
    guard size > 0 else { return nil }
    guard size <= Self.largestProfile else { throw Latched(detail: "its ICC profile claims \(size) bytes") }
    let profile = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, written in
      read(slide, buffer.baseAddress)
      written = Int(size)
    }
    try check()
    return profile
  }
}
