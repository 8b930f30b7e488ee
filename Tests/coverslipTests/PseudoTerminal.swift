import Foundation
import Settings

/// A program running in a terminal of its own, as over SSH: keys go in, the screen can be looked at.
final class PseudoTerminal {
  private let primary: Int32
  private let process: pid_t
  private(set) var screen: VirtualScreen
  /// All that the program wrote.
  private(set) var received: [UInt8] = []
  private var ended = false
  /// Whether it answers when it is asked for its status.
  var answersStatus = true
  /// What it answers when it is asked for its attributes, the last of the questions at the start, `␛` for escape;
  /// `nil`: nothing.
  var persona: String?
  /// How much of ``received`` holds no question any more.
  private var answered = 0

  /// TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which unlockpt(3) and ptsname(3) use and Swift does not import.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430
  /// POSIX_SPAWN_SETSID of spawn.h, likewise.
  private static let newSession: Int16 = 0x80

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Starts `arguments[0]` with exactly this environment on a new terminal of the given size.
  ///
  /// - Parameter showsTour: whether the workstation may show its tour where this `HOME` has not seen it.
  init(
    _ arguments: [String], environment: [String: String], columns: Int = 120, rows: Int = 40, showsTour: Bool = false
  ) throws {
    if !showsTour { Self.noteTour(environment) }
    Self.steadyLink(environment)
    primary = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (unlocked, number): (Int32, Int32) = (0, 0)
    guard primary >= 0, ioctl(primary, Self.unlock, &unlocked) == 0, ioctl(primary, Self.number, &number) == 0 else {
      throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(primary, UInt(TIOCSWINSZ), &size)
    screen = VirtualScreen(columns: columns, rows: rows)
    process = try Self.spawn(arguments, environment: environment, terminal: "/dev/pts/\(number)")
  }

  /// A test that reads slowly, beside others, is no slow line.
  private static func steadyLink(_ environment: [String: String]) {
    guard let home = environment["HOME"], FileManager.default.fileExists(atPath: home) else { return }
    let folder = home + "/.config/coverslip"
    guard !FileManager.default.fileExists(atPath: folder + "/config.toml") else { return }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? "[terminal]\nslow_link = false\n".write(
      toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
  }

  /// Takes the tour of the first start for shown.
  private static func noteTour(_ environment: [String: String]) {
    guard let home = environment["HOME"], FileManager.default.fileExists(atPath: home) else { return }
    _ = TourMark(Places(environment: environment, executable: "/nowhere")).take()
  }

  /// A new session whose first opened terminal becomes its controlling terminal.
  private static func spawn(
    _ arguments: [String], environment: [String: String], terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A worker thread of a test holds signals back, and a program would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // A shell's background job, as the tests may be one, passes on that Ctrl-C and Ctrl-\ are ignored.
    var keys = sigset_t()
    sigemptyset(&keys)
    for signal in [SIGINT, SIGQUIT] { sigaddset(&keys, signal) }
    posix_spawnattr_setsigdefault(&attributes, &keys)
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    let status = posix_spawn(&pid, arguments[0], &actions, &attributes, argv, envp)
    guard status == 0 else { throw Failure(description: "\(arguments[0]): \(String(cString: strerror(status)))") }
    return pid
  }

  deinit {
    if !ended { kill(process, SIGKILL) }
    close(primary)
  }

  /// Whether the terminal is as a shell wants it: it echoes, edits lines, and has signal keys.
  var isForAShell: Bool {
    var modes = termios()
    guard tcgetattr(primary, &modes) == 0 else { return false }
    let wanted = tcflag_t(ECHO | ICANON | ISIG)
    return modes.c_lflag & wanted == wanted
  }

  /// Types `keys` as they are.
  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = bytes.withUnsafeBytes { write(primary, $0.baseAddress, $0.count) }
  }

  /// Clicks with the left button on the first cell of `text`, as a terminal with the SGR form of the mouse tells it.
  func click(on text: String) throws {
    let lines = screen.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() {
      guard let found = line.range(of: text) else { continue }
      let place = "\(line.distance(from: line.startIndex, to: found.lowerBound) + 1);\(row + 1)"
      return type("\u{1B}[<0;\(place)M\u{1B}[<0;\(place)m")
    }
    throw Failure(description: "\"\(text)\" is not there to be clicked on; the screen:\n\(screen.text)")
  }

  /// Takes another size, as a window does; what was on the screen is gone until the program paints it.
  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(primary, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns, rows: rows)
  }

  /// Sends the program a signal.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Reads until the screen satisfies `condition`.
  func wait(_ what: String, seconds: Double = 120, until condition: (String) -> Bool) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while !condition(screen.text) {
      guard Date() < deadline, read(milliseconds: 200) else {
        throw Failure(description: "waited in vain for \(what); the screen:\n\(screen.text)")
      }
    }
  }

  /// Reads until `text` stands on the screen.
  func wait(for text: String, seconds: Double = 120) throws {
    try wait("\"\(text)\"", seconds: seconds) { $0.contains(text) }
  }

  /// Reads until the slide itself stands there in block characters, not the small picture that its file may hold.
  func waitForSlide(glyphs: Int = 1) throws {
    try wait("the slide in block characters") { text in
      !text.contains("preview …") && text.count { "▀▄▌▐▖▗▘▝▚▞▂▃▅▆▇▁".contains($0) } >= glyphs
    }
  }

  /// Reads until the program ends; its exit code.
  func waitForExit(seconds: Double = 120) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard Date() < deadline else { throw Failure(description: "did not end; the screen:\n\(screen.text)") }
      _ = read(milliseconds: 50)
    }
    ended = true
    // What it wrote last lies in the terminal still; a poll of an empty one that nobody holds open hangs up at once.
    var before = -1
    while received.count > before {
      before = received.count
      _ = read(milliseconds: 50)
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Takes what is there within the time; `false` once the program has hung up.
  private func read(milliseconds: Int32) -> Bool {
    var poller = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, milliseconds) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = buffer.withUnsafeMutableBytes { Foundation.read(primary, $0.baseAddress, $0.count) }
    guard count > 0 else { return false }
    screen.feed(Array(buffer[0..<count]))
    received += buffer[0..<count]
    answer()
    return true
  }

  /// Answers each question for the status, as terminals do, and for the attributes where it has a persona.
  private func answer() {
    let questions = [
      (Array("\u{1B}[5n".utf8), answersStatus ? "\u{1B}[0n" : nil),
      (Array("\u{1B}[c".utf8), persona?.replacing("␛", with: "\u{1B}")),
    ]
    while answered < received.count {
      let rest = received[answered...]
      if let (question, text) = questions.first(where: { rest.starts(with: $0.0) }) {
        answered += question.count
        if let text { type(text) }
      } else if rest.first == 0x1B, rest.count < 4 {
        // It may become one.
        return
      } else {
        answered += 1
      }
    }
  }
}
