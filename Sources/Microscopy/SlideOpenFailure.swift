import Basics

/// Why a slide could not be opened, whoever opens it. Paths and details come from outside: strip control characters
/// before they reach a terminal; details are stripped already.
public enum SlideOpenFailure: Error, Hashable, Sendable {
  /// There is no library to read slides with.
  case noLibrary(SlideLibraryFailure)
  /// There is nothing at `path`.
  case missing(path: String)
  /// A folder stands where a file is wanted.
  case folder(path: String)
  /// A pipe, a socket or a device stands where a file is wanted.
  case notAFile(path: String)
  /// The file may not be read; `code` is errno.
  case cannotRead(path: String, code: Int32)
  /// The file has no bytes.
  case empty(path: String)
  /// The file is a Git LFS pointer: the slide itself was never fetched.
  case largeFilePointer(path: String)
  /// The reader knows no such format; `kind` says what the first bytes tell.
  case notRecognised(path: String, kind: UnrecognisedKind)
  /// The reader knows the format and refuses the file.
  case damaged(path: String, detail: String)
  /// A picture file, which is no slide, cannot be read.
  case damagedPicture(path: String, detail: String)
  /// The header claims a size that cannot be: no level, a side below 1, or a side above `limit` px.
  case implausibleSize(path: String, width: Int, height: Int, limit: Int)
  /// A directory claims tiles of more than `limit` px, which no library should be asked to allocate.
  case tooLargeTiles(path: String, width: Int, height: Int, limit: Int)
  /// The tags say that the pixels are of a kind that the installed libraries do not decode.
  case unsupportedPixels(path: String, UnsupportedPixels)
  /// Level 0 is narrower or lower than its tiles, and the installed libraries decode such tiles of this compression
  /// wrongly, or could not be tried with it.
  case tileLargerThanSlide(path: String, tile: PixelSize, size: PixelSize, compression: TIFFCompression)
  /// The file is not the one that was registered.
  case notRegistered(path: String, RegistrationDifference)
  /// The deadline passed before the slide was open.
  case timedOut(path: String)
  /// What decodes the slide ended while it opened it.
  case decoderDied(path: String)
}

/// What tells a file from the slide that was registered.
public enum RegistrationDifference: Hashable, Sendable {
  /// Level 0 has this size now.
  case size(PixelSize)
  /// The quick digest is another.
  case content
}

/// Pixels of a kind that a reader and its libraries do not decode, by the tags of a TIFF's directory.
public enum UnsupportedPixels: Hashable, Sendable {
  /// The installed libraries have no decoder of this compression.
  case compression(TIFFCompression)
  /// Samples of this many bits: neither 8 nor 16.
  case bits(Int)
  /// Floating-point samples of this many bits.
  case floatingPoint(bits: Int)
  /// Signed samples of this many bits.
  case signed(bits: Int)
}

/// Why there is no library to read slides with. Names come from outside: strip control characters before they reach a
/// terminal; reasons are stripped already.
public enum SlideLibraryFailure: Error, Hashable, Sendable {
  /// None of `names` is installed, or those that are could not be loaded, for the reasons in `passedOver`.
  case notInstalled(names: [String], passedOver: [String])
  /// The system's loader refused the library, for its `reason`.
  case cannotLoad(name: String, reason: String)
  /// The library loads and lacks the function `missing`.
  case notOpenSlide(name: String, missing: String)
}

/// What the first bytes of a file tell that the reader does not recognise.
public enum UnrecognisedKind: Hashable, Sendable {
  /// A TIFF whose directories lie beyond the end of the file: a copy that was cut off.
  case truncatedTIFF
  /// A classic TIFF in big-endian order, which OpenSlide 3.4.1 does not read.
  case bigEndianTIFF
  /// A DICOM file that this version of OpenSlide does not read: before 4.0.0 it reads none, and later ones only those
  /// of whole-slide images.
  case dicom(openSlide: String)
  /// A TIFF whose images lie in strips, not in tiles.
  case strippedTIFF
  /// A TIFF whose directories cannot be followed; `detail` says where they break.
  case damagedTIFF(detail: String)
  /// A tiled TIFF with a reduced page that has not the proportions of the slide, for which OpenSlide refuses it: a
  /// photo of the glass among the levels. Pages are counted from 0.
  case foreignPage(index: Int, size: PixelSize, slide: PixelSize)
  /// A tiled TIFF with whole directories that OpenSlide takes for no slide.
  case unsupportedTIFF
  /// No slide format begins like this.
  case unknown
}
