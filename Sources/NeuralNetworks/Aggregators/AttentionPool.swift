import Foundation
import Tensors

/// Sums the embedded tiles by the softmax of their attention: for every branch b, z_b = sum_i a_bi h_i.
///
/// The tiles go through in blocks, so that of the embeddings only a block a processor is ever in memory. Each block
/// sums by exp(logit - its own largest logit); the blocks are brought to one scale when they are joined (Milakov and
/// Gimelshein 2018), in their order.
struct AttentionPool: Sendable {
  /// h = W x + b, rectified or not; `nil` for h = x.
  let embedding: TileEmbedding?
  let scorer: any AttentionScorer
  /// Features per tile.
  let inputs: Int

  /// Width of h.
  var width: Int { embedding?.layer.weight.rows ?? inputs }

  /// What the pool gives of n tiles.
  struct Pooled {
    /// Before the softmax, [branches, n].
    var logits: Matrix
    /// a, [branches, n].
    var shares: Matrix
    /// z, [branches, width].
    var sums: Matrix
    /// direction_b . h_i, [branches, n]; without columns where no directions were given.
    var projections: Matrix
  }

  /// Pools `bag`; with `directions` [branches, width] each h_i is projected on them on the way.
  func callAsFunction(_ bag: Bag, directions: Matrix? = nil) -> Pooled {
    join(
      RowBlocks.map(bag.count, scratch: { PoolScratch(pool: self) }) { range, scratch in
        scratch.block(of: bag, range, directions: directions)
      }, count: bag.count)
  }

  /// direction_b . h_i, [branches, n]: a pass of the embedding alone, where the directions come from what was pooled.
  func projections(_ bag: Bag, on directions: Matrix) -> Matrix {
    let blocks = RowBlocks.map(bag.count, scratch: { PoolScratch(pool: self) }) { range, scratch in
      scratch.projections(of: bag, range, directions)
    }
    return Matrix(besides: blocks, rows: directions.rows)
  }

  private func join(_ blocks: [PoolBlock], count: Int) -> Pooled {
    let branches = scorer.branches
    let logits = Matrix(besides: blocks.map(\.logits), rows: branches)
    var shares = logits
    shares.withElements { shares in
      for branch in 0..<branches {
        Activations.softmax(UnsafeMutableBufferPointer(rebasing: shares[branch * count..<(branch + 1) * count]))
      }
    }
    var sums = Matrix(rows: branches, columns: width)
    for branch in 0..<branches {
      for (column, value) in sum(blocks, branch).enumerated() { sums[branch, column] = Float(value) }
    }
    return Pooled(
      logits: logits, shares: shares, sums: sums,
      projections: Matrix(besides: blocks.compactMap(\.projections), rows: branches))
  }

  private func sum(_ blocks: [PoolBlock], _ branch: Int) -> [Double] {
    let peak = blocks.map { $0.peaks[branch] }.max() ?? 0
    var (total, result) = (0.0, [Double](repeating: 0, count: width))
    for block in blocks {
      let scale = exp(Double(block.peaks[branch] - peak))
      total += scale * block.totals[branch]
      for (column, value) in block.sums.row(branch).enumerated() { result[column] += scale * Double(value) }
    }
    return result.map { $0 / total }
  }
}

/// A first layer for all tiles.
struct TileEmbedding: Sendable {
  let layer: BiasedLinear
  let isRectified: Bool

  /// Applies it to every row of `x` and writes to `target` [rows, hidden].
  func apply(to x: MatrixView, into target: UnsafeMutablePointer<Float>) {
    BLAS.multiply(x, layer.weight, into: target)
    AttentionGates.affine(target, rows: x.rows, bias: layer.bias, rectified: isRectified)
  }
}

extension Bag {
  /// Reads some of the tiles through a view [range.count, width].
  func withView<Result>(_ range: Range<Int>, _ body: (MatrixView) -> Result) -> Result {
    features.withUnsafeBufferPointer { all in
      body(MatrixView(all.baseAddress.map { $0 + range.lowerBound * width }, rows: range.count, columns: width))
    }
  }
}
