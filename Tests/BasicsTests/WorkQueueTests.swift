import Basics
import Synchronization
import Testing

@Suite("Work shared among processors")
struct WorkQueueTests {
  struct Broken: Error, Equatable { let index: Int }

  @Test("results come in order, whatever the number of workers", arguments: [-1, 1, 2, 7, 100])
  func order(workers: Int) {
    let squares = WorkQueue.map(20, workers: workers) { (index) throws(Never) in index * index }
    #expect(squares == (0..<20).map { $0 * $0 })
    let sums = WorkQueue.map(20, workers: workers, scratch: { 100 }) { index, own in own + index }
    #expect(sums == (100..<120).map { $0 })
  }

  @Test("no work is no result")
  func none() {
    #expect(WorkQueue.map(0, workers: 3) { (index) throws(Never) in index } == [])
    #expect(WorkQueue.map(0, workers: 3, scratch: {}) { index, _ in index } == [])
  }

  @Test("of several failures the first in order is thrown, and nothing new is begun", arguments: [1, 4])
  func failure(workers: Int) {
    let begun = Atomic<Int>(0)
    #expect(throws: Broken(index: 3)) {
      try WorkQueue.map(1000, workers: workers) { (index) throws(Broken) in
        begun.add(1, ordering: .relaxed)
        if index >= 3 { throw Broken(index: index) }
      }
    }
    #expect(begun.load(ordering: .relaxed) <= 3 + 2 * workers)
  }

  @Test("each piece is handed out once, and none after a cancellation")
  func cancelled() {
    let done = Mutex([Int]())
    WorkQueue.forEach(100, workers: 1, isCancelled: { done.withLock { $0.count } >= 10 }) { index in
      done.withLock { $0.append(index) }
    }
    #expect(done.withLock { $0 } == Array(0..<10))
  }

  @Test("a queue is drained to its end by all workers")
  func drained() {
    let state = Mutex((next: 0, sum: 0))
    WorkQueue.drain(
      workers: 4,
      next: {
        state.withLock { state in
          guard state.next < 50 else { return nil }
          state.next += 1
          return state.next
        }
      }
    ) { (piece: Int) in state.withLock { $0.sum += piece } }
    #expect(state.withLock { $0.sum } == 50 * 51 / 2)
  }

  @Test("each worker has its own number")
  func numbers() {
    let seen = Mutex(Set<Int>())
    WorkQueue.run(workers: 3) { worker in seen.withLock { _ = $0.insert(worker) } }
    #expect(seen.withLock { $0 } == [0, 1, 2])
  }
}
