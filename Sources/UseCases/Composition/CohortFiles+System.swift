import FeatureFiles
import Foundation
import Microscopy

extension CohortFiles {
  /// The files of this machine.
  package static let system = CohortFiles(
    contents: { FileManager.default.contents(atPath: $0).map(Array.init) },
    isFile: { isThere($0, isFolder: false) }, isFolder: { isThere($0, isFolder: true) },
    origin: { try FeatureOrigin(path: $0) },
    matrix: { try FeatureMatrix(path: $0) },
    hasOverlaps: { try TileCoverage(path: $0)?.overlaps == true }, labels: { try TileFeatures(path: $0).labels })

  private static func isThere(_ path: String, isFolder wanted: Bool) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue == wanted
  }
}
