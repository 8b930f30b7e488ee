import Glibc

/// Owns a file mapped for reading (`mmap`, `munmap` when the last owner goes).
///
/// For weights only: they are as large as memory, and are read again for every batch. The length is taken once, when
/// the file is opened; a file that another process cuts afterwards ends this process (SIGBUS), so that what changes
/// while it is used is read with `pread` instead.
final class MappedFile: @unchecked Sendable {
  let path: String
  /// The whole file; constant, so that any thread may read it.
  let bytes: UnsafeRawBufferPointer

  init(_ path: String) throws(FeatureFileFailure) {
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

/// The bytes of a tensor where they lie in a mapped file; nothing is copied.
public struct MappedTensor: @unchecked Sendable {
  /// Name, type and shape.
  public let entry: TensorEntry
  /// Little-endian, row-major; valid as long as ``owner`` lives. May start at any address.
  public let bytes: UnsafeRawBufferPointer
  /// Keeps the file mapped.
  public let owner: AnyObject
}
