import Glibc

/// Owns a file mapped for reading (`mmap`, `munmap` when the last owner goes).
///
/// For weights only: they are as large as memory, and are read again for every batch. The length is taken once, when
/// the file is opened; a file that another process cuts afterwards ends this process (SIGBUS), so that what changes
/// while it is used is read with `pread` instead.
public final class MappedFile: @unchecked Sendable {
  /// The path with which the file was opened.
  public let path: String
  /// The whole file; constant, so that any thread may read it.
  public let bytes: UnsafeRawBufferPointer

  /// Maps a regular file.
  ///
  /// - Throws: `system` where it cannot be opened or mapped, `notAFile`.
  public init(_ path: String) throws(FileFailure) {
    let file = try OpenFile(path)
    self.path = path
    guard file.count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let start = mmap(nil, file.count, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
    guard let start, start != MAP_FAILED else { throw .system(file: path, operation: "mmap", code: errno) }
    bytes = UnsafeRawBufferPointer(start: start, count: file.count)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
