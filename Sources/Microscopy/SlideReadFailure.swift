import Basics

/// Why pixels could not be had.
public enum SlideReadFailure: Error, Hashable, Sendable {
  /// The slide has no such level.
  case noSuchLevel(Int)
  /// The slide has no such associated image.
  case noSuchImage(String)
  /// More pixels were asked for at once than ``SlideSource`` reads, which is `limit`.
  case tooLarge(pixels: Int, limit: Int)
  /// The memory that was given holds `bytes` bytes, and the pixels have `needed`.
  case bufferTooSmall(bytes: Int, needed: Int)
  /// The file is damaged there; `detail` is the reader's own message, cleaned.
  case damaged(SlidePart, detail: String)
  /// The deadline passed before the pixels were there.
  case timedOut(SlidePart)
  /// What decodes the slide ended while it read there.
  case decoderDied(SlidePart)
}

/// What of a slide was asked for.
public enum SlidePart: Hashable, Sendable {
  /// A region in level-0 px, read from `level`.
  case region(SlideRegion, level: Int)
  /// An associated image.
  case image(String)
  /// The colour profile.
  case profile
}
