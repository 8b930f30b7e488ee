import Basics
import Dispatch
import Microscopy
import SlidePictures
import Synchronization

/// Reads on a quiet thread what the next keys may show; one lot at a time.
final class ReadAhead: Sendable {
  private let run = Mutex<Cancellation?>(nil)
  private let running = DispatchGroup()

  /// Has `read` read each of `requests`, and none once something else is begun, or ``stop()`` is called: the deadline
  /// that it gets has passed then.
  func begin(_ requests: [PictureRequest], read: @escaping @Sendable (PictureRequest, ReadDeadline) -> Void) {
    let mine = Cancellation()
    replace(mine)
    guard !requests.isEmpty else { return }
    running.enter()
    QuietThread.begin { [running] in
      for request in requests where !mine.isCancelled { read(request, ReadDeadline(until: mine)) }
      running.leave()
    }
  }

  /// Nothing is wanted ahead any more.
  func stop() { replace(nil) }

  /// Waits for what was begun.
  func finish() { running.wait() }

  private func replace(_ next: Cancellation?) {
    run.withLock {
      $0?.cancel()
      $0 = next
    }
  }
}

extension PictureSlot {
  /// Whether keys move what is shown there over its slide.
  var moves: Bool {
    switch self {
    case .pane, .beside, .sharp, .sharpBeside: true
    case .overview, .preview, .tile: false
    }
  }
}
