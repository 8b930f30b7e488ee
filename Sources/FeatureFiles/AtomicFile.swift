import Glibc

/// Writes whole files: beside the place, `fsync`, then `rename`, so that a reader sees the old file or the new one and
/// a full disk leaves the old one.
public enum AtomicFile {
  /// Writes `bytes` to `path`. `mode` holds the permission bits before the umask.
  ///
  /// The folder must exist. On failure nothing is left beside.
  public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FeatureFileFailure) {
    try replace(path) { (beside) throws(FeatureFileFailure) in try writeThrough(bytes, to: beside, mode: mode) }
  }

  /// Lets `write` make the file beside `path`, and puts it there once it is on the disk.
  static func replace(
    _ path: String, _ write: (_ beside: String) throws(FeatureFileFailure) -> Void
  ) throws(FeatureFileFailure) {
    let beside = "\(path).\(getpid()).partial"
    do throws(FeatureFileFailure) {
      try write(beside)
      try synchronize(beside)
      guard rename(beside, path) == 0 else { throw failure(path, "rename") }
    } catch {
      unlink(beside)
      throw error
    }
    try synchronizeFolder(of: path)
  }

  /// Writes and `fsync`s a file at its own place: for files in a folder that is renamed as a whole.
  public static func writeThrough(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FeatureFileFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw failure(path, "open") }
    do throws(FeatureFileFailure) {
      try writeAll(bytes, to: descriptor, path)
      guard fsync(descriptor) == 0 else { throw failure(path, "fsync") }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure(path, "close") }
  }

  private static func synchronize(_ path: String) throws(FeatureFileFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path, "fsync") }
  }

  /// `fsync` of the folder that holds `path`: only then has a rename reached the disk.
  public static func synchronizeFolder(of path: String) throws(FeatureFileFailure) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder, "open") }
    defer { close(descriptor) }
    // Some network file systems refuse to synchronise a folder; the file itself is safe.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(folder, "fsync") }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FeatureFileFailure) {
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if wrote < 0 && errno == EINTR { continue }
      guard wrote > 0 else { throw failure(path, "write") }
      done += wrote
    }
  }

  static func failure(_ path: String, _ operation: String) -> FeatureFileFailure {
    .system(file: path, operation: operation, code: errno)
  }
}
