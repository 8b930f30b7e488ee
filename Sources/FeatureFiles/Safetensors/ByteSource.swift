import Files
import Files

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
      throw .file(
        .truncated(
          file: name, offset: range.lowerBound, expected: range.count, found: max(0, count - range.lowerBound)))
    }
    switch self {
    case .memory(let bytes): return Array(bytes[range])
    case .file(let file): return try file.bytes(range)
    case .mapped(let file): return Array(file.bytes[range])
    }
  }
}
