import Cryptography
import Files

extension ExclusionFile {
  /// The files at `paths`.
  ///
  /// - Throws: `unreadable`.
  package static func read(_ paths: [String]) throws(GivenFileFailure) -> [ExclusionFile] {
    var files: [ExclusionFile] = []
    for path in paths {
      let bytes = try GivenFile.read(path)
      files.append(ExclusionFile(path: FilePaths.absolute(path), bytes: bytes, digest: SHA256Hex.digest(bytes)))
    }
    return files
  }
}
