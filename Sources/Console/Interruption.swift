import Basics
import Foundation
import Synchronization

/// Ends the program by the signal that asked for an end, as a shell expects it: it tells 130, 143 or 129 then.
public enum Interruption {
  /// The signal that asked for an end.
  private static let signalled = Mutex<Int32?>(nil)

  /// Whether an end was asked for: what progress there is need not be shown any more.
  static var isAsked: Bool { signalled.withLock { $0 } != nil }

  /// Asked for where somebody presses Ctrl-C, the system asks for an end or the terminal goes away; a second signal
  /// ends the program at once, as it would without this.
  public static func cancellation() -> Cancellation {
    let cancellation = Cancellation()
    for number in [SIGINT, SIGTERM, SIGHUP] { listen(number, cancellation) }
    return cancellation
  }

  private static func listen(_ number: Int32, _ cancellation: Cancellation) {
    // What is ignored stays so: nohup wants the work to go on without its terminal.
    guard unsafeBitCast(signal(number, SIG_IGN), to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else { return }
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      signalled.withLock { $0 = number }
      // A second signal ends the program at once: it leaves the line as it is now.
      clearLine()
      signal(number, SIG_DFL)
      cancellation.cancel()
    }
    source.resume()
    // It lives as long as the program.
    _ = Unmanaged.passRetained(source as AnyObject)
  }

  /// Ends the program by the signal that asked for it.
  public static func end() -> Never {
    clearLine()
    end(by: signalled.withLock { $0 } ?? SIGTERM)
  }

  /// Takes away the progress that was shown, with the ^C that the terminal wrote into it.
  private static func clearLine() {
    if Standard.errorIsTerminal, !Standard.isPlain { _ = Standard.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
  }

  /// Ends the program by `number`, a signal that was answered and has no handler any more.
  public static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
