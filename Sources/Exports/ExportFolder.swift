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
}
