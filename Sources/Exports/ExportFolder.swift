import Files
import UseCases

/// A folder into which files leave.
package struct ExportFolder: Sendable {
  /// Where it is, absolute.
  package let path: String

  /// The folder at `path`; it is not made.
  package init(_ path: String) { self.path = FilePaths.absolute(path) }

  /// Puts the files there, each whole or not at all, in their order.
  ///
  /// - Returns: their paths.
  /// - Throws: `given`, with the first file that could not be written.
  @discardableResult
  package func put(_ files: [ExportedFile]) throws(ExportFailure) -> [String] {
    var paths: [String] = []
    for file in files {
      let place = path + "/" + file.name
      do throws(GivenFileFailure) { try GivenFile.write(file.bytes, to: place) } catch { throw .given(error) }
      paths.append(place)
    }
    return paths
  }

  /// Puts a file of the outbox there, whole or not at all: under a name that begins with a dot, which programs that
  /// watch a folder leave alone, then under its own. Only one program at a time may do so.
  ///
  /// The folder is never made: where a share is gone, files would be written onto the disk below it.
  ///
  /// - Throws: `noFolder`, `notAFolder`, `unwritable`.
  package func deliver(_ file: ExportedFile) throws(OutboxFailure) {
    guard FilePaths.isFolder(path) else {
      throw FilePaths.isFile(path) ? .notAFolder(path: path) : .noFolder(path: path)
    }
    do throws(FileFailure) {
      try AtomicFile.write(file.bytes, to: path + "/" + file.name, by: path + "/." + file.name + ".partial")
    } catch { throw .unwritable(error) }
  }
}
