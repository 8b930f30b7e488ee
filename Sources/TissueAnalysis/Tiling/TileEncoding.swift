import Basics
import Microscopy
import Synchronization

/// The features of the tiles of a slide that could be read.
public struct EncodedTiles: Sendable, Equatable {
  /// The tiles that were read, in the plan's order; those of ``adding(_:)`` after them.
  public let sites: [TileSite]
  /// The features, row-major [tile, feature]: `sites.count * featureCount` values.
  public let features: [Float]
  /// Features per tile.
  public let featureCount: Int
  /// Tiles of the plan that could not be read: the file is damaged there, or what it gives is not what the survey saw.
  public let unreadable: Int

  /// Tiles whose features are known; traps where the counts disagree.
  public init(sites: [TileSite], features: [Float], featureCount: Int, unreadable: Int = 0) {
    precondition(features.count == sites.count * featureCount, "features of other tiles")
    self.sites = sites
    self.features = features
    self.featureCount = featureCount
    self.unreadable = unreadable
  }

  /// These tiles, followed by those of another part of the same plan.
  public func adding(_ more: EncodedTiles) -> EncodedTiles {
    EncodedTiles(
      sites: sites + more.sites, features: features + more.features, featureCount: featureCount,
      unreadable: unreadable + more.unreadable)
  }
}

/// Makes features of a plan: reading and encoding side by side, in a bounded memory.
public enum TileEncoding {
  /// Reads and encodes every site of `plan`.
  ///
  /// Each worker takes the next few sites, reads and encodes them; the rows stand in the plan's order whatever the
  /// order in which they were made, and are the same bytes with any number of workers (``TileBatches``). Memory is that
  /// of the features and of a few tiles a worker.
  ///
  /// - Parameters:
  ///   - workers: threads, at least 1.
  ///   - progress: gets the number of sites done so far; called from any worker, never by two at once, in rising order.
  ///   - isCancelled: asked between batches; once `true`, what is done so far is answered.
  public static func encode(
    _ plan: TilePlan, slide: some SlideSource, encoder: some TileEncoder, workers: Int,
    progress: (@Sendable (Int) -> Void)? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> EncodedTiles {
    let work = TileWork(plan: plan, slide: slide, encoder: encoder, progress: progress)
    WorkQueue.drain(workers: workers, isCancelled: isCancelled, next: work.next, work.encode)
    return work.result()
  }

  /// How many sites of `plan` cannot be read, without encoding them.
  public static func unreadable(_ plan: TilePlan, slide: some SlideSource) -> Int {
    let reader = TileReadability(slide: slide, plan: plan)
    return plan.sites.count { reader.tile(at: $0) == nil }
  }
}

/// What the workers share.
private final class TileWork<Slide: SlideSource, Encoder: TileEncoder>: Sendable {
  private let plan: TilePlan
  private let encoder: Encoder
  private let readability: TileReadability<Slide>
  private let progress: (@Sendable (Int) -> Void)?
  private let state: Mutex<State>

  private struct State {
    var nextSite = 0
    var done = 0
    var unreadable = 0
    var features: [Float]
    var isRead: [Bool]
  }

  /// A slide of which this many tiles failed and hardly any was read is damaged throughout: the rest is not tried.
  private static var failureLimit: Int { 256 }

  init(plan: TilePlan, slide: Slide, encoder: Encoder, progress: (@Sendable (Int) -> Void)?) {
    self.plan = plan
    self.encoder = encoder
    readability = TileReadability(slide: slide, plan: plan)
    self.progress = progress
    let count = plan.sites.count
    state = Mutex(
      State(
        features: [Float](repeating: 0, count: count * encoder.featureCount),
        isRead: [Bool](repeating: false, count: count)))
  }

  /// The next sites to do, or `nil` when there are none.
  func next() -> Range<Int>? {
    state.withLock { state in
      let isHopeless = state.unreadable >= Self.failureLimit && state.unreadable * 10 > state.done * 9
      if isHopeless {
        state.unreadable += plan.sites.count - state.nextSite
        state.nextSite = plan.sites.count
      }
      guard let batch = TileBatches.next(from: state.nextSite, of: plan.sites.count) else { return nil }
      state.nextSite = batch.upperBound
      return batch
    }
  }

  func encode(_ sites: Range<Int>) {
    let read = sites.compactMap { index in
      readability.tile(at: plan.sites[index]).map { (index: index, tile: $0) }
    }
    let rows = read.isEmpty ? [] : encoder.encode(read.map(\.tile))
    record(rows, of: read.map(\.index), tried: sites.count)
  }

  private func record(_ rows: [Float], of indices: [Int], tried: Int) {
    let width = encoder.featureCount
    state.withLock { state in
      for (row, index) in indices.enumerated() {
        for feature in 0..<width { state.features[index * width + feature] = rows[row * width + feature] }
        state.isRead[index] = true
      }
      state.done += tried
      state.unreadable += tried - indices.count
      progress?(state.done)
    }
  }

  func result() -> EncodedTiles {
    state.withLock { state in
      let width = encoder.featureCount
      let read = plan.sites.indices.filter { state.isRead[$0] }
      guard read.count < plan.sites.count else {
        return EncodedTiles(sites: plan.sites, features: state.features, featureCount: width, unreadable: 0)
      }
      let rows = read.flatMap { state.features[($0 * width)..<(($0 + 1) * width)] }
      return EncodedTiles(
        sites: read.map { plan.sites[$0] }, features: rows, featureCount: width, unreadable: state.unreadable)
    }
  }
}
