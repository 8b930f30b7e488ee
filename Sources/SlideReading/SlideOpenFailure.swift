/// Why a slide could not be opened. Paths and details come from outside: strip control characters before they reach a
/// terminal; details are stripped already.
public enum SlideOpenFailure: Error, Equatable, Sendable {
  /// There is nothing at `path`.
  case missing(path: String)
  /// A folder stands where a file is wanted.
  case folder(path: String)
  /// The file may not be read; `code` is errno.
  case cannotRead(path: String, code: Int32)
  /// The file has no bytes.
  case empty(path: String)
  /// The file is a Git LFS pointer: the slide itself was never fetched.
  case largeFilePointer(path: String)
  /// OpenSlide knows no such format; `kind` says what the first bytes tell.
  case notRecognised(path: String, kind: UnrecognisedKind)
  /// OpenSlide knows the format and refuses the file.
  case damaged(path: String, detail: String)
  /// The header claims a size that cannot be: no level, a side below 1, or a side above `limit` px.
  case implausibleSize(path: String, width: Int, height: Int, limit: Int)
}

/// What the first bytes of a file tell that OpenSlide does not recognise.
public enum UnrecognisedKind: Equatable, Sendable {
  /// A TIFF whose directories lie beyond the end of the file: a copy that was cut off.
  case truncatedTIFF
  /// A classic TIFF in big-endian order, which OpenSlide 3.4.1 does not read.
  case bigEndianTIFF
  /// A TIFF whose layout OpenSlide cannot read: stripped, or with damaged directories.
  case unsupportedTIFF
  /// No slide format begins like this.
  case unknown
}
