import Glibc

/// The bytes of a TIFF behind its header: read in its own byte order, and never beyond its end.
///
/// TIFF 6.0, section 2: classic files have offsets of 4 bytes and the magic number 42; BigTIFF has 8 and 43.
final class TIFFBytes: Sendable {
  /// Where in the file the first directory is said to be.
  let firstDirectory: UInt64
  /// Bytes of the whole file.
  let size: UInt64
  let isBig: Bool
  let isBigEndian: Bool
  private let descriptor: Int32

  /// `nil` where the file cannot be opened or does not begin as a TIFF does.
  init?(path: String, size: UInt64) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let head = Self.read(descriptor, at: 0, count: 16)
    guard let kind = Self.kind(head), head.count >= (kind.isBig ? 16 : 8) else {
      close(descriptor)
      return nil
    }
    (isBig, isBigEndian) = kind
    firstDirectory = Self.number(head[kind.isBig ? 8..<16 : 4..<8], kind.isBigEndian)
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }

  private static func kind(_ head: [UInt8]) -> (isBig: Bool, isBigEndian: Bool)? {
    switch head.prefix(4) {
    case [0x49, 0x49, 0x2A, 0x00]: (false, false)
    case [0x4D, 0x4D, 0x00, 0x2A]: (false, true)
    case [0x49, 0x49, 0x2B, 0x00]: (true, false)
    case [0x4D, 0x4D, 0x00, 0x2B]: (true, true)
    default: nil
    }
  }

  /// `count` bytes from `offset` on; `nil` where the file does not hold them all.
  func bytes(at offset: UInt64, count: Int) -> [UInt8]? {
    guard count >= 0, offset <= size, UInt64(count) <= size - offset else { return nil }
    let found = Self.read(descriptor, at: offset, count: count)
    return found.count == count ? found : nil
  }

  /// The unsigned number that `bytes` are, in the file's byte order.
  func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { Self.number(bytes, isBigEndian) }

  private static func number(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> UInt64 {
    var value: UInt64 = 0
    if isBigEndian {
      for byte in bytes { value = value << 8 | UInt64(byte) }
    } else {
      for byte in bytes.reversed() { value = value << 8 | UInt64(byte) }
    }
    return value
  }

  private static func read(_ descriptor: Int32, at offset: UInt64, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        let got = pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, Int(offset) + done)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        done += got
      }
    }
  }
}
