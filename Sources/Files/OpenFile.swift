import Glibc

/// Owns a file descriptor that is open for reading (`open`, `fstat`, `pread`); closed when the last owner goes.
public final class OpenFile: Sendable {
  /// The path with which the file was opened.
  public let path: String
  /// The file's size when it was opened, bytes.
  public let count: Int
  /// Open as long as this object lives.
  public let descriptor: Int32

  /// Opens a regular file. `O_NONBLOCK`, so that a pipe in its place does not hang us.
  ///
  /// - Throws: `system` where it cannot be opened, `notAFile`.
  public init(_ path: String) throws(FileFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(file: path, operation: "open", code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .system(file: path, operation: "fstat", code: code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile(file: path)
    }
    self.path = path
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The bytes of `range`.
  ///
  /// - Throws: `truncated` where the file has become shorter, `system`.
  public func read(_ range: Range<Int>) throws(FileFailure) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let start = buffer.baseAddress.map { $0 + filled }
        let got = pread(descriptor, start, range.count - filled, off_t(range.lowerBound + filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { code = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    guard code == 0 else { throw .system(file: path, operation: "read", code: code) }
    guard bytes.count == range.count else {
      throw .truncated(file: path, offset: range.lowerBound, expected: range.count, found: bytes.count)
    }
    return bytes
  }
}
