/// A terminal in memory, for tests: what it will report is put in, what was painted is kept.
public final class FakeTerminal: Terminal {
  /// Columns and rows; a `resized` event from ``nextEvent(milliseconds:)`` sets it, as a real terminal would.
  public private(set) var size: TerminalSize
  /// How many colours it pretends to have.
  public let depth: ColorDepth
  /// What ``nextEvent(milliseconds:)`` will report, first first. When none is left it reports none.
  public var events: [TerminalEvent]
  /// What is on it; `nil` before the first ``paint(_:)``.
  public private(set) var screen: Screen?
  /// How often ``paint(_:)`` was called.
  public private(set) var frames = 0
  /// How often ``suspend()`` was called.
  public private(set) var suspensions = 0
  /// Whether ``restore()`` was called.
  public private(set) var isRestored = false

  /// A terminal that reports `events` in turn.
  public init(size: TerminalSize, depth: ColorDepth = .trueColor, events: [TerminalEvent] = []) {
    self.size = size
    self.depth = depth
    self.events = events
  }

  /// The next of ``events``, at once; `nil` when there is none.
  public func nextEvent(milliseconds: Int) -> TerminalEvent? {
    guard !events.isEmpty else { return nil }
    let event = events.removeFirst()
    if case .resized(let newSize) = event { size = newSize }
    return event
  }

  /// Keeps `screen`.
  public func paint(_ screen: Screen) {
    self.screen = screen
    frames += 1
  }

  /// Does nothing: this terminal never waits.
  public func wake() {}

  /// Counts, and reports `resumed` next.
  public func suspend() {
    suspensions += 1
    events.insert(.resumed, at: 0)
  }

  /// Notes it.
  public func restore() { isRestored = true }

  /// The glyphs on the screen, a line for every row, without the blanks at its end; empty before the first paint.
  public var text: [String] {
    guard let screen else { return [] }
    return (0..<screen.size.rows).map { row in
      let cells = screen.cells[(row * screen.size.columns)..<((row + 1) * screen.size.columns)]
      let glyphs = cells.map(\.glyph).filter { $0 != Cell.continuation }
      return String(glyphs.reversed().drop { $0 == " " }.reversed())
    }
  }
}
