import CNcurses
import Glibc
import TerminalKit

/// The terminal of this process: ncurses has its modes and its input; a writer of differences paints it, or ncurses
/// where the terminal does not speak ECMA-48 or the user wants that.
///
/// One at a time. All calls from one thread, except the closure of ``waker``. It is asked at the start what it can do.
public final class CursesTerminal: Terminal {
  /// Columns and rows, as of the last `resized` event.
  public private(set) var size: TerminalSize
  /// What it can do, as of the last event that told it.
  private var capabilities: TerminalCapabilities
  /// The size of a cell as the operating system had it last.
  private var systemCell: CellPixels?
  /// What it can do, given what it has answered.
  private let judge: (TerminalReply) -> TerminalCapabilities
  /// Until when its answers are waited for; `nil` where they have come, or nothing was asked.
  private var answersDue: Int?
  /// `nil` where differences are written directly.
  private let painter: CursesPainter?
  private let descriptors: (input: Int32, output: Int32)
  private let streams: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
  private let screen: OpaquePointer
  private let pad: UnsafeMutablePointer<WINDOW>
  private let notes: Int32
  private let hasMouse: Bool
  private var frames: FrameWriting
  /// What makes files of pictures; `nil` where they are always drawn in block characters.
  private let coding: PixelCoding?
  private var decoder: InputDecoder
  private var handlers = SignalHandlers()
  private var pending: [TerminalEvent]
  private var painted: Screen?
  /// `nil` where the user says how fast the line is.
  private var meter: LinkMeter?
  private var isTaken = false
  private var isGone = false

  /// Takes the terminal.
  ///
  /// - Parameters:
  ///   - environment: the variables that describe the terminal; `TERM` names it.
  ///   - options: what the user wants it to be taken for, whatever it answers.
  ///   - configuration: the same, where `options` say nothing.
  ///   - patience: for how many milliseconds its answers are waited for; 0: it is not asked.
  ///   - painter: who writes; default: the one that fits the terminal.
  ///   - coding: makes the files that terminals with pixels take; default: none, and pictures are drawn in block
  ///     characters.
  ///   - mouse: whether to take the mouse; the terminal's own selection of text then needs Shift.
  ///   - input: a terminal to read from; default: standard input.
  ///   - output: the same terminal to write to; default: standard output.
  /// - Throws: ``TerminalFailure``: `notATerminal` where `input` or `output` is a file or a pipe, `unknown` where
  ///   ncurses does not know the terminal that `TERM` names, `noCursorAddressing` where that terminal cannot place its
  ///   cursor, `system` where a call of the operating system fails.
  public init(
    environment: [String: String], options: TerminalWishes = TerminalWishes(),
    configuration: TerminalWishes = TerminalWishes(), patience: Int = TerminalQuery.patience,
    painter: TerminalPainter? = nil, coding: PixelCoding? = nil, mouse: Bool = true, input: Int32 = STDIN_FILENO,
    output: Int32 = STDOUT_FILENO
  ) throws(TerminalFailure) {
    let term = environment["TERM"] ?? "xterm-256color"
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    Self.takeUTF8()
    var modes = termios()
    guard tcgetattr(input, &modes) == 0 else { throw .system(call: "tcgetattr", code: errno) }
    let notes = try NotePipe.shared()
    streams = (try Self.stream(input, "r"), try Self.stream(output, "w"))
    guard let screen = TerminalDescription.open(term, output: streams.output, input: streams.input) else {
      throw .unknown(term: term)
    }
    guard coverslip_has_capability("cup") != 0, let pad = coverslip_input_pad() else {
      endwin()
      delscreen(screen)
      throw .noCursorAddressing(term: term)
    }
    let judged = { (reply: TerminalReply) in
      TerminalKnowledge(
        environment: environment, options: options, configuration: configuration, reply: reply,
        systemCell: .measure(output)
      ).capabilities(mouse: mouse)
    }
    let guessed = judged(.notAsked)
    switch painter ?? .fitting {
    case .direct:
      self.painter = nil
      judge = judged
    case .ncurses:
      let painter = CursesPainter(depth: guessed.depth)
      self.painter = painter
      judge = { reply in
        var capabilities = judged(reply)
        (capabilities.depth, capabilities.pixels, capabilities.mayAdaptPalette) = (painter.depth, .none, false)
        return capabilities
      }
    }
    capabilities = judge(.notAsked)
    systemCell = .measure(output)
    self.coding = coding
    meter = (options.isSlow ?? configuration.isSlow) == nil ? LinkMeter() : nil
    frames = FrameWriting(capabilities, coding: coding)
    pending = []
    self.screen = screen
    self.pad = pad
    self.notes = notes.read
    hasMouse = mouse
    descriptors = (input, output)
    size = TerminalSize.measure(output) ?? TerminalSize(columns: 80, rows: 24)
    set_escdelay(Self.escapeDelay)
    raw()
    noecho()
    nonl()
    decoder = InputDecoder(pad: pad)
    doupdate()
    take(modes, pipe: notes.write)
    let asks = options.asks ?? configuration.asks ?? true
    let palette = options.adaptsPalette ?? configuration.adaptsPalette ?? false
    let query = TerminalQuery(environment: environment, palette: palette)
    if asks, patience > 0, coverslip_speaks_ecma48() != 0, let query { ask(query, patience) }
    pending.insert(.capabilities(capabilities), at: 0)
  }

  deinit { restore() }

  // MARK: Asking

  /// For how long answers are expected that have not come in time, milliseconds. A lone Escape is known later
  /// meanwhile, for answers begin with one too.
  private static let lateness = 2000

  /// Asks what the terminal can do and waits for the answers; keys that come meanwhile are told after them.
  private func ask(_ query: TerminalQuery, _ patience: Int) {
    set_escdelay(Int32(TerminalQuery.patience))
    let start = Self.now()
    answersDue = start + Self.lateness
    write(Array(query.text.utf8))
    while answersDue != nil, !isGone {
      switch decoder.next() {
      case .event(let event): pending.append(event)
      case .ignored: _ = takeAnswers()
      case .nothing:
        let rest = start + patience - Self.now()
        if rest <= 0 {
          _ = takeAnswers(evenInPart: true)
          return
        }
        _ = wait(rest)
      }
    }
  }

  /// Takes what has been answered, once the last question is; whether that changes what the terminal can do.
  private func takeAnswers(evenInPart: Bool = false) -> Bool {
    let answers = decoder.answers
    guard answersDue != nil, answers.isComplete || evenInPart else { return false }
    if answers.isComplete { endAsking() }
    let judged = judge(answers == TerminalAnswers() ? .silent : .answered(answers))
    let now = capabilities.isSlow ? judged.slowed : judged
    guard now != capabilities else { return false }
    take(now)
    return true
  }

  private func take(_ now: TerminalCapabilities) {
    write(frames.farewell())
    capabilities = now
    frames = FrameWriting(now, coding: coding)
    painted = nil
  }

  private func endAsking() {
    answersDue = nil
    set_escdelay(Self.escapeDelay)
  }

  /// Answers that came late, over a slow line, are told like the first.
  private func takeLateAnswers() {
    if takeAnswers() { pending.append(.capabilities(capabilities)) }
  }

  // MARK: Events

  /// A lone Escape is known after so many milliseconds; ncurses would wait a second.
  private static let escapeDelay: Int32 = 25

  /// Waits up to `milliseconds` for the next event; `nil` if none came, or after ``waker``.
  public func nextEvent(milliseconds: Int) -> TerminalEvent? {
    let deadline = Self.now() + max(0, milliseconds)
    while true {
      if !pending.isEmpty { return pending.removeFirst() }
      if isGone { return .hangup }
      switch decoder.next() {
      case .event(let event): return event
      case .ignored:
        takeLateAnswers()
        continue
      case .nothing: if let answersDue, answersDue < Self.now() { endAsking() }
      }
      let rest = deadline - Self.now()
      if wait(max(0, rest)) || rest <= 0 { return pending.isEmpty ? nil : pending.removeFirst() }
    }
  }

  /// Waits for input or a note; whether ``waker`` ended the wait.
  private func wait(_ milliseconds: Int) -> Bool {
    var polled = [
      pollfd(fd: descriptors.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: notes, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polled, 2, Int32(clamping: milliseconds)) > 0 else { return false }
    let states = polled.map { Int32($0.revents) }
    if states[0] & (POLLHUP | POLLERR | POLLNVAL) != 0 || states[0] & POLLIN != 0 && isAtEnd { isGone = true }
    return states[1] & POLLIN != 0 ? readNotes() : false
  }

  /// Whether input that can be read has nothing in it: the other end of the terminal is closed.
  private var isAtEnd: Bool {
    var waiting: Int32 = 0
    return ioctl(descriptors.input, UInt(FIONREAD), &waiting) != 0 || waiting == 0
  }

  /// Takes all notes; whether one of them was of ``waker``.
  private func readNotes() -> Bool {
    let taken = NotePipe.take(notes)
    if taken.contains(.ending) { pending.append(.hangup) }
    if taken.contains(.suspended) {
      suspend()
    } else if taken.contains(.continued) {
      retake()
    } else if taken.contains(.resized) {
      noteSize()
    }
    return taken.contains(.wake)
  }

  private func noteSize() {
    noteCell()
    guard let now = TerminalSize.measure(descriptors.output), now != size else { return }
    size = now
    painted = nil
    pending.append(.resized(now))
  }

  /// Another font has other cells, and pictures in pixels must be as large as theirs.
  private func noteCell() {
    guard let now = CellPixels.measure(descriptors.output), now != systemCell else { return }
    systemCell = now
    var known = capabilities
    known.cell = now
    change(to: known)
  }

  /// Ends a waiting ``nextEvent(milliseconds:)``, for threads that must not know the terminal.
  public var waker: @Sendable () -> Void { { Emergency.tell(.wake) } }

  // MARK: Painting

  /// Shows `frame`, writing only what changed since the last one, in one write. A screen of another size, drawn before
  /// the last change of size was heard of, is cut.
  public func paint(_ frame: TerminalFrame) {
    guard isTaken, !isGone else { return }
    if let painter {
      let screen = frames.cells(of: frame, size: size)
      if !painter.paint(screen, isKnown: painted != nil) { isGone = true }
      painted = screen
      return
    }
    let new = frames.written(frame, size: size, over: painted)
    guard !new.hasPicture || meter?.isTooMuch(forPicture: new.bytes.count) != true else {
      return change(to: capabilities.withoutPixels)
    }
    painted = new.screen
    let start = Self.now()
    write(new.bytes)
    let time = Self.now() - start
    if new.hasPicture {
      if meter?.isSlow(afterPicture: new.bytes.count, in: time) == true { change(to: capabilities.withoutPixels) }
    } else if meter?.isSlow(after: new.bytes.count, in: time) == true {
      change(to: capabilities.slowed)
    }
  }

  /// The terminal or its line is not what it was taken for: from now on pictures are what `now` can show.
  private func change(to now: TerminalCapabilities) {
    guard now != capabilities else { return }
    take(now)
    pending.append(.capabilities(now))
  }

  /// In one write, where the terminal takes it.
  private func write(_ bytes: [UInt8]) {
    if !bytes.withUnsafeBytes({ $0.baseAddress.map { writeAll($0, bytes.count, to: descriptors.output) } ?? true }) {
      isGone = true
    }
  }

  /// Asks for the status (DSR, ECMA-48 8.3.35): a terminal answers `ESC [ 0 n` when it comes to the question.
  public func askStatus() {
    if isTaken, !isGone { write(Array("\u{1B}[5n".utf8)) }
  }

  // MARK: Taking and giving back

  /// Gives the terminal back, stops the process group (Ctrl-Z), and takes the terminal again on return.
  public func suspend() {
    guard isTaken else { return }
    leave()
    _ = NotePipe.take(notes)
    SignalHandlers.stopGroup()
    awaitContinuation()
    SignalHandlers.listenForStops()
    retake()
  }

  /// The signal may reach another thread a moment later; in a group without a shell it does nothing at all.
  private func awaitContinuation() {
    var polled = pollfd(fd: notes, events: Int16(POLLIN), revents: 0)
    for _ in 0..<5 {
      poll(&polled, 1, 100)
      if NotePipe.take(notes).contains(.continued) { return }
    }
  }

  /// Takes the terminal after a stop, and has everything painted anew.
  private func retake() {
    doupdate()
    enterModes()
    write(frames.farewell())
    decoder.reset()
    painted = nil
    size = TerminalSize.measure(descriptors.output) ?? size
    pending.append(.resumed)
    noteCell()
  }

  /// The signal that asked for an end since the terminal was taken; `nil` where none did.
  public var endingSignal: Int32? {
    let signal = Emergency.shared.pointee.endedBy
    return signal == 0 ? nil : signal
  }

  /// Gives the terminal back as it was. Safe to call twice.
  public func restore() {
    guard isTaken else { return }
    isTaken = false
    leave()
    Emergency.shared.pointee.isActive = false
    handlers.remove()
    let keeper = Emergency.shared.pointee.standardError
    keeper.replay()
    keeper.end()
    delwin(pad)
    delscreen(screen)
    fclose(streams.input)
    fclose(streams.output)
  }

  private func take(_ modes: termios, pipe: Int32) {
    let standardError = descriptors.output == STDOUT_FILENO ? StandardErrorKeeper.start() : .none
    Emergency.shared.pointee = Emergency(
      isActive: true, output: descriptors.output, input: descriptors.input, modes: modes, standardError: standardError,
      pipe: pipe)
    handlers.install()
    Self.restoreAtExit
    isTaken = true
    enterModes()
  }

  private func enterModes() {
    TerminalModes.paste.write(to: descriptors.output)
    if hasMouse { TerminalModes.mouse.write(to: descriptors.output) }
  }

  /// Mouse and paste go while the terminal is still raw, then what was typed meanwhile, then the modes. Answers that
  /// are still to come are waited for, since they would be typed into the shell.
  private func leave() {
    write(frames.farewell())
    TerminalModes.leave.write(to: descriptors.output)
    if answersDue != nil, !isGone {
      var polled = pollfd(fd: descriptors.input, events: Int16(POLLIN), revents: 0)
      poll(&polled, 1, Int32(TerminalQuery.patience))
      endAsking()
    }
    tcflush(descriptors.input, TCIFLUSH)
    endwin()
  }

  /// For programs that end by `exit` without ``restore()``.
  private static let restoreAtExit: Void = { _ = atexit { Emergency.restore() } }()
}
