import Basics
import Casework
import Dispatch
import NeuralNetworks
import Synchronization
import Workstation

/// Scores the cases that the workstation asks for, one after the other, as `score` does; nothing of it runs on the
/// screen's thread.
package final class ScoringDesk: Sendable {
  /// A case that is to be scored.
  private struct Request {
    let caseID: String
    let again: Bool
    let cancellation: Cancellation
  }

  private let requests: AsyncStream<Request>.Continuation
  /// Of the requests that come from now on.
  private let cancellation = Mutex(Cancellation())
  private let isDone = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - store: the casebook that is reviewed.
  ///   - problem: a failure in words for the reviewer.
  ///   - post: takes what there is to tell.
  package init(
    _ tools: ScoringTools, store: any CaseStore, problem: @escaping @Sendable (ReviewFailure) -> Problem,
    post: @escaping @Sendable (Action) -> Void
  ) {
    let (stream, continuation) = AsyncStream.makeStream(of: Request.self)
    requests = continuation
    let worker = ScoringWorker(tools, store: store.opened(for: .program), post: post)
    Task.detached(priority: .utility) { [isDone] in
      for await request in stream {
        let end = await worker.end(of: request.caseID, again: request.again, request.cancellation, problem)
        post(.scoringEnded(caseID: request.caseID, end))
      }
      isDone.signal()
    }
  }

  /// Scores a case behind those that were asked for before.
  package func score(_ caseID: String, again: Bool) {
    requests.yield(Request(caseID: caseID, again: again, cancellation: cancellation.withLock { $0 }))
  }

  /// Stops what was asked for by now. What is asked for afterwards is scored.
  package func stop() {
    cancellation.withLock {
      $0.cancel()
      $0 = Cancellation()
    }
  }

  /// Stops everything, and waits until nothing is under way: no finding is half written.
  package func finish() {
    stop()
    requests.finish()
    isDone.wait()
  }
}

/// What is done with each case.
private final class ScoringWorker: Sendable {
  private let tools: ScoringTools
  private let store: any CaseStore
  private let post: @Sendable (Action) -> Void
  private let loaded = Mutex<(bundle: ModelBundle, source: CaseScorer.TileSource)?>(nil)

  init(_ tools: ScoringTools, store: any CaseStore, post: @escaping @Sendable (Action) -> Void) {
    self.tools = tools
    self.store = store
    self.post = post
  }

  func end(
    of caseID: String, again: Bool, _ cancellation: Cancellation, _ problem: @Sendable (ReviewFailure) -> Problem
  ) async -> ScoringEnd {
    do {
      try cancellation.check()
      let file = try await store.caseFile(caseID)
      guard !file.status.isClosed else { return .closed }
      guard again || !file.isScored else { return .hadFinding }
      let summary = try await scoring(of: caseID, cancellation)([file])
      return summary.failures.first.map { .failed(problem(.notScored($0.cause))) } ?? .scored
    } catch is Cancelled {
      return .stopped
    } catch {
      return .failed(problem(.notScored(error)))
    }
  }

  private func scoring(of caseID: String, _ cancellation: Cancellation) async throws -> ScoreCases {
    let (bundle, source) = try await onThread { try self.load() }
    var environment = tools.environment
    environment.cancellation = cancellation
    let pace = Pace(tools.environment.clock)
    environment.notices = Notices { [post] notice in
      guard let progress = notice.scoringProgress, pace.isDue(progress) else { return }
      post(.scoringWent(caseID: caseID, progress))
    }
    let scorer = CaseScorer(
      bundle: bundle, source: source, workers: tools.workers, slides: tools.slides, shelf: tools.shelf,
      environment: environment, pattern: tools.pattern)
    return ScoreCases(store: store, scorer: scorer, folder: try tools.folder())
  }

  /// Read for the first case, and kept.
  private func load() throws -> (bundle: ModelBundle, source: CaseScorer.TileSource) {
    if let loaded = loaded.withLock({ $0 }) { return loaded }
    let made = try tools.load()
    loaded.withLock { $0 = made }
    return made
  }
}

/// How often there is something to tell: each step costs a screen.
private final class Pace: Sendable {
  private let clock: WallClock
  private let last = Mutex<Int?>(nil)

  init(_ clock: WallClock) { self.clock = clock }

  /// Between two that are told, milliseconds.
  private static let pause = 250

  func isDue(_ progress: ScoringProgress) -> Bool {
    let now = clock.milliseconds()
    return last.withLock { last in
      if let last, now - last < Self.pause, !progress.isWhole { return false }
      last = now
      return true
    }
  }
}

extension ScoringProgress {
  /// Whether what is counted is done: that is always told.
  fileprivate var isWhole: Bool {
    switch self {
    case .waiting: true
    case .looking(let percent): percent >= 100
    case .tiles(let done, let all): done >= all
    }
  }
}

extension Notice {
  /// As the workstation is told.
  fileprivate var scoringProgress: ScoringProgress? {
    switch self {
    case .progress(let progress): progress.scoringProgress
    case .scoring(let notice): notice.scoringProgress
    case .ended, .encoder, .encoding, .registration, .cohort, .training, .review: nil
    }
  }
}

extension StageProgress {
  fileprivate var scoringProgress: ScoringProgress? {
    switch stage {
    case .lookingForTissue: .looking(percent: 100 * done / max(1, total))
    case .scoringCase: .tiles(done, of: total)
    case .drawingSlides, .openingSlides, .encodingSlides, .encodingTiles, .scoringPatients, .lookingForFeatures,
      .readingFeatures, .training, .resampling:
      nil
    }
  }
}

extension ScoringNotice {
  fileprivate var scoringProgress: ScoringProgress? {
    switch self {
    case .waiting: .waiting
    case .scored, .scoredBlinded, .scoredElsewhere: nil
    }
  }
}
