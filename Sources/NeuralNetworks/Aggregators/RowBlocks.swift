import Basics
import Foundation
import Tensors

/// The rows of a matrix in blocks that fit a processor's cache, worked off by all processors.
///
/// The blocks do not depend on the number of processors, and results come in their order: neither does any sum.
enum RowBlocks {
  /// Rows of a block: enough for a product to run at full speed, few enough for the second-level cache.
  static let size = 256

  /// `body` of every block, in the order of the blocks. Each processor makes its own scratch, once.
  static func map<Scratch, Result: Sendable>(
    _ rows: Int, size: Int = size, scratch: @Sendable () -> Scratch,
    _ body: @Sendable (Range<Int>, inout Scratch) -> Result
  ) -> [Result] {
    BLAS.useOneThread()
    let blocks = (rows + size - 1) / size
    return WorkQueue.map(blocks, workers: ProcessInfo.processInfo.activeProcessorCount, scratch: scratch) {
      block, own in
      body(block * size..<min(rows, (block + 1) * size), &own)
    }
  }

  /// A matrix whose rows are made block by block; `body` gets the place of its rows.
  static func matrix(
    rows: Int, columns: Int, size: Int = size,
    _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    result.withElements { elements in
      guard let base = elements.baseAddress else { return }
      let place = Place(base: base)
      _ = map(rows, size: size, scratch: {}) { range, _ in body(range, place.base + range.lowerBound * columns) }
    }
    return result
  }

  /// Blocks write to disjoint rows.
  private struct Place: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
  }
}
