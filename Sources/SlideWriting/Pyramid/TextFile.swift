import Files
import Glibc

/// Small files beside the slides, replaced as a whole.
enum TextFile {
  static func write(_ bytes: [UInt8], to path: String) throws(SlideWriteFailure) {
    do { try AtomicFile.write(bytes, to: path, mode: 0o666) } catch { throw SlideWriteFailure(error, path) }
  }

  /// Makes a folder and those above it; none where it is there.
  static func makeDirectory(_ path: String) throws(SlideWriteFailure) {
    do { try Folder.make(path) } catch { throw SlideWriteFailure(error, path) }
  }
}

extension SlideWriteFailure {
  fileprivate init(_ failure: FileFailure, _ path: String) {
    switch failure {
    case .system(_, _, ENOSPC), .system(_, _, EDQUOT): self = .diskFull(path: path)
    case .system(_, _, let code): self = .cannotCreate(path: path, code: code)
    case .notAFile, .truncated, .tooLarge: self = .cannotCreate(path: path, code: EIO)
    }
  }
}
