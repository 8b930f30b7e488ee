import Basics
import CTIFF
import Glibc
import Microscopy

/// A TIFF being written beside its destination, and put there when it is complete.
///
/// Owns the `TIFF *` and its log; used by one thread. Without ``commit()`` the unfinished file is removed.
final class TIFFFile {
  static let tile = 256

  private let path: String
  private let partial: String
  private let log: UnsafeMutablePointer<coverslip_tiff_log>
  private var tiff: OpaquePointer?
  private var isCommitted = false

  /// `open` and `TIFFFdOpenExt`; BigTIFF where the offsets of a classic one might not suffice.
  init(path: String, big: Bool) throws(SlideWriteFailure) {
    self.path = path
    partial = path + ".partial"
    let descriptor = open(partial, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    log = .allocate(capacity: 1)
    log.initialize(to: coverslip_tiff_log())
    tiff = coverslip_tiff_open(descriptor, partial, big ? "w8" : "w", log)
    if tiff == nil {
      close(descriptor)
      throw .cannotWrite(path: path, detail: message)
    }
  }

  deinit {
    if let tiff { TIFFClose(tiff) }
    if !isCommitted { unlink(partial) }
    log.deallocate()
  }

  /// What a directory holds.
  enum Page {
    case baseline, level, thumbnail
  }

  /// Starts a JPEG directory, in tiles but for the thumbnail, which is one strip: `TIFFSetField` for each tag.
  ///
  /// Only a generic TIFF calls its levels reduced images; in Aperio's files the levels are full ones, and readers that
  /// follow them (tifffile, opentile) stop at the first reduced image.
  func begin(_ size: PixelSize, _ page: Page, _ options: PyramidOptions, text: String?) throws(SlideWriteFailure) {
    let chroma = options.halvesChroma ? 2 : 1
    let isReduced = page != .baseline
    try set(TIFFTAG_SUBFILETYPE, isReduced && options.layout == .generic ? FILETYPE_REDUCEDIMAGE : 0)
    try set(TIFFTAG_IMAGEWIDTH, Int32(size.width))
    try set(TIFFTAG_IMAGELENGTH, Int32(size.height))
    switch page {
    case .baseline, .level:
      try set(TIFFTAG_TILEWIDTH, Int32(Self.tile))
      try set(TIFFTAG_TILELENGTH, Int32(Self.tile))
    case .thumbnail: try set(TIFFTAG_ROWSPERSTRIP, Int32(size.height))
    }
    try set(TIFFTAG_SAMPLESPERPIXEL, 3)
    try set(TIFFTAG_BITSPERSAMPLE, 8)
    try set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG)
    try set(TIFFTAG_COMPRESSION, COMPRESSION_JPEG)
    try set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR)
    try checked(coverslip_tiff_set_pair(tiff, UInt32(TIFFTAG_YCBCRSUBSAMPLING), Int32(chroma), Int32(chroma)))
    try set(TIFFTAG_JPEGQUALITY, Int32(options.quality))
    try set(TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB)
    try setResolution(options, reduction: isReduced)
    if let text { try checked(coverslip_tiff_set_text(tiff, UInt32(TIFFTAG_IMAGEDESCRIPTION), text)) }
    try checked(coverslip_tiff_set_text(tiff, UInt32(TIFFTAG_SOFTWARE), "Coverslip"))
  }

  private func setResolution(_ options: PyramidOptions, reduction: Bool) throws(SlideWriteFailure) {
    guard let mpp = options.mpp, !reduction else { return try set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_NONE) }
    try set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER)
    try checked(coverslip_tiff_set_rational(tiff, UInt32(TIFFTAG_XRESOLUTION), 10_000 / mpp.x))
    try checked(coverslip_tiff_set_rational(tiff, UInt32(TIFFTAG_YRESOLUTION), 10_000 / mpp.y))
  }

  private func set(_ tag: Int32, _ value: Int32) throws(SlideWriteFailure) {
    try checked(coverslip_tiff_set_integer(tiff, UInt32(tag), value))
  }

  /// `TIFFWriteEncodedTile` of 256 x 256 RGB pixels.
  func write(tile index: Int, _ pixels: inout [UInt8]) throws(SlideWriteFailure) {
    errno = 0
    let count = tmsize_t(pixels.count)
    let written = pixels.withUnsafeMutableBytes {
      TIFFWriteEncodedTile(tiff, UInt32(index), $0.baseAddress, count)
    }
    guard written == count else { throw failure() }
  }

  /// `TIFFWriteEncodedStrip` of a whole thumbnail, three bytes per pixel.
  func write(strip pixels: inout [UInt8]) throws(SlideWriteFailure) {
    errno = 0
    let count = tmsize_t(pixels.count)
    let written = pixels.withUnsafeMutableBytes { TIFFWriteEncodedStrip(tiff, 0, $0.baseAddress, count) }
    guard written == count else { throw failure() }
  }

  /// `TIFFWriteDirectory`: the level is complete.
  func endDirectory() throws(SlideWriteFailure) {
    errno = 0
    try checked(TIFFWriteDirectory(tiff))
  }

  /// Flushes, `fsync`s and renames, so that the destination is never half written.
  func commit() throws(SlideWriteFailure) {
    errno = 0
    guard TIFFFlush(tiff) == 1 else { throw failure() }
    guard fsync(TIFFFileno(tiff)) == 0 else { throw failure() }
    TIFFClose(tiff)
    tiff = nil
    guard rename(partial, path) == 0 else { throw .cannotCreate(path: path, code: errno) }
    isCommitted = true
  }

  private func checked(_ result: Int32) throws(SlideWriteFailure) {
    guard result == 1 else { throw failure() }
  }

  private func failure() -> SlideWriteFailure {
    errno == ENOSPC || errno == EDQUOT ? .diskFull(path: path) : .cannotWrite(path: path, detail: message)
  }

  private var message: String {
    withUnsafePointer(to: &log.pointee.message) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
