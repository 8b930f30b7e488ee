import Basics
import Microscopy
import NeuralNetworks
import Synchronization
import TissueAnalysis

/// Tiles as pixels, without a slide.
package struct TileStack: Sendable {
  /// Number of tiles.
  package let count: Int
  /// Side, px.
  package let side: Int
  /// One tile, opaque; may be called from several threads.
  package let tile: @Sendable (_ index: Int) -> RGBAImage

  package init(count: Int, side: Int, tile: @escaping @Sendable (_ index: Int) -> RGBAImage) {
    self.count = count
    self.side = side
    self.tile = tile
  }

  /// The features of all tiles, row-major [count, features], a few tiles a call on each of `workers` threads, whose
  /// number changes no byte of them; not all of them where `cancellation` was asked for.
  package func encode(
    with encoder: some TileEncoder, workers: Int, _ cancellation: Cancellation,
    progress: @escaping @Sendable (Int) -> Void
  ) -> [Float] {
    let width = encoder.featureCount
    let work = Mutex((next: 0, done: 0, features: [Float](repeating: 0, count: count * width)))
    WorkQueue.drain(
      workers: workers, isCancelled: { cancellation.isCancelled }, next: { work.withLock { next(&$0.next) } }
    ) { range in
      let rows = encoder.encode(range.map(tile))
      work.withLock { state in
        state.features.replaceSubrange(range.lowerBound * width..<range.upperBound * width, with: rows)
        state.done += range.count
        progress(state.done)
      }
    }
    return work.withLock { $0.features }
  }

  private func next(_ start: inout Int) -> Range<Int>? {
    guard let range = TileBatches.next(from: start, of: count) else { return nil }
    start = range.upperBound
    return range
  }
}
