import Cryptography
import Files
import Microscopy

extension ExclusionFile {
  /// The files at `paths`.
  ///
  /// - Throws: `unreadable`, `tooLong`.
  package static func read(_ paths: [String]) throws(GivenFileFailure) -> [ExclusionFile] {
    var files: [ExclusionFile] = []
    for path in paths {
      let bytes = try GivenFile.read(path, limit: RegionFile.byteLimit)
      files.append(ExclusionFile(path: FilePaths.absolute(path), bytes: bytes, digest: SHA256Hex.digest(bytes)))
    }
    return files
  }
}
