import TerminalKit
import Workstation

/// The loop of the workstation: events and answers become actions, actions change the state, the state becomes a screen.
///
/// Everything here runs on one thread, the one that owns the terminal; nothing here waits but for the next event.
struct ReviewLoop {
  private let terminal: any Terminal
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private var state: WorkstationState
  private var leaving = false

  /// Between two ticks, milliseconds: ages and the queue of other reviewers are told by the second.
  private static let tick = 1000

  init(terminal: any Terminal, mailbox: Mailbox, runner: EffectRunner, state: WorkstationState) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.state = state
  }

  /// Runs until the reviewer leaves or the terminal goes away.
  mutating func run() {
    perform(.ticked(now: Int(Clock.seconds)))
    perform(.started)
    while !leaving {
      let screen = view(state)
      terminal.paint(screen)
      if let event = terminal.nextEvent(milliseconds: Self.tick) { receive(event) }
      perform(.ticked(now: Int(Clock.seconds)))
      mailbox.empty().forEach { perform($0) }
    }
    runner.finish()
  }

  private mutating func receive(_ event: TerminalEvent) {
    switch event {
    case .key(let key): perform(.keyPressed(key))
    case .resized(let size): perform(.resized(size))
    case .mouse(let column, let row, let wheel): perform(.mousePressed(column: column, row: row, wheel: wheel))
    case .resumed: perform(.resized(terminal.size))
    case .hangup: leaving = true
    }
  }

  private mutating func perform(_ action: Action) {
    for effect in update(&state, action) {
      switch effect {
      case .quit: leaving = true
      case .suspend:
        terminal.suspend()
        perform(.resized(terminal.size))
      default: runner.run(effect)
      }
    }
  }
}
