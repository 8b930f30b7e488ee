import Casework
import Foundation
import Microscopy

/// A manifest with its slides opened: all of it, or the reason why not.
struct ManifestReading {
  let cases: [Case]
  let unknownColumns: [String]

  /// Reads the table and opens every slide. Paths are relative to the manifest's folder.
  init(path: String) throws {
    let data = try readWhole(path)
    let manifest: Manifest
    do {
      manifest = try Manifest.parse(bytes: Array(data))
    } catch {
      throw error.words(path: path)
    }
    let folder = URL(fileURLWithPath: absolutePath(path)).deletingLastPathComponent().path
    unknownColumns = manifest.unknownColumns
    cases = try manifest.cases.map { try Self.open($0, folder: folder, manifest: path) }
  }

  private static func open(_ row: ManifestCase, folder: String, manifest: String) throws -> Case {
    let slides = try row.slides.map { slide in
      do {
        return try SlideOpening.record(absolutePath(slide.path, relativeTo: folder), mpp: slide.mpp)
      } catch let failure as CommandFailure {
        throw CommandFailure(failure.exit, "\(manifest), line \(slide.line), column slide: \(failure.sentence)")
      }
    }
    return row.record(with: slides)
  }
}
