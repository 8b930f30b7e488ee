import Dispatch
import Foundation
import Synchronization
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
    let next = Atomic<Int>(0)
    let results = Mutex([Result?](repeating: nil, count: blocks))
    DispatchQueue.concurrentPerform(iterations: min(blocks, ProcessInfo.processInfo.activeProcessorCount)) { _ in
      var own = scratch()
      while case let block = next.add(1, ordering: .relaxed).oldValue, block < blocks {
        let result = body(block * size..<min(rows, (block + 1) * size), &own)
        results.withLock { $0[block] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
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
