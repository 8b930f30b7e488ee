import Glibc

/// Bytes that can be read from any place: of a file, or already in memory.
///
/// A file is read with `pread` unless it is asked for mapped: a mapped file that another process cuts kills the reader
/// with SIGBUS, a read comes back short and is an error that can be told.
enum ByteSource: Sendable {
  case memory([UInt8])
  case file(OpenFile)
  case mapped(MappedFile)

  var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(let file): file.count
    case .mapped(let file): file.bytes.count
    }
  }

  /// The bytes of `range`, which must lie within what `count` said; `name` is for the error.
  func read(_ range: Range<Int>, of name: String) throws(FeatureFileFailure) -> [UInt8] {
    guard range.upperBound <= count else {
      throw .truncated(
        file: name, offset: range.lowerBound, expected: range.count, found: max(0, count - range.lowerBound))
    }
    switch self {
    case .memory(let bytes): return Array(bytes[range])
    case .file(let file): return try file.read(range)
    case .mapped(let file): return Array(file.bytes[range])
    }
  }
}

/// Owns a file descriptor that is open for reading (`open`, `fstat`, `pread`); closed when the last owner goes.
final class OpenFile: Sendable {
  let path: String
  /// Size when it was opened.
  let count: Int
  /// Open as long as this object lives.
  let descriptor: Int32

  /// Opens a regular file. `O_NONBLOCK`, so that a pipe in its place does not hang us.
  init(_ path: String) throws(FeatureFileFailure) {
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

  func read(_ range: Range<Int>) throws(FeatureFileFailure) -> [UInt8] {
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
