import Glibc

/// Writes whole files: beside the place, `fsync`, then `rename`, so that a reader sees the old file or the new one and
/// a full disk leaves the old one. Only a regular file is ever replaced.
public enum AtomicFile {
  /// Writes `bytes` to `path`. `mode` holds the permission bits before the umask.
  ///
  /// The folder must exist. On failure nothing is left beside. Into a pipe or a device, such as `/dev/null`, the bytes
  /// are written as they are.
  ///
  /// - Parameter followsLinks: whether a symbolic link stays, and the file that it points to is replaced; `false` for
  ///   what the program keeps for itself.
  /// - Throws: `system`, with the call that failed; `notAFile` where a folder or a disk stands at `path`.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, followsLinks: Bool = true
  ) throws(FileFailure) {
    switch try FileDestination(path, followsLinks: followsLinks) {
    case .stream(let stream): try pour(bytes, into: stream)
    case .file(let file):
      try exchange(file, failure: { $0 }) { (beside) throws(FileFailure) in
        try named(file, beside: beside) { () throws(FileFailure) in
          try writeThrough(bytes, to: beside, mode: mode)
        }
      }
    }
  }

  /// Puts a regular file at `path`, in place of whatever has that name and is no folder, by way of the temporary name
  /// `beside` in the same folder.
  ///
  /// What a program that was killed left under that name is written over by the next try: only one at a time may
  /// write so. On failure nothing is left beside.
  ///
  /// - Parameter mode: permission bits before the umask.
  /// - Throws: `system`, with the call that failed; `notAFile` where a folder or a disk stands at `path`.
  public static func write(
    _ bytes: [UInt8], to path: String, by beside: String, mode: UInt32 = 0o644
  ) throws(FileFailure) {
    switch try FileDestination(path, followsLinks: false) {
    case .stream(let stream): throw .notAFile(file: stream)
    case .file(let file):
      try exchange(file, by: beside, failure: { $0 }) { (beside) throws(FileFailure) in
        try named(file, beside: beside) { () throws(FileFailure) in try writeThrough(bytes, to: beside, mode: mode) }
      }
    }
  }

  /// Does `work` on the file `beside`, whose name is nobody's: where that fails the file that was wanted is named, or
  /// its folder, where that takes no files.
  private static func named(
    _ path: String, beside: String, _ work: () throws(FileFailure) -> Void
  ) throws(FileFailure) {
    do throws(FileFailure) { try work() } catch {
      guard case .system(beside, let operation, let code) = error else { throw error }
      switch code {
      case EACCES, EPERM, EROFS: throw .system(file: folder(of: path), operation: "create", code: code)
      default: throw .system(file: path, operation: operation, code: code)
      }
    }
  }

  private static func folder(of path: String) -> String {
    let slash = path.lastIndex(of: "/")
    return slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Makes a file that is not there yet, whole or not at all; of several that try at once one succeeds.
  ///
  /// - Parameter mode: permission bits before the umask.
  /// - Returns: `false`, nothing being changed, where there is something at `path` already.
  /// - Throws: `system`, with the call that failed.
  public static func create(_ bytes: [UInt8], at path: String, mode: UInt32 = 0o644) throws(FileFailure) -> Bool {
    let beside = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).partial"
    defer { unlink(beside) }
    try writeThrough(bytes, to: beside, mode: mode)
    return try place(beside, at: path)
  }

  /// Gives the whole file `beside` the name `path`, where there is nothing of that name; it is on the disk then.
  ///
  /// The file may keep its old name too: whoever made it removes that. Where a file system has no hard links, as on
  /// memory sticks, the name is taken by an empty file, over which the whole one is renamed.
  ///
  /// - Returns: `false`, nothing being changed, where there is something at `path` already.
  /// - Throws: `system`, with the call that failed.
  public static func place(_ beside: String, at path: String) throws(FileFailure) -> Bool {
    try synchronize(beside)
    if link(beside, path) != 0 {
      if errno == EEXIST { return false }
      guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { throw failure(path, "link") }
      guard try renameToFree(beside, path) else { return false }
    }
    try synchronizeFolder(of: path)
    return true
  }

  private static func renameToFree(_ beside: String, _ path: String) throws(FileFailure) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      guard errno == EEXIST else { throw failure(path, "open") }
      return false
    }
    close(descriptor)
    guard rename(beside, path) == 0 else {
      let code = errno
      unlink(path)
      throw .system(file: path, operation: "rename", code: code)
    }
    return true
  }

  /// Lets `write` make the file beside `path`, and puts it there once it is on the disk. Where `path` is a symbolic
  /// link to a file, that is replaced.
  ///
  /// - Throws: what `write` throws, and what `failure` makes of a call of the operating system that failed, or of
  ///   `notAFile` where something else than a regular file stands at `path`; nothing is left beside then.
  public static func replace<Failure: Error>(
    _ path: String, failure wrapped: (FileFailure) -> Failure,
    _ write: (_ beside: String) throws(Failure) -> Void
  ) throws(Failure) {
    let destination: FileDestination
    do throws(FileFailure) {
      destination = try FileDestination(path, followsLinks: true)
    } catch { throw wrapped(error) }
    switch destination {
    case .stream(let stream): throw wrapped(.notAFile(file: stream))
    case .file(let file): try exchange(file, failure: wrapped, write)
    }
  }

  /// The name that a file of this process has until it takes the place of the one at `path`.
  public static func partial(of path: String) -> String { "\(path).\(getpid()).partial" }

  /// Removes what processes that were killed left beside the file at `path`: parts of what was to be there.
  public static func removeAbandoned(of path: String) {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let folder = opendir(slash == path.startIndex ? "." : String(path[..<slash])) else { return }
    defer { closedir(folder) }
    let (start, ending) = (path[slash...] + ".", ".partial")
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          strncmp($0, String(start), start.utf8.count) == 0 ? String(cString: $0) : nil
        }
      }
      guard let name, name.hasSuffix(ending),
        let process = pid_t(name.dropFirst(start.count).dropLast(ending.count)), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink(String(path[..<slash]) + name)
    }
  }

  private static func exchange<Failure: Error>(
    _ path: String, by given: String? = nil, failure wrapped: (FileFailure) -> Failure,
    _ write: (_ beside: String) throws(Failure) -> Void
  ) throws(Failure) {
    let beside = given ?? partial(of: path)
    do throws(Failure) {
      try write(beside)
      do throws(FileFailure) {
        try synchronize(beside)
        guard rename(beside, path) == 0 else { throw failure(path, "rename") }
      } catch { throw wrapped(error) }
    } catch {
      unlink(beside)
      throw error
    }
    do throws(FileFailure) { try synchronizeFolder(of: path) } catch { throw wrapped(error) }
  }

  /// Writes and `fsync`s a file at its own place: for files in a folder that is renamed as a whole.
  ///
  /// - Throws: `system`, with the call that failed.
  public static func writeThrough(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FileFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw failure(path, "open") }
    do throws(FileFailure) {
      try writeAll(bytes, to: descriptor, path)
      guard fsync(descriptor) == 0 else { throw failure(path, "fsync") }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure(path, "close") }
  }

  /// `fsync` of the file at `path`, which others have written.
  ///
  /// - Throws: `system`, with the call that failed.
  public static func synchronize(_ path: String) throws(FileFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path, "fsync") }
  }

  /// `fsync` of the folder that holds `path`: only then has a rename reached the disk.
  ///
  /// - Throws: `system`, with the call that failed.
  public static func synchronizeFolder(of path: String) throws(FileFailure) {
    let folder = folder(of: path)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder, "open") }
    defer { close(descriptor) }
    // Some network file systems refuse to synchronise a folder; the file itself is safe.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(folder, "fsync") }
  }

  private static func pour(_ bytes: [UInt8], into stream: String) throws(FileFailure) {
    let descriptor = open(stream, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(stream, "open") }
    do throws(FileFailure) { try writeAll(bytes, to: descriptor, stream) } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure(stream, "close") }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileFailure) {
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

  static func failure(_ path: String, _ operation: String) -> FileFailure {
    .system(file: path, operation: operation, code: errno)
  }
}
