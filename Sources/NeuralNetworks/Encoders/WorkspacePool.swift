import Synchronization

/// Memory for forward passes, one piece a thread at a time, made when it is first needed and kept for the next call.
///
/// `@unchecked` because a workspace is handed to one thread only until it comes back; the list itself is behind a lock.
final class WorkspacePool<Workspace>: @unchecked Sendable {
  private let make: () -> Workspace
  private var idle: [Workspace]
  private let lock = Mutex(())

  init(_ first: Workspace..., make: @escaping () -> Workspace) {
    self.make = make
    idle = first
  }

  /// Calls `body` with a workspace that nobody else has meanwhile.
  func use<Result>(_ body: (Workspace) -> Result) -> Result {
    let workspace = lock.withLock { _ in idle.popLast() } ?? make()
    defer { lock.withLock { _ in idle.append(workspace) } }
    return body(workspace)
  }
}
