import Dispatch
import Synchronization

/// What `work` answers, waited for on this thread: commands run one after the other.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  let answer = Answer<Value>()
  Task.detached {
    do { answer.give(.success(try await work())) } catch { answer.give(.failure(error)) }
  }
  return try answer.take()
}

/// Handed from the task to the thread that waits.
private final class Answer<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func give(_ answer: Result<Value, any Error>) {
    result.withLock { $0 = answer }
    isThere.signal()
  }

  func take() throws -> Value {
    while true {
      isThere.wait()
      if let answer = result.withLock({ $0 }) { return try answer.get() }
    }
  }
}
