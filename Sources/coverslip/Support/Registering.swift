import CasebookStore
import Casework
import Console
import Files
import Foundation
import UseCases

/// Registers cases in a casebook, and tells what does not agree about their slides.
func register(_ cases: [Case], in casebook: Casebook, _ notices: Notices) throws {
  let register = RegisterCases(slides: .files, notices: notices)
  try waiting { try await register(cases, in: casebook) }
}

extension ManifestReading {
  /// The manifest in a file; slides are looked for from its folder.
  static func file(
    _ path: String, leniency: Manifest.Leniency = .none, registered: Set<String> = [],
    _ environment: UseCaseEnvironment
  ) throws -> ManifestReading {
    try ManifestReading(
      path: path, bytes: try GivenFile.read(path),
      folder: URL(fileURLWithPath: FilePaths.absolute(path)).deletingLastPathComponent().path, leniency,
      registered: registered, slides: .files, environment: environment)
  }
}
