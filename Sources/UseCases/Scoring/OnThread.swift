import Dispatch

/// What `work` answers, computed on a thread of its own, so that tasks go on meanwhile whatever their number of
/// threads.
package func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result(catching: work)) }
  }
}
