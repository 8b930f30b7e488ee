import Basics
import Glibc
import Microscopy

/// RGB pixels of a level that wait until the level before is written: on disk, so that memory stays bounded.
///
/// The file has no name from the start: nothing remains of it, whatever happens.
final class PixelSpool {
  let size: PixelSize
  private let path: String
  private let descriptor: Int32
  private var written = 0

  /// A spool for `size` px, on the file system of `path`.
  init(beside path: String, size: PixelSize) throws(SlideWriteFailure) {
    self.size = size
    self.path = path
    let name = path + ".partial-level"
    descriptor = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    unlink(name)
  }

  deinit { close(descriptor) }

  /// Adds the next rows, three bytes per pixel.
  func append(_ rows: [UInt8]) throws(SlideWriteFailure) {
    var done = 0
    while done < rows.count {
      let count = rows.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress?.advanced(by: done), rows.count - done, written)
      }
      if count <= 0 {
        if count < 0, errno == EINTR { continue }
        throw errno == ENOSPC || errno == EDQUOT ? .diskFull(path: path) : .cannotCreate(path: path, code: errno)
      }
      done += count
      written += count
    }
  }

  /// `count` rows from `first` on, three bytes per pixel.
  func rows(_ first: Int, _ count: Int) throws(SlideWriteFailure) -> [UInt8] {
    let wanted = count * size.width * 3
    var rows = [UInt8](repeating: 0, count: wanted)
    var done = 0
    while done < wanted {
      let offset = first * size.width * 3 + done
      let read = rows.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), wanted - done, offset)
      }
      if read <= 0 {
        if read < 0, errno == EINTR { continue }
        throw .cannotCreate(path: path, code: errno)
      }
      done += read
    }
    return rows
  }
}
