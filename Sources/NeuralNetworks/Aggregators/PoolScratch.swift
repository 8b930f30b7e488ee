import Foundation
import Tensors

/// What a block of tiles adds to the pool.
struct PoolBlock: Sendable {
  /// [branches, tiles].
  let logits: Matrix
  /// [branches, tiles]; `nil` where no directions were given.
  var projections: Matrix?
  /// The largest logit of each branch.
  var peaks: [Float]
  /// Sum of exp(logit - peak).
  var totals: [Double]
  /// Sum of exp(logit - peak) h, [branches, width].
  var sums: Matrix
}

/// The memory in which a processor pools its blocks.
struct PoolScratch {
  private let pool: AttentionPool
  private let embedded, units: FloatScratch

  init(pool: AttentionPool) {
    self.pool = pool
    embedded = FloatScratch(count: pool.embedding == nil ? 0 : RowBlocks.size * pool.width)
    units = FloatScratch(count: RowBlocks.size * pool.scorer.units)
  }

  func block(of bag: Bag, _ range: Range<Int>, directions: Matrix?) -> PoolBlock {
    withEmbedded(bag, range) { tiles in
      var logits = Matrix(rows: pool.scorer.branches, columns: tiles.rows)
      logits.withElements { pool.scorer.score(tiles, units: units.base, logits: $0) }
      let (weights, peaks, totals) = Self.weights(logits)
      return PoolBlock(
        logits: logits, projections: directions.map { $0.withView { $0.times(tiles, transposing: .right) } },
        peaks: peaks,
        totals: totals, sums: weights.withView { $0.times(tiles) })
    }
  }

  func projections(of bag: Bag, _ range: Range<Int>, _ directions: Matrix) -> Matrix {
    withEmbedded(bag, range) { tiles in directions.withView { $0.times(tiles, transposing: .right) } }
  }

  private func withEmbedded<Result>(_ bag: Bag, _ range: Range<Int>, _ body: (MatrixView) -> Result) -> Result {
    bag.withView(range) { tiles in
      guard let embedding = pool.embedding else { return body(tiles) }
      embedding.apply(to: tiles, into: embedded.base)
      return body(MatrixView(embedded.base, rows: tiles.rows, columns: pool.width))
    }
  }

  /// exp(logit - peak), the peaks and the sums of each branch.
  private static func weights(_ logits: Matrix) -> (weights: Matrix, peaks: [Float], totals: [Double]) {
    var (weights, peaks, totals) = (logits, [Float](), [Double]())
    weights.withElements { weights in
      for start in stride(from: 0, to: weights.count, by: logits.columns) {
        let branch = UnsafeMutableBufferPointer(rebasing: weights[start..<start + logits.columns])
        peaks.append(branch.max() ?? 0)
        totals.append(branch.exponentiate(less: peaks[peaks.count - 1]))
      }
    }
    return (weights, peaks, totals)
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// exp(x - peak) in place, and the sum.
  fileprivate func exponentiate(less peak: Float) -> Double {
    var total = 0.0
    for i in indices {
      self[i] = Float(exp(Double(self[i] - peak)))
      total += Double(self[i])
    }
    return total
  }
}

/// Memory that is written before it is read.
final class FloatScratch {
  let base: UnsafeMutablePointer<Float>

  init(count: Int) { base = .allocate(capacity: max(1, count)) }

  deinit { base.deallocate() }
}
