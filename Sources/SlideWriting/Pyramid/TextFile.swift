import Glibc

/// Small files beside the slides: written beside, flushed, renamed.
enum TextFile {
  static func write(_ bytes: [UInt8], to path: String) throws(SlideWriteFailure) {
    let partial = path + ".partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    var code = put(bytes, descriptor)
    if code == 0, fsync(descriptor) != 0 { code = errno }
    close(descriptor)
    if code == 0, rename(partial, path) != 0 { code = errno }
    guard code != 0 else { return }
    unlink(partial)
    throw code == ENOSPC || code == EDQUOT ? .diskFull(path: path) : .cannotCreate(path: path, code: code)
  }

  /// 0, or the system's error number.
  private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      done += count
    }
    return 0
  }

  /// Makes a folder and those above it; none where it is there.
  static func makeDirectory(_ path: String) throws(SlideWriteFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      guard mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
      throw .cannotCreate(path: path, code: errno)
    }
  }
}
