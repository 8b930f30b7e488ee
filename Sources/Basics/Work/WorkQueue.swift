import Dispatch
import Synchronization

/// Work shared among processors. What comes out does not depend on how many there are.
///
///     let rows = try WorkQueue.map(tiles.count, workers: 4) { (index) throws(ReadFailure) in try read(tiles[index]) }
public enum WorkQueue {
  /// Runs `body` `workers` times at once, each time with the worker's number, and waits for all.
  ///
  /// - Parameter workers: threads; less than 1 counts as 1, and never more run at once than there are processors.
  public static func run(workers: Int, _ body: @Sendable (_ worker: Int) -> Void) {
    guard workers > 1 else { return body(0) }
    DispatchQueue.concurrentPerform(iterations: workers, execute: body)
  }

  /// Hands out what `next` gives, until it gives `nil` or the work is cancelled, and waits for the last piece.
  ///
  /// - Parameters:
  ///   - next: called by any worker; guards its own state.
  ///   - isCancelled: asked before each piece; what has begun is finished.
  public static func drain<Piece>(
    workers: Int, isCancelled: @Sendable () -> Bool = { false }, next: @Sendable () -> Piece?,
    _ body: @Sendable (Piece) -> Void
  ) {
    run(workers: workers) { _ in
      while !isCancelled(), let piece = next() { body(piece) }
    }
  }

  /// Calls `body` with 0 ..< `count`, handed out in rising order.
  public static func forEach(
    _ count: Int, workers: Int, isCancelled: @Sendable () -> Bool = { false }, _ body: @Sendable (Int) -> Void
  ) {
    let place = Atomic<Int>(0)
    drain(workers: min(workers, count), isCancelled: isCancelled, next: { take(place, of: count) }, body)
  }

  /// The results of `body` for 0 ..< `count`, in order.
  ///
  /// - Throws: what `body` throws. After a failure no further piece is begun; of several the first in order is thrown.
  public static func map<Success: Sendable, Failure: Error>(
    _ count: Int, workers: Int, _ body: @Sendable (Int) throws(Failure) -> Success
  ) throws(Failure) -> [Success] {
    let results = Mutex([Result<Success, Failure>?](repeating: nil, count: count))
    let hasFailed = Atomic<Bool>(false)
    forEach(count, workers: workers, isCancelled: { hasFailed.load(ordering: .relaxed) }) { index in
      let result = Result { () throws(Failure) in try body(index) }
      if case .failure = result { hasFailed.store(true, ordering: .relaxed) }
      results.withLock { $0[index] = result }
    }
    var values: [Success] = []
    values.reserveCapacity(count)
    for result in results.withLock({ $0 }) {
      if let result { values.append(try result.get()) }
    }
    return values
  }

  /// The results of `body` for 0 ..< `count`, in order; each worker makes its own scratch memory, once.
  public static func map<Scratch, Success: Sendable>(
    _ count: Int, workers: Int, scratch: @Sendable () -> Scratch,
    _ body: @Sendable (Int, inout Scratch) -> Success
  ) -> [Success] {
    let place = Atomic<Int>(0)
    let results = Mutex([Success?](repeating: nil, count: count))
    guard count > 0 else { return [] }
    run(workers: min(workers, count)) { _ in
      var own = scratch()
      while let index = take(place, of: count) {
        let result = body(index, &own)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  private static func take(_ place: borrowing Atomic<Int>, of count: Int) -> Int? {
    let index = place.add(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}
