import Synchronization

/// Whether somebody who waits for long work wants it stopped. Shared between whoever asks and whoever works.
///
/// Work looks at it between two pieces that leave nothing half-done: two tiles, two cases, two epochs.
public final class Cancellation: Sendable {
  private let asked = Atomic<Bool>(false)

  /// Work that goes on until ``cancel()`` is called.
  public init() {}

  /// Asks for an end of the work. May be called from any thread, and more than once.
  public func cancel() { asked.store(true, ordering: .relaxed) }

  /// Whether an end was asked for.
  public var isCancelled: Bool { asked.load(ordering: .relaxed) }

  /// Goes on where nobody asked for an end.
  ///
  /// - Throws: `Cancelled` where somebody did.
  public func check() throws(Cancelled) {
    if isCancelled { throw Cancelled() }
  }
}

/// The work was stopped because somebody asked for it. What was finished before is kept.
public struct Cancelled: Error, Hashable, Sendable {
  /// The one value there is.
  public init() {}
}
