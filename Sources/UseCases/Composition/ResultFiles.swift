import Files
import Foundation

/// Where the result files of findings are: where the finding says, else in `findings` beside the casebook, which may
/// have been moved or restored.
package struct ResultFiles: Sendable {
  private let folder: String

  /// Those of the casebook at `path`.
  package init(of path: String) {
    folder = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/findings"
  }

  /// The place of the file that a finding names.
  package func place(of file: String) -> String {
    let beside = folder + "/" + URL(fileURLWithPath: file).lastPathComponent
    return !FilePaths.isFile(file) && FilePaths.isFile(beside) ? beside : file
  }
}
