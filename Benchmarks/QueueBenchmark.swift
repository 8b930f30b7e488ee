import Basics
import CasebookStore
import Casework
import Foundation
import GRDB
import Synchronization
import TerminalKit
import Workstation

/// What the queue costs by the number of cases: a key press to the last byte of its frame, and the first page.
///
/// The casebooks are files, read as the workstation reads them; what a key asks of the casebook is answered within its
/// time, though at work that happens on another thread.
enum QueueBenchmark {
  private static let size = TerminalSize(columns: 120, rows: 40)

  static func run(_ folder: String) throws {
    var small: Double?
    for count in [100, 10_000, 100_000] {
      let making = try Timing.of { _ = try CasebookGenerator.make(count, in: folder) }
      report("making \(count) cases", making.wall, "s", 1)
      let path = CasebookGenerator.path(count, in: folder)
      let casebook = try CasebookGenerator.open(path)
      for (name, keys) in [("down", [Key.down]), ("down and up a page", [.pageDown, .pageUp])] {
        let cost = try key(keys, casebook)
        report("a key (\(name)), \(count) cases", cost * 1000, "ms", 3)
        guard name == "down" else { continue }
        if let small { report("  times that of 100 cases (at most 1.2 wanted)", cost / small, "") }
        small = small ?? cost
      }
      report("  a jump to the end", try jump(casebook) * 1000, "ms", 2)
      report("  a key of a filter (call:high age>50)", try filter("call:high age>50", casebook) * 1000, "ms", 2)
      try firstPage(count, path)
    }
  }

  /// Processor seconds of a key press to the last byte: median of 50.
  private static func key(_ keys: [Key], _ casebook: Casebook) throws -> Double {
    var desk = try QueueDesk(casebook, size: size)
    var costs: [Double] = []
    for number in 0..<50 {
      costs.append(try Timing.of { try desk.press(keys[number % keys.count]) }.processor)
    }
    return costs.sorted()[costs.count / 2]
  }

  private static func jump(_ casebook: Casebook) throws -> Double {
    var desk = try QueueDesk(casebook, size: size)
    return try Timing.of { try desk.press(.end) }.processor
  }

  /// Processor seconds of the last key of `text`, typed as a filter: the page that it leaves, and how many cases pass.
  private static func filter(_ text: String, _ casebook: Casebook) throws -> Double {
    var desk = try QueueDesk(casebook, size: size)
    var cost = 0.0
    for character in "/" + text { cost = try Timing.of { try desk.press(.character(character)) }.processor }
    return cost
  }

  /// From a path to the bytes of the first frame, against counting the cases in the same run: medians of 9.
  private static func firstPage(_ count: Int, _ path: String) throws {
    let page = try Timing.median(of: 9) { _ = try QueueDesk(try CasebookGenerator.open(path), size: size) }
    let counting = try Timing.median(of: 9) {
      let queue = try DatabaseQueue(path: path)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM case_file") }
    }
    report("first page of \(count) cases", page.wall * 1000, "ms")
    report("  SQLite counts them in", counting.wall * 1000, "ms")
    report("  wanted: twice that and 50 ms, at most", (2 * counting.wall + 0.05) * 1000, "ms")
  }
}

/// The queue's screen on a casebook, without a terminal and without other threads.
private struct QueueDesk {
  private var state: WorkstationState
  private var shown: Screen?
  private let casebook: Casebook
  /// Bytes of the last frame.
  private(set) var bytes = 0

  init(_ casebook: Casebook, size: TerminalSize) throws {
    self.casebook = casebook
    state = WorkstationState(size: size, reviewer: "benchmark")
    try take(.started)
    paint()
  }

  mutating func press(_ key: Key) throws {
    try take(.keyPressed(key))
    paint()
  }

  private mutating func take(_ action: Action) throws {
    for effect in update(&state, action) {
      if let answer = try answer(effect) { try take(answer) }
    }
  }

  private func answer(_ effect: Effect) throws -> Action? {
    switch effect {
    case .listCases(let request):
      let casebook = casebook
      return .casesListed(
        request,
        try waiting { try await casebook.window(request.query, at: request.anchor, limit: request.limit) })
    case .loadPage(let request):
      return .pageLoaded(request, try casebook.page(request.query, after: request.place, limit: request.limit))
    case .lookForChanges, .readCase, .openReview, .closeReview, .askForCase, .answerRequest, .commitFirstRead,
      .repeatReading, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture, .cancelPicture, .readAhead,
      .saveDraft,
      .checkPassphrase,
      .unlock, .sign,
      .supplement, .checkRight, .listColleagues, .opine, .resolveLabel, .noteRead, .keepMark, .removeMark, .findNuclei,
      .saveTheme, .saveLists, .scoreCase, .stopScoring, .nameCases, .countReadings, .export, .suspend, .quit:
      return nil
    }
  }

  private mutating func paint() {
    let screen = view(state)
    bytes = ScreenDiff.bytes(from: shown, to: screen, depth: .trueColor).count
    shown = screen
  }

  private func waiting<Answer: Sendable>(_ work: @escaping @Sendable () async throws -> Answer) throws -> Answer {
    let (box, done) = (Box<Answer>(), DispatchSemaphore(value: 0))
    Task.detached {
      do {
        let answer = try await work()
        box.result.withLock { $0 = .success(answer) }
      } catch { box.result.withLock { $0 = .failure(error) } }
      done.signal()
    }
    done.wait()
    guard let result = box.result.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }

  /// Where another thread leaves an answer.
  private final class Box<Answer: Sendable>: Sendable {
    let result = Mutex<Result<Answer, any Error>?>(nil)
  }
}
