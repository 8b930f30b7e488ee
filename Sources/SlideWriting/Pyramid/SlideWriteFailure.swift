import Microscopy

/// Why a slide could not be written. Nothing is left at the destination but what was there before.
public enum SlideWriteFailure: Error, Equatable, Sendable {
  /// The file could not be created beside `path`, or not be put in its place; `code` is the system's error number.
  case cannotCreate(path: String, code: Int32)
  /// The file system has no room left.
  case diskFull(path: String)
  /// libtiff refused; `detail` is its own message.
  case cannotWrite(path: String, detail: String)
  /// The pixels could not be had.
  case unreadable(SlideReadFailure)
  /// The slide has no pixels, or more across than a TIFF directory holds.
  case unusableSize(width: Int, height: Int)
}
