import Glibc

/// Files that are too large to be held in memory, in pieces: weights of some gigabytes.
public enum FileStream {
  /// Bytes of a piece; the last one of a file may be smaller.
  public static let pieceSize = 1 << 22

  /// Hands the regular file at `path` to `body`, piece by piece.
  ///
  /// - Throws: `system`, `notAFile`, `truncated`, and what `body` throws.
  public static func read(
    _ path: String, _ body: ([UInt8]) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    let file = try OpenFile(path)
    for piece in pieces(of: file) { try body(try file.read(piece)) }
  }

  /// Where the pieces of `file` lie, in their order; of an empty file there is none.
  public static func pieces(of file: OpenFile) -> [Range<Int>] {
    stride(from: 0, to: file.count, by: pieceSize).map { $0..<min(file.count, $0 + pieceSize) }
  }

  /// Copies the regular file at `source` to `path`, `fsync`ed, for a folder that is renamed as a whole; hands every
  /// piece to `body` as well, so that what is digested is what was written.
  ///
  /// - Throws: `system`, `notAFile`, `truncated`, and what `body` throws.
  public static func copy(
    _ source: String, to path: String, _ body: ([UInt8]) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw AtomicFile.failure(path, "open") }
    do throws(FileFailure) {
      try read(source) { (piece) throws(FileFailure) in
        try AtomicFile.writeAll(piece, to: descriptor, path)
        try body(piece)
      }
      guard fsync(descriptor) == 0 else { throw AtomicFile.failure(path, "fsync") }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw AtomicFile.failure(path, "close") }
  }
}
