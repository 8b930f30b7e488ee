import Glibc
import Synchronization

/// Files that are half written while a signal ends the program.
public enum Leftovers {
  /// What the handler needs: changed only while it cannot run.
  nonisolated(unsafe) private static var names: [UnsafeMutablePointer<CChar>] = []

  /// Whether somebody writes so now: signals are answered for one at a time.
  private static let isBusy = Mutex(false)

  private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Does `work`: what a signal leaves at `paths`, files that are not whole yet, is removed before it ends the program,
  /// as it would without. Where somebody else answers a signal, or other work is done so meanwhile, it is left to them.
  ///
  /// - Throws: what `work` throws.
  public static func removed<Value, Failure: Error>(
    ifEndedWhile paths: [String], _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let isFirst = isBusy.withLock { busy in
      defer { busy = true }
      return !busy
    }
    guard isFirst else { return try work() }
    names = paths.compactMap { strdup($0) }
    let armed = endings.filter(arm)
    defer {
      armed.forEach { signal($0, SIG_DFL) }
      names.forEach { free($0) }
      names = []
      isBusy.withLock { $0 = false }
    }
    return try work()
  }

  /// Whether the signal is answered here from now on.
  private static func arm(_ number: Int32) -> Bool {
    var former = sigaction()
    guard sigaction(number, nil, &former) == 0,
      unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_DFL, to: Int.self)
    else { return false }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { Leftovers.end($0) }
    sigemptyset(&action.sa_mask)
    return sigaction(number, &action, nil) == 0
  }

  /// Runs in a signal handler: unlink(2) may be called there. The default action, put back here, ends the process when
  /// this returns.
  private static func end(_ number: Int32) {
    for name in names { unlink(name) }
    signal(number, SIG_DFL)
    raise(number)
  }
}
