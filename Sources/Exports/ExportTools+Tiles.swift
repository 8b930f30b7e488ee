import Basics
import Casework
import Sentences
import UseCases

extension ExportTools {
  /// The tiles of a finding. Whatever leaves of them is read here, and held against what the ledger says of their file.
  ///
  /// - Returns: `nil` where the finding has no result file.
  func tiles(of finding: Finding) throws(FindingTilesFailure) -> PictureTiles? {
    guard let result = finding.resultFile else { return nil }
    let found: PictureTiles
    do { found = try pictures.tiles(result) } catch { throw .unreadable(error) }
    // Findings of older casebooks have no digest.
    guard finding.resultDigest == nil || resultDigest(result) == finding.resultDigest else {
      throw .changed(path: results.place(of: result))
    }
    return found
  }
}

extension ExportCase {
  /// The same, for a format that tells nothing without them.
  ///
  /// - Throws: `pictures`.
  func tiles(of finding: Finding) throws(ExportFailure) -> PictureTiles? {
    do throws(FindingTilesFailure) { return try tools.tiles(of: finding) } catch { throw .pictures(error.words) }
  }
}

/// Why nothing is told of the tiles of a finding.
enum FindingTilesFailure: Error {
  /// The result file cannot be read.
  case unreadable(any Error)
  /// The result file is not the one that the ledger has the digest of.
  case changed(path: String)
}

extension FindingTilesFailure: Worded {
  var words: CommandFailure {
    switch self {
    case .unreadable(let error):
      Sentences.words(for: PictureFailure.tiles(error)) ?? CommandFailure(.ourFault, sentence(of: error))
    case .changed(let path):
      CommandFailure(
        .badData,
        "\(path.printable): this file was changed since the case was scored, and nothing of it is told; restore it, or "
          + "score the case again")
    }
  }
}
