import Cryptography
import Files
import Foundation

/// What a slide's content is, in hexadecimal SHA-256.
package enum SlideDigest {
  /// Bytes at the beginning and at the end of each file that the quick digest takes in: headers, directories of TIFF.
  private static let endBytes = 1 << 16
  /// Pieces of 4 kB between them, evenly spread.
  private static let pieces = 16
  private static let pieceBytes = 1 << 12

  /// The digest of the size and of fixed ranges of each file that the slide consists of: 192 kB per file, whatever its
  /// size. Names are left out, so that a copy under another name has the same digest. Content that differs elsewhere
  /// only is not told: see ``whole(_:)``.
  package static func quick(_ path: String) throws -> String {
    let files = try SlideFiles(of: path).paths
    var hasher = SHA256Stream()
    hasher.update(Array("coverslip quick digest 1\n\(files.count)\n".utf8))
    for file in files { try addRanges(of: file, to: &hasher) }
    return hasher.hexadecimal
  }

  private static func addRanges(of path: String, to hasher: inout SHA256Stream) throws {
    do throws(FileFailure) {
      let file = try OpenFile(path)
      hasher.update(Array("\(file.count)\n".utf8))
      for range in ranges(of: file.count) { hasher.update(try file.read(range)) }
    } catch { throw SlideFailure(error, of: path) }
  }

  /// Where a file of `size` bytes is looked at; small ones whole.
  private static func ranges(of size: Int) -> [Range<Int>] {
    guard size > 2 * endBytes + pieces * pieceBytes else { return [0..<size] }
    let step = (size - 2 * endBytes) / pieces
    let between = (0..<pieces).map { endBytes + $0 * step..<endBytes + $0 * step + pieceBytes }
    return [0..<endBytes] + between + [size - endBytes..<size]
  }

  /// The digest of every byte. For a slide that is one file it is what `sha256sum` prints; for several files it is the
  /// SHA-256 of their digests, each with a line feed, the slide's own file first, the others in the order of their
  /// names.
  ///
  /// - Parameter next: called between pieces with the bytes that were read and those that there are; where it throws,
  ///   no more is read.
  /// - Throws: ``SlideFailure`` where a file cannot be read, and what `next` throws.
  package static func whole(
    _ path: String, next: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> String {
    let files = try SlideFiles(of: path).paths
    let total = try files.reduce(0) { try $0 + size(of: $1) }
    var done = 0
    let digests = try files.map { file in
      do {
        return try FileDigest.of(file) { bytes in
          done += bytes
          try next(done, total)
        }
      } catch let failure as FileFailure { throw SlideFailure(failure, of: file) }
    }
    guard digests.count != 1 else { return digests[0] }
    return SHA256Hex.digest(Array(digests.map { $0 + "\n" }.joined().utf8))
  }

  private static func size(of path: String) throws -> Int {
    do throws(FileFailure) { return try OpenFile(path).count } catch { throw SlideFailure(error, of: path) }
  }
}

extension SlideFailure {
  /// Why the file at `path` is not that of a slide.
  init(_ failure: FileFailure, of path: String) {
    switch failure {
    case .notAFile: self = .notAFile(path: path)
    case .system, .truncated, .tooLarge: self = .unreadable(path: path)
    }
  }
}
