import Basics
import Foundation
import Synchronization

/// Ends long work where somebody presses Ctrl-C or the system asks for an end.
public enum Interruption {
  /// The signal that asked for an end.
  private static let signalled = Mutex<Int32?>(nil)

  /// Asked for at the first signal; the second one ends the program at once, as it would without this.
  public static func cancellation() -> Cancellation {
    let cancellation = Cancellation()
    for number in [SIGINT, SIGTERM] { listen(number, cancellation) }
    return cancellation
  }

  private static func listen(_ number: Int32, _ cancellation: Cancellation) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      signalled.withLock { $0 = number }
      signal(number, SIG_DFL)
      cancellation.cancel()
    }
    source.resume()
    // It lives as long as the program.
    _ = Unmanaged.passRetained(source as AnyObject)
  }

  /// Ends the program by the signal that asked for it, as a shell expects it.
  public static func end() -> Never {
    raise(signalled.withLock { $0 } ?? SIGTERM)
    exit(1)
  }
}
