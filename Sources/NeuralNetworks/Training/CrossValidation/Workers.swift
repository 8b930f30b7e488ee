import Dispatch
import Synchronization

/// Pieces of work shared among threads. What comes out does not depend on how many there are.
enum Workers {
  /// The results of `body` for 0 ..< `count`, in order. After a failure no further piece is begun; of several the first
  /// in order is thrown.
  static func map<Success: Sendable, Failure: Error>(
    _ count: Int, workers: Int, _ body: @Sendable (Int) throws(Failure) -> Success
  ) throws(Failure) -> [Success] {
    let state = Mutex((next: 0, results: [Int: Result<Success, Failure>](), failed: false))
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
      while let index = state.withLock({ state -> Int? in
        guard state.next < count, !state.failed else { return nil }
        state.next += 1
        return state.next - 1
      }) {
        let result = Result { () throws(Failure) in try body(index) }
        state.withLock {
          $0.results[index] = result
          if case .failure = result { $0.failed = true }
        }
      }
    }
    var values: [Success] = []
    for (_, result) in state.withLock({ $0.results }).sorted(by: { $0.key < $1.key }) {
      values.append(try result.get())
    }
    return values
  }
}
