import Basics
import Foundation

/// Ends long work where somebody presses Ctrl-C or the system asks for an end.
enum Interruption {
  /// Asked for at the first signal; the second one ends the program at once, as it would without this.
  static func cancellation() -> Cancellation {
    let cancellation = Cancellation()
    for number in [SIGINT, SIGTERM] { listen(number, cancellation) }
    return cancellation
  }

  /// Sources live as long as the program.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  private static func listen(_ number: Int32, _ cancellation: Cancellation) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      cancellation.cancel()
      signal(number, SIG_DFL)
    }
    source.resume()
    sources.append(source)
  }
}
