import Glibc

extension FileStamp {
  /// As the file system tells it: device, inode, size, and the times of the last change of content and of anything
  /// else. The latter is set by the system alone, so that a file whose time was set back is noticed.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(
      [
        Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size),
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
      ], written: status.st_mtim.tv_sec, changed: status.st_ctim.tv_sec)
  }

  /// That of all files that the slide at `path` consists of; `nil` where one of them is not there.
  package init?(slide path: String) {
    let paths = (try? SlideFiles(of: path).paths) ?? [path]
    let stamps = paths.compactMap { FileStamp(path: $0) }
    guard stamps.count == paths.count else { return nil }
    self.init(stamps)
  }
}
