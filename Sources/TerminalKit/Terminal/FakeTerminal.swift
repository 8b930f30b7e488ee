import Dispatch

/// A terminal in memory, for tests: it reports what its script says, and keeps what was painted.
///
/// A script may wait for what other threads do, so that a whole program runs on this terminal without a pause of any
/// fixed length:
///
///     let terminal = FakeTerminal(
///       size: TerminalSize(columns: 80, rows: 24),
///       script: [.until("case 7"), .report(.key(.enter)), .report(.hangup)])
public final class FakeTerminal: Terminal {
  /// One step of a script.
  public enum Step: Sendable {
    /// Report this event.
    case report(TerminalEvent)
    /// Report nothing before a painted screen has this text in one of its rows.
    case until(String)
    /// Report nothing before a painted screen has no row with this text.
    case untilGone(String)
  }

  /// Columns and rows; a `resized` event of the script sets it, as a real terminal would.
  public private(set) var size: TerminalSize
  /// Whether it answers ``askStatus()``, before anything else that its script holds.
  public var answersStatus = true
  /// What the terminal can do, which its first event tells.
  public let capabilities: TerminalCapabilities
  /// What ``nextEvent(milliseconds:)`` will report, first first. When none is left it reports none.
  public var script: [Step]
  /// The last frame that was painted, its pictures with it; `nil` before the first ``paint(_:)``.
  public private(set) var frame: TerminalFrame?
  /// What is on it, pictures drawn in cells; `nil` before the first ``paint(_:)``.
  public private(set) var screen: Screen?
  /// How many cells were painted that showed something else before.
  public private(set) var cellsWritten = 0
  /// How often ``paint(_:)`` was called.
  public private(set) var frames = 0
  /// How often ``suspend()`` was called.
  public private(set) var suspensions = 0
  /// Whether ``restore()`` was called.
  public private(set) var isRestored = false
  /// The text that never came, or never went, where the script gave up and reported `hangup`.
  public private(set) var missed: String?

  private var pictures: PictureCells
  private var isGone = false
  /// Milliseconds that the present step of the script may still wait without being woken.
  private var patience: Int
  /// When the present step has begun to wait; `nil` where it does not yet.
  private var waitsSince: DispatchTime?
  /// How many times its patience a step waits that is woken again and again, always in vain.
  private static let longestWait = 4
  private let longest: Int
  private let woken = DispatchSemaphore(value: 0)

  /// A terminal that follows `script`.
  ///
  /// - Parameter patience: for how many milliseconds a step waits for its text before the terminal hangs up; four times
  ///   as many where others wake it meanwhile.
  public init(
    size: TerminalSize, capabilities: TerminalCapabilities = TerminalCapabilities(), script: [Step] = [],
    patience: Int = 20_000
  ) {
    self.size = size
    self.capabilities = capabilities
    self.script = [.report(.capabilities(capabilities))] + script
    self.patience = patience
    longest = patience
    pictures = PictureCells(capabilities)
  }

  /// Lets ``nextEvent(milliseconds:)`` report these after what it has to report already.
  public func report(_ events: TerminalEvent...) { script += events.map(Step.report) }

  /// The next event of ``script``, at once; `nil` at once if the script is at its end, and after a wait if it waits for
  /// a text that is not there.
  public func nextEvent(milliseconds: Int) -> TerminalEvent? {
    while true {
      if isGone { return .hangup }
      guard let step = script.first else { return nil }
      switch step {
      case .report(let event):
        script.removeFirst()
        if let told = happened(event) { return told }
      case .until(let text):
        guard !isShown(text) else { passStep(); continue }
        return wait(milliseconds, for: text)
      case .untilGone(let text):
        guard isShown(text) else { passStep(); continue }
        return wait(milliseconds, for: text)
      }
    }
  }

  /// The event as the terminal tells it: a size that it has already is no news.
  private func happened(_ event: TerminalEvent) -> TerminalEvent? {
    switch event {
    case .resized(let newSize):
      guard newSize != size else { return nil }
      size = newSize
      screen = nil
    case .hangup: isGone = true
    case .resumed: screen = nil
    case .capabilities, .key, .pasted, .mouse, .dragged, .released, .answered: break
    }
    return event
  }

  private func passStep() {
    script.removeFirst()
    patience = longest
    waitsSince = nil
  }

  /// Until somebody wakes this terminal, or the time is over.
  private func wait(_ milliseconds: Int, for text: String) -> TerminalEvent? {
    let since = waitsSince ?? .now()
    waitsSince = since
    let time = max(1, min(milliseconds, patience))
    switch woken.wait(timeout: .now() + .milliseconds(time)) {
    case .timedOut: patience -= time
    case .success where .now() > since + .milliseconds(longest * Self.longestWait): patience = 0
    case .success: break
    }
    guard patience <= 0 else { return nil }
    missed = text
    isGone = true
    return .hangup
  }

  /// Keeps `frame`; a screen of another size is cut, as on a real terminal.
  public func paint(_ frame: TerminalFrame) {
    let whole = pictures.screen(of: frame)
    let fitting = whole.size == size ? whole : whole.cut(to: size)
    let before = screen.flatMap { $0.size == size ? $0 : nil }
    cellsWritten += fitting.cells.indices.count { before?.cells[$0] != fitting.cells[$0] }
    (self.frame, screen) = (frame, fitting)
    frames += 1
  }

  /// Ends a wait of ``nextEvent(milliseconds:)``.
  public var waker: @Sendable () -> Void {
    let woken = woken
    return { woken.signal() }
  }

  /// Reports `answered` next, where it answers.
  public func askStatus() {
    if answersStatus { script.insert(.report(.answered), at: 0) }
  }

  /// Counts, and reports `resumed` next.
  public func suspend() {
    suspensions += 1
    script.insert(.report(.resumed), at: 0)
  }

  /// Notes that the terminal was restored.
  public func restore() { isRestored = true }

  /// The glyphs on the screen, a line for every row, without the blanks at its end; empty before the first paint.
  public var text: [String] {
    screen?.lines ?? []
  }

  /// Whether one row of the screen has `text` in it.
  public func isShown(_ text: String) -> Bool { self.text.contains { $0.contains(text) } }
}

extension FakeTerminal.Step {
  /// A press of `key`.
  public static func press(_ key: Key) -> FakeTerminal.Step { .report(.key(key)) }

  /// A press of the key for every character of `text`.
  public static func type(_ text: String) -> [FakeTerminal.Step] { text.map { .report(.key(.character($0))) } }
}
