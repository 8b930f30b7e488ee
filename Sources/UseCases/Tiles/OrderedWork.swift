import Basics
import Synchronization

/// Independent pieces of work, taken one after the other by several threads.
struct OrderedWork<Piece: Sendable>: Sendable {
  private let pieces: [Piece]
  private let workers: Int
  private let cancellation: Cancellation

  init(_ pieces: [Piece], workers: Int, _ cancellation: Cancellation) {
    self.pieces = pieces
    self.workers = workers
    self.cancellation = cancellation
  }

  private struct State {
    var done = 0
    var failures: [(Piece, any Error)] = []
  }

  /// Does every piece; `body` gets it with a way to count one more as done.
  ///
  /// - Returns: the pieces that failed, in no order.
  /// - Throws: `Cancelled` where somebody wanted the work stopped.
  func failures(
    of body: @Sendable (_ piece: Piece, _ done: () -> Int) throws -> Void
  ) throws(Cancelled) -> [(Piece, any Error)] {
    let work = Mutex(State())
    WorkQueue.forEach(pieces.count, workers: workers, isCancelled: { cancellation.isCancelled }) { index in
      do {
        try body(pieces[index]) {
          work.withLock { state in
            state.done += 1
            return state.done
          }
        }
      } catch {
        work.withLock { $0.failures.append((pieces[index], error)) }
      }
    }
    try cancellation.check()
    return work.withLock { $0.failures }
  }
}
