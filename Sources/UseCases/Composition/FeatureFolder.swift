import Cryptography
import FeatureFiles
import Files
import Glibc
import Microscopy

/// Files of tiles on this machine.
package struct FeatureFolder: FeatureShelf {
  package init() {}

  package func tiles(at path: String, _ context: FeatureFileContext) throws -> TileFeatures {
    try TileFeatures(path: path, context: context)
  }

  package func matrix(at path: String) throws -> FeatureMatrix { try FeatureMatrix(path: path) }

  package func origin(of path: String) throws -> FeatureOrigin { try FeatureOrigin(path: path) }

  package func coverage(of path: String) throws -> TileCoverage? { try TileCoverage(path: path) }

  package func write(_ tiles: TileFeatures, to path: String, as layout: ExportLayout?) throws {
    try tiles.write(to: path, as: layout)
  }

  package func findings(at path: String) throws -> TileFindings { try TileFindings(path: path) }

  package func write(_ findings: TileFindings, with features: FeatureMatrix?, to path: String) throws -> String {
    try findings.write(to: path, with: features)
    guard let digest = FileDigest.sha256(path) else {
      throw FeatureFileFailure.file(.system(file: path, operation: "read", code: errno))
    }
    return digest
  }

  package func remove(_ path: String) { unlink(path) }
}
