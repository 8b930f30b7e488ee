import Dispatch
import Synchronization
import Workstation

/// What sends to the laboratory what was signed, as a review session knows it.
package protocol OutboxSender: Sendable {
  /// Sends what waits.
  ///
  /// - Returns: what goes on waiting; `nil` where nothing does.
  func sendWaiting() async -> OutboxNote?
}

/// Sends what was signed while a review session goes on; nothing of it runs on the screen's thread.
///
/// As long as something waits it is tried again every half minute. Where nothing waits, nothing wakes the machine.
package final class OutboxDesk: Sendable {
  private let wishes: AsyncStream<Void>.Continuation
  private let later: @Sendable (@escaping @Sendable () -> Void) -> Void
  /// Whether the next try is on its way already.
  private let isComing = Mutex(false)
  private let isDone = DispatchSemaphore(value: 0)

  /// Between two tries, seconds.
  private static let pause = 30

  /// How long the end of a pass is waited for that is under way when the session ends, seconds.
  private static let patience = 10

  /// - Parameters:
  ///   - later: does something after the pause.
  ///   - post: takes what there is to tell.
  package init(
    _ sender: any OutboxSender,
    later: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = OutboxDesk.afterPause,
    post: @escaping @Sendable (Action) -> Void
  ) {
    self.later = later
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    wishes = continuation
    Task.detached(priority: .utility) { [weak self, isDone] in
      for await _ in stream {
        let note = await sender.sendWaiting()
        post(.outboxTold(note))
        if note != nil { self?.tryLater() }
      }
      isDone.signal()
    }
  }

  /// Sends what waits, soon; returns at once.
  package func send() { wishes.yield() }

  /// Sends nothing more. A share that does not answer holds up nobody for long: what was not sent is sent next time.
  package func finish() {
    wishes.finish()
    _ = isDone.wait(timeout: .now() + .seconds(Self.patience))
  }

  private func tryLater() {
    let isFirst = isComing.withLock { isComing in
      defer { isComing = true }
      return !isComing
    }
    guard isFirst else { return }
    later { [weak self] in
      self?.isComing.withLock { $0 = false }
      self?.send()
    }
  }

  /// Does `work` after the pause, on a thread of the system's.
  package static let afterPause: @Sendable (@escaping @Sendable () -> Void) -> Void = { work in
    DispatchQueue.global(qos: .utility).asyncAfter(
      deadline: .now() + .seconds(pause), execute: DispatchWorkItem(block: work))
  }
}
