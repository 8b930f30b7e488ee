import Basics
import Dispatch
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
    var next = 0
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
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, pieces.count))) { _ in
      while !cancellation.isCancelled, let piece = next(work) {
        do {
          try body(piece) {
            work.withLock { state in
              state.done += 1
              return state.done
            }
          }
        } catch {
          work.withLock { $0.failures.append((piece, error)) }
        }
      }
    }
    try cancellation.check()
    return work.withLock { $0.failures }
  }

  private func next(_ work: borrowing Mutex<State>) -> Piece? {
    work.withLock { state in
      guard state.next < pieces.count else { return nil }
      state.next += 1
      return pieces[state.next - 1]
    }
  }
}
