/// Why a PNG could not be written or read.
public enum PNGFailure: Error, Hashable, Sendable {
  /// More than a gigabyte of pixels, or none.
  case size
  /// What libpng says of it.
  case library(String)
}
