import Sentences
import Casework
import Crypto
import Cryptography
import Foundation
import Synchronization

/// What a slide's content is, in hexadecimal SHA-256.
enum SlideDigest {
  /// Bytes at the beginning and at the end of each file that the quick digest takes in: headers, directories of TIFF.
  private static let endBytes = 1 << 16
  /// Pieces of 4 kB between them, evenly spread.
  private static let pieces = 16
  private static let pieceBytes = 1 << 12

  /// Of the size and of fixed ranges of each file that the slide consists of: 192 kB a file, whatever its size. Names
  /// are left out, so that a copy under another name has the same digest. Content that differs elsewhere only is not
  /// told: see ``whole(_:)``.
  static func quick(_ path: String) throws -> String {
    let files = try SlideFiles(of: path).paths
    var hasher = SHA256()
    hasher.update(data: Data("coverslip quick digest 1\n\(files.count)\n".utf8))
    for file in files { try addRanges(of: file, to: &hasher) }
    return hex(hasher.finalize())
  }

  private static func addRanges(of path: String, to hasher: inout SHA256) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw gone(path) }
    defer { try? handle.close() }
    do {
      let size = try handle.seekToEnd()
      hasher.update(data: Data("\(size)\n".utf8))
      for (offset, count) in ranges(of: size) {
        try handle.seek(toOffset: offset)
        hasher.update(data: try handle.read(upToCount: count) ?? Data())
      }
    } catch { throw gone(path) }
  }

  /// Where a file of `size` bytes is looked at; small ones whole.
  private static func ranges(of size: UInt64) -> [(UInt64, Int)] {
    let all = UInt64(2 * endBytes + pieces * pieceBytes)
    guard size > all else { return [(0, Int(size))] }
    let step = (size - UInt64(2 * endBytes)) / UInt64(pieces)
    let between = (0..<UInt64(pieces)).map { (UInt64(endBytes) + $0 * step, pieceBytes) }
    return [(0, endBytes)] + between + [(size - UInt64(endBytes), endBytes)]
  }

  /// Of every byte: of a slide that is one file what `sha256sum` prints; of several files the SHA-256 of their digests,
  /// each with a line feed, the slide's own file first, the others in the order of their names.
  static func whole(_ path: String) throws -> String {
    let digests = try SlideFiles(of: path).paths.map { file in
      guard let digest = FileDigest.sha256(file) else { throw gone(file) }
      return digest
    }
    guard digests.count != 1 else { return digests[0] }
    return hex(SHA256.hash(data: Data(digests.map { $0 + "\n" }.joined().utf8)))
  }

  private static func gone(_ path: String) -> CommandFailure {
    CommandFailure(.noInput, "\(path): cannot be read; check that the file is there and that it may be read")
  }

  private static func hex(_ digest: some Sequence<UInt8>) -> String {
    digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

/// Whole digests of slides, taken on threads of their own while the tiles are encoded.
final class SlideDigesting: Sendable {
  private let group = DispatchGroup()
  private let results = Mutex([Int: Result<String, any Error>]())
  private let count: Int

  /// Begins.
  init(_ paths: [String]) {
    count = paths.count
    for (index, path) in paths.enumerated() {
      DispatchQueue.global(qos: .utility).async(group: group) {
        let result = Result { try SlideDigest.whole(path) }
        self.results.withLock { $0[index] = result }
      }
    }
  }

  /// Waits for them; one a slide, in the order of the paths.
  func finish() throws -> [String] {
    group.wait()
    let results = results.withLock { $0 }
    return try (0..<count).compactMap { try results[$0]?.get() }
  }
}
