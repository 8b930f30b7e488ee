import Basics
import Foundation

/// What stderr is told where a signal ends the program: that something is not done which somebody takes for done.
public enum LastWords {
  /// What the handler needs: changed only while it cannot run.
  nonisolated(unsafe) private static var bytes: UnsafeMutablePointer<UInt8>?
  nonisolated(unsafe) private static var count = 0
  nonisolated(unsafe) private static var before: [(Int32, sigaction)] = []

  private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// From now on `words` are told before the program ends by a signal, which it does as it would without; `nil`:
  /// nothing is.
  public static func prepare(_ words: String?) {
    disarm()
    bytes?.deallocate()
    (bytes, count) = (nil, 0)
    guard let words else { return }
    let text = Array("\ncoverslip: \(words.printable)\n".utf8)
    let place = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
    place.initialize(from: text, count: text.count)
    (bytes, count) = (place, text.count)
    endings.forEach(arm)
  }

  private static func arm(_ number: Int32) {
    var former = sigaction()
    // What is ignored stays so, as nohup wants it.
    guard sigaction(number, nil, &former) == 0,
      unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
    else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { LastWords.end($0) }
    sigemptyset(&action.sa_mask)
    if sigaction(number, &action, nil) == 0 { before.append((number, former)) }
  }

  private static func disarm() {
    for (number, action) in before {
      var action = action
      sigaction(number, &action, nil)
    }
    before = []
  }

  /// Runs in a signal handler: write(2) may be called there. The default action, put back here, ends the process when
  /// this returns.
  private static func end(_ number: Int32) {
    if let bytes { _ = write(STDERR_FILENO, bytes, count) }
    signal(number, SIG_DFL)
    raise(number)
  }
}
