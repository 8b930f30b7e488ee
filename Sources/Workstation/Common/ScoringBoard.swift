import Basics
import Labels

/// How far the scoring of a case is.
public enum ScoringProgress: Hashable, Sendable {
  /// Another process scores the case: that is waited for.
  case waiting
  /// The slides are looked over for tissue, percent of all of them.
  case looking(percent: Int)
  /// Tiles that are read and encoded, of all.
  case tiles(Int, of: Int)
}

/// How the scoring of a case has ended.
public enum ScoringEnd: Hashable, Sendable {
  /// There is a finding that was not there before.
  case scored
  /// It had a finding already, and was not to be scored again.
  case hadFinding
  /// It is closed: what was signed stands.
  case closed
  /// Somebody wanted it stopped; nothing was recorded.
  case stopped
  /// It could not be scored; nothing was recorded.
  case failed(Problem)
}

/// The cases that are scored from here, and what became of those before.
struct ScoringBoard: Equatable, Sendable {
  /// Those that are not done, in their order.
  private(set) var cases: [String] = []
  /// The case that is at work, and how far it is.
  private(set) var present: Present?
  /// Why cases have no finding that they were to have, a sentence each.
  private(set) var failures: [String: String] = [:]
  /// Whether all of them are being stopped.
  private(set) var isStopping = false
  /// Cases that were done since none were left last.
  private var done = 0
  private var ends = Ends()
  private var asked: Question?

  /// A case that is at work.
  struct Present: Equatable, Sendable {
    let caseID: String
    let progress: ScoringProgress
  }

  /// How those ended that were asked for together.
  private struct Ends: Equatable, Sendable {
    var scored = 0
    var left = 0
    var stopped = 0
    var failed = 0
  }

  /// What is done only where it is wanted twice.
  enum Wish: Equatable, Sendable {
    /// To score a case that has a finding.
    case again(String)
    /// To stop what is being scored.
    case stop
    /// To leave Coverslip, which stops it too.
    case leave
  }

  private struct Question: Equatable, Sendable {
    let wish: Wish
    let until: Int
  }

  var isBusy: Bool { !cases.isEmpty }

  // MARK: What happens

  /// Takes cases that are asked for. Returns those that were not there already.
  mutating func add(_ wanted: [String]) -> [String] {
    let new = wanted.filter { !cases.contains($0) }
    if cases.isEmpty { (done, ends) = (0, Ends()) }
    isStopping = false
    cases += new
    new.forEach { failures[$0] = nil }
    return new
  }

  mutating func receive(_ progress: ScoringProgress, of caseID: String) {
    guard cases.contains(caseID) else { return }
    present = Present(caseID: caseID, progress: progress)
  }

  /// Takes the end of a case. Returns what there is to say of it, and of all once none are left.
  mutating func receive(_ end: ScoringEnd, of caseID: String) -> String? {
    cases.removeAll { $0 == caseID }
    if present?.caseID == caseID { present = nil }
    done += 1
    switch end {
    case .scored: ends.scored += 1
    case .hadFinding, .closed: ends.left += 1
    case .stopped: ends.stopped += 1
    case .failed(let problem):
      ends.failed += 1
      failures[caseID] = problem.detail
      return "\(caseID) is not scored: \(problem.detail)"
    }
    guard cases.isEmpty else { return nil }
    isStopping = false
    return done == 1 ? Self.words(of: end, caseID) : summary
  }

  private static func words(of end: ScoringEnd, _ caseID: String) -> String {
    switch end {
    case .scored: "\(caseID) is scored."
    case .hadFinding: "\(caseID) has a finding already."
    case .closed: "\(caseID) is closed: it is not scored again from here."
    case .stopped: "The scoring of \(caseID) was stopped: nothing was recorded."
    case .failed(let problem): "\(caseID) is not scored: \(problem.detail)"
    }
  }

  /// `2 cases scored, 1 left as it was, 1 stopped, 1 failed.`
  private var summary: String {
    let parts = [
      ends.scored.counted("case") + " scored", ends.left == 0 ? "" : "\(ends.left) left: scored or closed before",
      ends.stopped == 0 ? "" : "\(ends.stopped) stopped", ends.failed == 0 ? "" : "\(ends.failed) failed",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ") + "."
  }

  mutating func stop() { isStopping = isBusy }

  /// Whether `wish` was told a moment before; from now on it was.
  mutating func confirms(_ wish: Wish, now: Int) -> Bool {
    defer { asked = Question(wish: wish, until: now + Self.patience) }
    return asked.map { $0.wish == wish && now <= $0.until } ?? false
  }

  /// Within how many seconds the second time counts: as long as the sentence stands there that asks for it.
  private static let patience = 8

  // MARK: What is shown

  /// In the row of a case, at most nine cells; `nil` where its status is to be told.
  func cell(of caseID: String) -> String? {
    guard cases.contains(caseID) else { return failures[caseID] == nil ? nil : "✗ failed" }
    guard !isStopping else { return "stopping" }
    guard let present, present.caseID == caseID else { return caseID == cases.first ? "starting" : "to score" }
    return switch present.progress {
    case .waiting: "elsewhere"
    case .looking(let percent): "look \(percent)%"
    case .tiles(let done, let all): done < all ? "tiles \(100 * done / max(1, all))%" : "finishing"
    }
  }

  /// In the text of a case; `nil` where there is nothing to say.
  func words(of caseID: String) -> String? {
    guard cases.contains(caseID) else { return failures[caseID].map { "Not scored: \($0)" } }
    guard !isStopping else { return "The scoring is being stopped." }
    guard let present, present.caseID == caseID else { return "Waits to be scored." }
    return "Being scored: \(present.progress.words)."
  }

  /// In the last line, while cases are being scored.
  var line: String? {
    guard isBusy else { return nil }
    let number = done + cases.count > 1 ? " · \(done + 1) of \(done + cases.count)" : ""
    guard !isStopping else { return "stopping the scoring" }
    guard let present else { return "scoring \(cases[0])\(number)" }
    return "\(present.caseID) \(present.progress.words)\(number)"
  }
}

extension ScoringProgress {
  /// As `score` tells it: `120 of 480 tiles`.
  fileprivate var words: String {
    switch self {
    case .waiting: "another process scores it"
    case .looking(let percent): "looking for tissue \(percent) %"
    case .tiles(let done, let all):
      "\(NumberText.screen.grouped(done)) of \(NumberText.screen.grouped(all)) tiles"
    }
  }
}
