/// Why a file could not be read or written. The name is as it was given: strip control characters before it reaches a
/// terminal.
public enum FileFailure: Error, Hashable, Sendable {
  /// A call of the operating system failed: `operation` is its name (`open`, `read` ...), `code` its errno.
  case system(file: String, operation: String, code: Int32)
  /// A folder, pipe or device stands where a file is wanted.
  case notAFile(file: String)
  /// The file ends early: from `offset`, `expected` bytes were needed and `found` were there.
  case truncated(file: String, offset: Int, expected: Int, found: Int)
  /// The file has `found` bytes, more than the `limit` that its kind can need.
  case tooLarge(file: String, limit: Int, found: Int)
}
