import Basics
import COpenSlide
import CasebookStore
import Casework
import CursesTerminal
import Foundation
import Microscopy
import Prognosis
import Sentences
import SlidePictures
import SlideReading
import SlideWriting
import Synchronization
import TerminalKit
import UseCases
import Workstation

/// What a step over a slide costs, from the key press to the last byte of its frame: the workstation itself, on a
/// pseudo-terminal that takes what it writes as fast as it comes.
enum PanBenchmark {
  static func run(_ folder: String) throws {
    let simulated = folder + "/pan.svs"
    let recipe = SlideRecipe(seed: 13, size: PixelSize(width: 12_000, height: 12_000), highGradeFraction: 0.3)
    try SlideJob(recipe: recipe, slide: simulated, truth: nil).run()
    try measure(simulated, "simulated slide of 12,000 px", folder)
    guard let reference = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] else {
      return print("  real slides are left out: COVERSLIP_REFERENCE names no folder of them")
    }
    for name in ["giga_100352px_shared_tiles.svs", "luna_1065626.svs"] {
      try measure("\(reference)/slides/\(name)", name, folder)
    }
  }

  private static func measure(_ path: String, _ name: String, _ folder: String) throws {
    for (size, wanted) in [
      (TerminalSize(columns: 160, rows: 48), 8.0), (TerminalSize(columns: 400, rows: 120), 20),
    ] {
      print("  \(name), \(size.columns) x \(size.rows)")
      try measure(path, size, wanted: wanted, casebook: try casebook(of: path, in: folder))
    }
  }

  private static func measure(_ path: String, _ size: TerminalSize, wanted: Double, casebook: Casebook) throws {
    // One processor alone: nothing is read ahead, so that each step reads what comes in.
    let reading = try PanDesk(casebook, size: size, processors: 1)
    let steps = reading.walk()
    reading.leave()
    let theirs = try steps.regions.map { try readAlone(path, $0) }.reduce(0, +) / Double(max(1, steps.regions.count))
    report("  processor time of a key, its pixels read", steps.processor * 1000, "ms", 1)
    report("  OpenSlide's own read of the region", theirs * 1000, "ms", 1)
    report("  our part (wanted: at most \(Int(wanted)) ms)", (steps.processor - theirs) * 1000, "ms", 1)
    let kept = try PanDesk(casebook, size: size, processors: 2)
    let cached = kept.backAndForth()
    kept.leave()
    report("  processor time of a key, its pixels at hand", cached.processor * 1000, "ms", 1)
    report("  frames a key then (wanted: 1)", cached.frames, "")
    report("  bytes of a frame", cached.bytes / max(1, cached.frames), "", 0)
    report("  frames a second then (wanted: 60)", cached.rate, "", 0)
  }

  /// A casebook of one case, scored, on the slide at `path`.
  private static func casebook(of path: String, in folder: String) throws -> Casebook {
    let place = "\(folder)/pan-\(UUID().uuidString).sqlite"
    let casebook = try CasebookGenerator.open(place)
    let slide = try SlideAccess.files.record(path)
    try casebook.write([
      (PanDesk.caseID, .registered(Case(id: PanDesk.caseID, received: "2026-01-31", slides: [slide]))),
      (PanDesk.caseID, .scored(finding)),
    ])
    return casebook
  }

  private static let finding = Finding(
    id: "finding",
    model: ModelIdentity(
      name: "benchmark", version: "1", digest: String(repeating: "a", count: 64), demonstration: false,
      threshold: 0.05),
    software: "benchmark", computedAt: "2026-01-30T12:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
    probability5y: 0.184, interval: ProbabilityInterval(lower: 0.112, upper: 0.289), call: .high)

  /// Processor seconds that OpenSlide needs for the pixels of `request`, by a handle that has read nothing before.
  private static func readAlone(_ path: String, _ request: PictureRequest) throws -> Double {
    let library = try OpenSlideLibrary.installed().functions
    guard let handle = library.open(path) else { return 0 }
    defer { library.close(handle) }
    let (region, scan) = (request.region, request.scan)
    let level = library.getBestLevelForDownsample(handle, region.width / Double(scan.width))
    var (full, width, height): (Int64, Int64, Int64) = (0, 0, 0)
    library.getLevelDimensions(handle, 0, &full, &height)
    library.getLevelDimensions(handle, level, &width, &height)
    let downsample = Double(full) / Double(max(1, width))
    let (across, down) = (Int64(region.width / downsample), Int64(region.height / downsample))
    let pixels = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, Int(across * down)))
    defer { pixels.deallocate() }
    return Timing.of {
      library.readRegion(handle, pixels, Int64(region.x), Int64(region.y), level, across, down)
    }.processor
  }
}

/// The workstation on a pseudo-terminal, with a case open at high magnification.
private final class PanDesk {
  static let caseID = "PAN-1"

  /// What some keys cost, a key each.
  struct Cost {
    var processor = 0.0
    var frames = 0.0
    var bytes = 0.0
    /// Frames a second, each key pressed as soon as the frame of the one before is there.
    var rate = 0.0
    /// What was asked for.
    var regions: [PictureRequest] = []
  }

  private let keyboard: Keyboard
  private let asked = Asked()
  private let ended = DispatchSemaphore(value: 0)

  init(_ casebook: Casebook, size: TerminalSize, processors: Int) throws {
    keyboard = try Keyboard(size)
    let (terminal, asked, ended) = (keyboard.program, asked, ended)
    Thread.detachNewThread {
      Self.review(casebook, terminal, asked, processors)
      ended.signal()
    }
    keyboard.waitUntilStill(1)
    keyboard.press("\r")
    keyboard.waitUntilStill(1)
    keyboard.press("5")
    keyboard.waitUntilStill(2)
  }

  /// A session on the terminal behind `descriptor`, until that is gone.
  private static func review(_ casebook: Casebook, _ descriptor: Int32, _ asked: Asked, _ processors: Int) {
    guard
      let terminal = try? CursesTerminal(
        environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
        options: TerminalWishes(depth: .trueColor, isSlow: false), patience: 2000, input: descriptor,
        output: descriptor)
    else { return print("  the pseudo-terminal could not be taken") }
    let session = ReviewSession(
      terminal: terminal,
      desk: .init(store: casebook, reviewer: "benchmark", keys: .system, drafts: NoDrafts(), slides: .files),
      clock: .system,
      pictures: { mailbox in
        let desk = PictureDesk(access: .files { _, _ in nil }, processors: processors) { mailbox.post($0.action) }
        var work = desk.work
        let draw = work.draw
        work.draw = { request in
          asked.note(request)
          draw(request)
        }
        return work
      }, saveTheme: { _ in },
      problem: { _ in Problem(title: "Failed", detail: "", remedy: "") })
    session.run(from: WorkstationState(size: terminal.size, reviewer: "benchmark"))
    terminal.restore()
  }

  func leave() {
    keyboard.press("\u{03}")
    ended.wait()
    keyboard.end()
  }

  /// Steps over fresh parts of the slide, to and fro and down between.
  func walk() -> Cost {
    let keys = Array("lllljhhhhjlllljhhhhj")
    _ = asked.take()
    var costs = keys.map { step(String($0)) }
    costs.sort { $0.processor < $1.processor }
    var median = costs[costs.count / 2]
    median.regions = asked.take()
    return median
  }

  /// Steps between two places that were there before.
  func backAndForth() -> Cost {
    for key in ["l", "h"] { _ = step(key) }
    let costs = (0..<20).map { step($0 % 2 == 0 ? "l" : "h") }.sorted { $0.processor < $1.processor }
    var cost = costs[costs.count / 2]
    cost.frames = costs.map(\.frames).reduce(0, +) / Double(costs.count)
    cost.bytes = costs.map(\.bytes).reduce(0, +) / Double(costs.count)
    let (start, count) = (ContinuousClock.now, 120)
    var shown = 0
    for number in 0..<count where keyboard.pressAndSee(number % 2 == 0 ? "l" : "h") { shown += 1 }
    cost.rate = Double(shown) / ((ContinuousClock.now - start) / .seconds(1))
    return cost
  }

  /// One key, and all that it leads to before anybody rests.
  private func step(_ key: String) -> Cost {
    let (before, drained) = (keyboard.seen, keyboard.drainSeconds)
    let timing = Timing.of {
      keyboard.press(key)
      keyboard.waitUntilStill(0.1)
    }
    let after = keyboard.seen
    return Cost(
      processor: timing.processor - (keyboard.drainSeconds - drained), frames: Double(after.frames - before.frames),
      bytes: Double(after.bytes - before.bytes))
  }
}

/// The pictures of the pane that were asked for.
private final class Asked: Sendable {
  private let requests = Mutex<[PictureRequest]>([])

  func note(_ request: PictureRequest) {
    guard request.slot == .pane else { return }
    requests.withLock { $0.append(request) }
  }

  func take() -> [PictureRequest] {
    requests.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }
}

private struct NoDrafts: DraftShelf {
  func keep(_ draft: SignOffDraft, of caseID: String) -> String? { nil }
  func draft(of caseID: String) -> SignOffDraft? { nil }
  func forget(_ caseID: String) {}
}

/// The end of a pseudo-terminal at which somebody sits: a thread takes what comes, and counts it.
private final class Keyboard: Sendable {
  struct NoTerminal: Error {}

  struct Seen {
    var bytes = 0
    var frames = 0
    /// When something came last, seconds.
    var last = 0.0
  }

  private struct State {
    var seen = Seen()
    var drained = 0.0
    /// The last bytes, in which a mark may have begun.
    var tail: [UInt8] = []
  }

  let program: Int32
  private let user: Int32
  private let state = Mutex(State())
  private let framed = DispatchSemaphore(value: 0)

  /// The end of a synchronised frame (mode 2026), and the last question that a terminal is asked (DA1).
  private static let (frameEnd, question) = (Array("\u{1B}[?2026l".utf8), Array("\u{1B}[c".utf8))

  init(_ size: TerminalSize) throws {
    // What posix_openpt(3), unlockpt(3) and ptsname(3) do, which are not imported.
    user = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (locked, number): (Int32, UInt32) = (0, 0)
    guard user >= 0, ioctl(user, 0x4004_5431, &locked) == 0, ioctl(user, 0x8004_5430, &number) == 0 else {
      throw NoTerminal()
    }
    program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard program >= 0 else { throw NoTerminal() }
    var cells = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(user, UInt(TIOCSWINSZ), &cells)
    Thread.detachNewThread { self.drain() }
  }

  var seen: Seen { state.withLock { $0.seen } }

  /// Processor seconds that taking it has cost.
  var drainSeconds: Double { state.withLock { $0.drained } }

  func press(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(user, bytes, bytes.count)
  }

  /// Presses a key and waits for the end of its frame; whether it came.
  func pressAndSee(_ key: String) -> Bool {
    while framed.wait(timeout: .now()) == .success {}
    press(key)
    return framed.wait(timeout: .now() + 2) == .success
  }

  /// Until nothing has come for `seconds`, for a minute at most.
  func waitUntilStill(_ seconds: Double) {
    let start = Self.now()
    while Self.now() - start < 60 {
      let still = Self.now() - max(start, seen.last)
      guard still < seconds else { return }
      usleep(UInt32((seconds - still) * 1e6) + 1000)
    }
  }

  /// Nobody is at the other end any more.
  func end() { close(program) }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(user, &buffer, buffer.count)
      guard count > 0 else { break }
      take(buffer[..<count])
    }
    close(user)
  }

  private func take(_ bytes: ArraySlice<UInt8>) {
    let (frames, isAsked) = state.withLock { state -> (Int, Bool) in
      let text = state.tail + bytes
      let frames = Self.count(Self.frameEnd, in: text, from: state.tail.count)
      let isAsked = Self.count(Self.question, in: text, from: state.tail.count) > 0
      state.seen.bytes += bytes.count
      state.seen.frames += frames
      state.seen.last = Self.now()
      state.tail = Array(text.suffix(Self.frameEnd.count - 1))
      state.drained = Self.threadSeconds
      return (frames, isAsked)
    }
    if isAsked { press("\u{1B}[?2026;2$y\u{1B}[?62;22c") }
    for _ in 0..<frames { framed.signal() }
  }

  /// How many of `mark` end in `text` after its first `known` bytes.
  private static func count(_ mark: [UInt8], in text: [UInt8], from known: Int) -> Int {
    guard text.count >= mark.count else { return 0 }
    return (0...(text.count - mark.count)).count { start in
      text[start] == mark[0] && start + mark.count > known && text[start..<(start + mark.count)].elementsEqual(mark)
    }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
