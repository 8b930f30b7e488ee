import Casework
import Files
import Foundation

extension ManifestReading {
  /// The manifest in a file; slides are looked for from its folder.
  ///
  /// - Throws: that the file cannot be read, a ``ManifestReadingFailure``, or `Cancelled`.
  package static func file(
    _ path: String, leniency: Manifest.Leniency = .none, registered: Set<String> = [],
    _ environment: UseCaseEnvironment
  ) throws -> ManifestReading {
    try ManifestReading(
      path: path, bytes: try GivenFile.read(path),
      folder: URL(fileURLWithPath: FilePaths.absolute(path)).deletingLastPathComponent().path, leniency,
      registered: registered, slides: .files, environment: environment)
  }
}
