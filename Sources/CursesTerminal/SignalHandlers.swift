import Glibc
import Synchronization

/// The signals that a program on a terminal must answer, while it has the terminal.
struct SignalHandlers {
  private var previous: [(Int32, sigaction)] = []

  private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
  private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

  /// Sets the handlers. A crash restores the terminal and then ends the process as it would have; a request to end is
  /// told to the loop, and a second one obeyed at once; changes of size and stops are told to the loop.
  mutating func install() {
    AlternateStack.install()
    // Made before a signal needs it.
    crashed.store(0, ordering: .relaxed)
    Self.crashes.forEach { set($0, flags: SA_ONSTACK) { crash($0) } }
    Self.endings.forEach { set($0) { end($0) } }
    set(SIGWINCH) { _ in note(.resized) }
    set(SIGCONT) { _ in note(.continued) }
    set(SIGTSTP, stopRequested)
    // A write to a terminal that is gone must fail, not kill.
    set(SIGPIPE) { _ in }
  }

  /// Stops the whole process group, so that what started this program (make, a script) stops too and the shell gets its
  /// turn.
  static func stopGroup() {
    signal(SIGTSTP, SIG_DFL)
    kill(0, SIGTSTP)
  }

  /// Has stops told to the loop again.
  static func listenForStops() { _ = act(on: SIGTSTP, 0, stopRequested) }

  /// Puts back what was before.
  mutating func remove() {
    for (signal, action) in previous.reversed() {
      var action = action
      sigaction(signal, &action, nil)
    }
    previous = []
  }

  private mutating func set(_ signal: Int32, flags: Int32 = 0, _ handler: @escaping @convention(c) (Int32) -> Void) {
    if let before = Self.act(on: signal, flags, handler) { previous.append((signal, before)) }
  }

  private static func act(
    on signal: Int32, _ flags: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
  ) -> sigaction? {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = flags
    sigemptyset(&action.sa_mask)
    var before = sigaction()
    return sigaction(signal, &action, &before) == 0 ? before : nil
  }
}

/// Room for the handler of a crash whose cause is that the stack is used up.
private enum AlternateStack {
  private static let size = 65_536
  /// Lives as long as the process; sigaltstack(2) wants no less.
  nonisolated(unsafe) private static let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)

  static func install() {
    var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: size)
    sigaltstack(&stack, nil)
  }
}

/// The thread that crashed first; 0 before.
private let crashed = Atomic<UInt>(0)

/// Runs in a signal handler: the default action, put back here, ends the process when this returns.
///
/// Several threads may crash at once, of one cause. The first gives the terminal back; the others wait for the end,
/// since their own would come before that. A crash within this handler ends the process at once.
private func crash(_ signal: Int32) {
  let thread = UInt(pthread_self())
  let first = crashed.compareExchange(expected: 0, desired: thread, ordering: .sequentiallyConsistent)
  if first.exchanged {
    Emergency.restore()
  } else if first.original != thread {
    while true { pause() }
  }
  Glibc.signal(signal, SIG_DFL)
  raise(signal)
}

/// Runs in a signal handler.
private func end(_ signal: Int32) {
  let before = errno
  Emergency.shared.pointee.endings += 1
  Emergency.shared.pointee.endedBy = signal
  if Emergency.shared.pointee.endings > 1 {
    Emergency.restore()
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }
  Emergency.tell(.ending)
  errno = before
}

/// Runs in a signal handler.
private func note(_ note: LoopNote) {
  let before = errno
  Emergency.tell(note)
  errno = before
}

/// Runs in a signal handler.
private func stopRequested(_ signal: Int32) { note(.suspended) }
