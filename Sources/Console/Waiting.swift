import Dispatch
import Synchronization

/// What `work` answers, waited for on this thread: commands run one after the other.
///
/// The task has let go of `work` by then, and of what it holds: a casebook is closed by the thread that ends the
/// program, and not after it.
///
/// - Throws: what `work` throws.
public func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  let answer = Answer<Value>()
  let handover = Handover(work)
  Task.detached { answer.give(await handover.result()) }
  return try answer.take()
}

/// Work that is taken once, by the task that does it.
private final class Handover<Value: Sendable>: Sendable {
  private let work: Mutex<(@Sendable () async throws -> Value)?>

  init(_ work: @escaping @Sendable () async throws -> Value) { self.work = Mutex(work) }

  /// Does the work; nothing of it is held when this returns. Does nothing where it was taken already.
  func result() async -> Result<Value, any Error> {
    let work = work.withLock { held in
      defer { held = nil }
      return held
    }
    guard let work else { return .failure(CancellationError()) }
    do { return .success(try await work()) } catch { return .failure(error) }
  }
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
