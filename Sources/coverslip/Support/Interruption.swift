import Basics
import Foundation
import Synchronization

/// Ends long work where somebody presses Ctrl-C or the system asks for an end.
enum Interruption {
  private struct State {
    /// They live as long as the program.
    var sources: [any DispatchSourceSignal] = []
    var number: Int32?
  }

  private static let state = Mutex(State())

  /// Asked for at the first signal; the second one ends the program at once, as it would without this.
  static func cancellation() -> Cancellation {
    let cancellation = Cancellation()
    for number in [SIGINT, SIGTERM] { listen(number, cancellation) }
    return cancellation
  }

  private static func listen(_ number: Int32, _ cancellation: Cancellation) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      cancellation.cancel()
      signal(number, SIG_DFL)
      state.withLock { $0.number = number }
    }
    source.resume()
    state.withLock { $0.sources.append(source) }
  }

  /// Ends the program by the signal that asked for it, as a shell expects it.
  static func end() -> Never {
    raise(state.withLock { $0.number } ?? SIGTERM)
    exit(1)
  }
}
