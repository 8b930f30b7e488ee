import TerminalKit
import Workstation

/// The loop of the workstation: events and answers become actions, actions change the state, the state becomes a
/// screen.
///
/// Everything here runs on one thread, the one that owns the terminal; nothing here waits but for the next event.
struct ReviewLoop {
  private let terminal: any Terminal
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private let clock: WallClock
  private var state: WorkstationState
  private var leaving = false
  /// Since when nothing was typed, while the state waits for that.
  private var quietSince: Int?

  /// How long nothing may be typed before a dialog that signs takes keys, milliseconds: longer than the parts of a
  /// paste are apart, and than a key that is held down repeats; shorter than anybody reads.
  private static let quiet = 250

  /// Between two ticks, milliseconds: ages and the queue of other reviewers are told by the second.
  private static let tick = 1000

  init(
    terminal: any Terminal, mailbox: Mailbox, runner: EffectRunner, clock: WallClock, state: WorkstationState
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.clock = clock
    self.state = state
  }

  /// Runs until the reviewer leaves or the terminal goes away.
  mutating func run() {
    perform(.ticked(now: clock.seconds()))
    // What the terminal can do is the first that it says, and decides about the first pictures.
    if let event = terminal.nextEvent(milliseconds: 0), let action = action(for: event) { perform(action) }
    perform(.started)
    while !leaving {
      let painting = paint(state)
      terminal.paint(painting.screen)
      perform([.painted(painting.limits)])
      if state.awaitsQuiet { awaitQuiet() } else { perform(batch(milliseconds: Self.tick)) }
      perform(.ticked(now: clock.seconds()))
      mailbox.empty().forEach { perform($0) }
    }
    runner.finish()
  }

  /// What is typed meanwhile counts for nothing, but for the silence, which begins anew.
  private mutating func awaitQuiet() {
    let began = quietSince ?? clock.milliseconds()
    let rest = began + Self.quiet - clock.milliseconds()
    guard rest > 0 else {
      quietSince = nil
      return perform([.inputSettled])
    }
    let events = batch(milliseconds: rest)
    quietSince = events.isEmpty ? began : clock.milliseconds()
    perform(events)
    if !state.awaitsQuiet { quietSince = nil }
  }

  /// How long what is typed into a sign-off is waited for to be taken together, milliseconds: the parts of a paste are
  /// closer than that, fingers are further apart.
  private static let gathering = 20

  /// The most events that are taken before the screen is painted again.
  private static let batchLimit = 1024

  /// Waits up to `milliseconds` for an event, and takes all that are there by then, so that they cost one screen.
  private mutating func batch(milliseconds: Int) -> [Action] {
    var actions: [Action] = []
    var wait = milliseconds
    while actions.count < Self.batchLimit, !leaving, let event = terminal.nextEvent(milliseconds: wait) {
      if let action = action(for: event) { actions.append(action) }
      wait = state.gathersInput ? Self.gathering : 0
    }
    return actions
  }

  private mutating func action(for event: TerminalEvent) -> Action? {
    switch event {
    case .capabilities(let capabilities): return .terminalKnown(capabilities)
    case .key(let key): return .keyPressed(key)
    case .pasted(let text): return .pasted(text)
    case .resized(let size): return .resized(size)
    case .mouse(let column, let row, let wheel): return .mousePressed(column: column, row: row, wheel: wheel)
    case .resumed: return .resized(terminal.size)
    case .hangup:
      leaving = true
      return .hungUp
    }
  }

  private mutating func perform(_ action: Action) { carryOut(update(&state, action)) }

  private mutating func perform(_ batch: [Action]) { carryOut(update(&state, batch: batch)) }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: leaving = true
      case .suspend:
        terminal.suspend()
        perform(.resized(terminal.size))
      case .listCases, .loadPage, .lookForChanges, .readCase, .openReview, .closeReview, .commitFirstRead, .loadTiles,
        .drawPicture,
        .cancelPicture,
        .saveDraft, .checkPassphrase, .unlock, .sign, .saveTheme:
        runner.run(effect)
      }
    }
  }
}
