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
  private let memo = PaintMemo()
  /// When a key or the mouse was pressed last, milliseconds.
  private var movedAt = 0
  /// When the last frame was painted, milliseconds.
  private var paintedAt = 0
  /// The silence that the state waits for.
  private var silence: Silence?
  /// How often the terminal was asked for a sign of life, and how often it gave one.
  private var (asked, answered) = (0, 0)

  /// Nothing is typed since the terminal has shown a dialog.
  private struct Silence {
    /// The number of the question that the terminal must answer.
    let question: Int
    let askedAt: Int
    /// Since when nothing was typed; milliseconds.
    var since: Int
  }

  /// How long nothing may be typed before a dialog that signs takes keys, milliseconds: longer than the parts of a
  /// paste are apart, and than a key that is held down repeats; shorter than anybody reads.
  private static let quiet = 250

  /// How long a terminal is waited for that does not say that it shows the dialog, milliseconds: some never do.
  private static let patience = 1000

  /// How long nothing is typed before a picture is worth its pixels, milliseconds.
  private static let rest = 200

  /// Milliseconds between two frames over a slow line, and for how long a frame waits for a picture there.
  private static let (spacing, pictureTime) = (150, 300)

  /// For how long a frame waits elsewhere for a picture, milliseconds: one whose pixels are at hand is there by then,
  /// and costs one frame; what is read for longer is shown moved into place meanwhile, before anybody waits for it.
  private static let glance = 25

  /// The picture that a frame has waited for in vain; it waits for it once.
  private var late: Int?

  /// Whether the next frame may wait for a picture.
  private var awaitsPicture: Bool {
    state.awaitedPicture.map { state.spacesFrames || $0 != late } ?? false
  }

  /// When nothing will have been typed for that long.
  private var restingFrom: Int { movedAt + Self.rest }

  /// How long the next event is waited for, milliseconds.
  private var untilNext: Int {
    // Between two ticks ages and the queue of other reviewers grow old.
    let tick = state.secondsToTick * 1000
    return state.awaitsRest ? min(tick, max(1, restingFrom - clock.milliseconds())) : tick
  }

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
  ///
  /// - Returns: what the reviewer took for signed, and is not, and what was signed and made after the last screen.
  mutating func run() -> ReviewEnd {
    perform(.ticked(now: clock.seconds()))
    // What the terminal can do is the first that it says, and decides about the first pictures.
    if let event = terminal.nextEvent(milliseconds: 0), let action = action(for: event) { perform(action) }
    perform(.started)
    while !leaving {
      let painting = paint(state, memo)
      terminal.paint(painting.frame)
      paintedAt = clock.milliseconds()
      perform([.painted(painting.limits)])
      if !state.awaitsQuiet { silence = nil }
      if state.awaitsQuiet { awaitQuiet() } else { perform(batch(milliseconds: untilNext)) }
      if state.awaitsRest, clock.milliseconds() >= restingFrom { perform(.rested) }
      perform(.ticked(now: clock.seconds()))
      // What comes once they leave is on no screen, and is told behind it.
      guard !leaving else { break }
      mailbox.empty().forEach { perform($0) }
      awaitTurn()
    }
    runner.finish()
    return state.end(with: mailbox.empty())
  }

  /// What is typed meanwhile counts for nothing, but for the silence, which begins anew.
  ///
  /// Over a slow line the terminal shows the dialog later than it is painted, and what is typed by then was meant for
  /// something else: the silence begins with the terminal's answer to a question that follows the dialog.
  private mutating func awaitQuiet() {
    let now = clock.milliseconds()
    let silence = silence ?? ask(now)
    self.silence = silence
    let patience = answered < silence.question ? silence.askedAt + Self.patience - now : 0
    let rest = max(patience, silence.since + Self.quiet - now)
    guard rest > 0 else {
      self.silence = nil
      return perform([.inputSettled])
    }
    let before = answered
    let events = batch(milliseconds: rest)
    if !events.isEmpty || answered > before { self.silence?.since = clock.milliseconds() }
    perform(events)
    if !state.awaitsQuiet { self.silence = nil }
  }

  /// Takes what happens until it is time for the next frame, so that it costs one: until a picture is there that soon
  /// will be, and over a slow line for a while in any case.
  private mutating func awaitTurn() {
    let start = clock.milliseconds()
    for _ in 0..<Self.batchLimit where !leaving && (state.spacesFrames || awaitsPicture) {
      let time = state.spacesFrames ? Self.pictureTime : Self.glance
      let due = max(state.spacesFrames ? paintedAt + Self.spacing : 0, awaitsPicture ? start + time : 0)
      let rest = due - clock.milliseconds()
      guard rest > 0 else {
        late = state.awaitedPicture
        return
      }
      perform(batch(milliseconds: rest))
      mailbox.empty().forEach { perform($0) }
    }
  }

  private mutating func ask(_ now: Int) -> Silence {
    asked += 1
    terminal.askStatus()
    return Silence(question: asked, askedAt: now, since: now)
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
    case .key, .pasted, .mouse, .dragged, .released, .resized, .resumed:
      movedAt = clock.milliseconds()
      runner.giveWay()
    case .capabilities, .answered, .hangup: break
    }
    switch event {
    case .capabilities(let capabilities): return .terminalKnown(capabilities)
    case .key(let key): return .keyPressed(key)
    case .pasted(let text): return .pasted(text)
    case .resized(let size): return .resized(size)
    case .mouse(let column, let row, let wheel): return .mousePressed(column: column, row: row, wheel: wheel)
    case .dragged(let column, let row): return .mouseDragged(column: column, row: row)
    case .released: return .mouseReleased
    case .answered:
      answered = min(asked, answered + 1)
      return nil
    case .resumed:
      // What it would have answered went with what was typed meanwhile.
      answered = asked
      return .resized(terminal.size)
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
      case .listCases, .loadPage, .lookForChanges, .readCase, .openReview, .closeReview, .askForCase, .answerRequest,
        .commitFirstRead, .repeatReading, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture, .cancelPicture,
        .readAhead, .saveDraft,
        .checkPassphrase, .unlock, .sign, .supplement, .checkRight, .listColleagues, .opine, .resolveLabel, .noteRead,
        .keepMark, .removeMark, .findNuclei, .saveTheme, .saveLists, .nameCases, .countReadings, .scoreCase,
        .stopScoring, .export:
        runner.run(effect)
      }
    }
  }
}
