import Files
import UseCases

/// A folder into which files leave.
package struct ExportFolder: Sendable {
  /// Where it is, absolute.
  package let path: String

  /// The folder at `path`; it is not made.
  package init(_ path: String) { self.path = FilePaths.absolute(path) }

  /// Puts the files there, each whole or not at all; none of them takes its place before all are on the disk. The last
  /// does so first: a report, which stands before its proof, is never there without it.
  ///
  /// - Parameter mode: permission bits before the umask.
  /// - Returns: their paths.
  /// - Throws: `given`, with the first file that could not be written.
  @discardableResult
  package func put(_ files: [ExportedFile], mode: UInt32 = 0o644) throws(ExportFailure) -> [String] {
    try put(files[...], mode)
    return files.map { place(of: $0) }
  }

  private func put(_ files: ArraySlice<ExportedFile>, _ mode: UInt32) throws(ExportFailure) {
    guard let file = files.first else { return }
    let rest = files.dropFirst()
    do throws(GivenFileFailure) {
      guard !rest.isEmpty else { return try GivenFile.write(file.bytes, to: place(of: file), mode: mode) }
      try GivenFile.requirePlace(at: place(of: file))
    } catch { throw .given(error) }
    AtomicFile.removeAbandoned(of: place(of: file))
    let unwritable = { ExportFailure.given(.unwritable($0)) }
    try AtomicFile.replace(place(of: file), failure: unwritable) { (beside) throws(ExportFailure) in
      do throws(FileFailure) { try AtomicFile.writeThrough(file.bytes, to: beside, mode: mode) } catch {
        throw unwritable(error)
      }
      try put(rest, mode)
    }
  }

  private func place(of file: ExportedFile) -> String { path + "/" + file.name }
}
