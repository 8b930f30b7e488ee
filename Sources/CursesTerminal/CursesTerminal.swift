import CNcurses
import Glibc
import TerminalKit

/// The terminal of this process: ncurses has its modes and its input; a writer of differences paints it, or ncurses
/// where the terminal does not speak ECMA-48 or the user wants that.
///
/// One at a time. All calls from one thread, except the closure of ``waker``. What it can do is read from the
/// environment; pictures are drawn in block characters.
public final class CursesTerminal: Terminal {
  /// Columns and rows, as of the last `resized` event.
  public private(set) var size: TerminalSize
  /// How many colours are painted.
  private let depth: ColorDepth
  /// `nil` where differences are written directly.
  private let painter: CursesPainter?
  private let descriptors: (input: Int32, output: Int32)
  private let streams: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
  private let screen: OpaquePointer
  private let pad: UnsafeMutablePointer<WINDOW>
  private let notes: Int32
  private let hasMouse: Bool
  private var pictures: PictureCells
  private var decoder: InputDecoder
  private var handlers = SignalHandlers()
  private var pending: [TerminalEvent]
  private var painted: Screen?
  private var isTaken = false
  private var isGone = false

  /// Takes the terminal.
  ///
  /// - Parameters:
  ///   - environment: the variables that describe the terminal; `TERM` names it.
  ///   - depth: how many colours the user wants; default: as many as the environment tells of.
  ///   - symbols: of what the user wants pictures to be made; default: of all that the environment tells of.
  ///   - painter: who writes; default: the one that fits the terminal.
  ///   - mouse: whether to take the mouse; the terminal's own selection of text then needs Shift.
  ///   - input: a terminal to read from; default: standard input.
  ///   - output: the same terminal to write to; default: standard output.
  /// - Throws: ``TerminalFailure``: `notATerminal` where `input` or `output` is a file or a pipe, `unknown` where
  ///   ncurses does not know the terminal that `TERM` names, `noCursorAddressing` where that terminal cannot place its
  ///   cursor, `system` where a call of the operating system fails.
  public init(
    environment: [String: String], depth: ColorDepth? = nil, symbols: BlockSymbols? = nil,
    painter: TerminalPainter? = nil, mouse: Bool = true, input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO
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
    var capabilities = TerminalCapabilities.detect(
      environment: environment, depth: depth, symbols: symbols, mouse: mouse)
    switch painter ?? .fitting {
    case .direct: self.painter = nil
    case .ncurses:
      let painter = CursesPainter(depth: capabilities.depth)
      capabilities.depth = painter.depth
      self.painter = painter
    }
    self.depth = capabilities.depth
    pictures = PictureCells(capabilities)
    pending = [.capabilities(capabilities)]
    self.screen = screen
    self.pad = pad
    self.notes = notes.read
    hasMouse = mouse
    descriptors = (input, output)
    size = Self.measure(output) ?? TerminalSize(columns: 80, rows: 24)
    // A lone Escape is known after so many milliseconds; ncurses would wait a second.
    set_escdelay(25)
    raw()
    noecho()
    nonl()
    decoder = InputDecoder(pad: pad)
    doupdate()
    take(modes, pipe: notes.write)
  }

  deinit { restore() }

  // MARK: Events

  /// Waits up to `milliseconds` for the next event; `nil` if none came, or after ``waker``.
  public func nextEvent(milliseconds: Int) -> TerminalEvent? {
    let deadline = Self.now() + max(0, milliseconds)
    while true {
      if !pending.isEmpty { return pending.removeFirst() }
      if isGone { return .hangup }
      switch decoder.next() {
      case .event(let event): return event
      case .ignored: continue
      case .nothing: break
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
    guard let now = Self.measure(descriptors.output), now != size else { return }
    size = now
    painted = nil
    pending.append(.resized(now))
  }

  /// Ends a waiting ``nextEvent(milliseconds:)``, for threads that must not know the terminal.
  public var waker: @Sendable () -> Void { { Emergency.tell(.wake) } }

  // MARK: Painting

  /// Shows `frame`, writing only what changed since the last one, in one write. A screen of another size, drawn before
  /// the last change of size was heard of, is cut.
  public func paint(_ frame: TerminalFrame) {
    guard isTaken, !isGone else { return }
    let screen = pictures.screen(of: frame)
    let fitting = screen.size == size ? screen : screen.cut(to: size)
    let before = painted
    painted = fitting
    if let painter {
      if !painter.paint(fitting, isKnown: before != nil) { isGone = true }
      return
    }
    let bytes = ScreenDiff.bytes(from: before, to: fitting, depth: depth)
    if !bytes.withUnsafeBytes({ $0.baseAddress.map { writeAll($0, bytes.count, to: descriptors.output) } ?? true }) {
      isGone = true
    }
  }

  /// Asks for the status (DSR, ECMA-48 8.3.35): a terminal answers `ESC [ 0 n` when it comes to the question.
  public func askStatus() {
    guard isTaken, !isGone else { return }
    let question = Array("\u{1B}[5n".utf8)
    if !question.withUnsafeBytes({ $0.baseAddress.map { writeAll($0, question.count, to: descriptors.output) } ?? true }
    ) {
      isGone = true
    }
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
    decoder.reset()
    painted = nil
    size = Self.measure(descriptors.output) ?? size
    pending.append(.resumed)
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

  /// Mouse and paste go while the terminal is still raw, then what was typed meanwhile, then the modes.
  private func leave() {
    TerminalModes.leave.write(to: descriptors.output)
    tcflush(descriptors.input, TCIFLUSH)
    endwin()
  }

  /// For programs that end by `exit` without ``restore()``.
  private static let restoreAtExit: Void = { _ = atexit { Emergency.restore() } }()

  // MARK: The system

  /// Wide characters need a UTF-8 locale; where the user's is not, the one that is always there.
  private static func takeUTF8() {
    setlocale(LC_ALL, "")
    if nl_langinfo(Int32(CODESET)).map({ String(cString: $0) }) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// A stream of its own, so that closing it leaves `descriptor` open.
  private static func stream(
    _ descriptor: Int32, _ mode: String
  ) throws(TerminalFailure) -> UnsafeMutablePointer<FILE> {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0, let stream = fdopen(copy, mode) else { throw .system(call: "fdopen", code: errno) }
    return stream
  }

  private static func measure(_ descriptor: Int32) -> TerminalSize? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Milliseconds of a clock that only goes forward.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
