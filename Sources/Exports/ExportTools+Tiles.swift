import Casework
import Sentences
import UseCases

extension ExportTools {
  /// The tiles of a finding. Whatever leaves of them is read here, and held against what the ledger says of their file.
  ///
  /// - Returns: `nil` where the finding has no result file.
  /// - Throws: `pictures` where the file cannot be read; `changedTiles` where it is another one than was recorded.
  func tiles(of finding: Finding) throws(ExportFailure) -> PictureTiles? {
    guard let result = finding.resultFile else { return nil }
    let found: PictureTiles
    do { found = try pictures.tiles(result) } catch { throw .unreadable(PictureFailure.tiles(error)) }
    // Findings of older casebooks have no digest.
    guard finding.resultDigest == nil || resultDigest(result) == finding.resultDigest else {
      throw .changedTiles(path: results.place(of: result))
    }
    return found
  }
}
