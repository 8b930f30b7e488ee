import Basics
import Tensors
import UseCases

extension EncodeFiles.Written {
  /// What was written, and by which kernel the products of a network were computed: oneDNN computes those in bf16, and
  /// morphometry has none.
  package var lines: [String] {
    let kernel = precision == .single ? ["products in f32 by \(BLAS.kernel.words)"] : []
    return [content.line] + kernel
  }

  /// The exit code of such a run; `nil` where all was encoded, or what was not may be left out.
  package func exit(leavesOut: Bool) -> Exit? {
    switch content {
    case .file: nil
    case .folder(let slides, let failed): failed > 0 && (!leavesOut || failed == slides) ? .badData : nil
    }
  }
}

extension EncodeFiles.Written.Content {
  fileprivate var line: String {
    switch self {
    case .file(let path, let tiles, let features):
      "\(tiles.counted("tile")), \(features) features each: \(path.printable)"
    case .folder(let slides, let failed): "encoded \(slides - failed) of \(slides.counted("slide"))"
    }
  }
}
