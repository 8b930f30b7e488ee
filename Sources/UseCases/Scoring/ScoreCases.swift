import Basics
import Casework

/// Scores cases one after the other; one that fails keeps nobody waiting.
///
/// Each case is claimed before it is read, so that of several processes one reads it: those that another process is at
/// come last, and are waited for. A case that another process scored since this run began is not scored again.
package struct ScoreCases: Sendable {
  private let store: any CaseStore
  package let scorer: CaseScorer
  /// The folder of the result files, which is there.
  package let folder: String

  package init(store: any CaseStore, scorer: CaseScorer, folder: String) {
    self.store = store.opened(for: .program)
    self.scorer = scorer
    self.folder = folder
  }

  /// What became of the cases of a run.
  package struct Summary: Sendable {
    /// How many have a finding now, from this run or from another process.
    package var scored = 0
    /// Cases that have none, and why.
    package var failures: [CaseFailure] = []
    /// Findings without a call for tissue that could not be read: what is kept, and yet a failure of this run.
    package var unreadable: [(caseID: String, finding: Finding)] = []
  }

  /// Why a case has no finding.
  package struct CaseFailure: Error, Sendable {
    package let caseID: String
    package let cause: any Error
  }

  /// Between two questions whether a case is free, milliseconds.
  private static let pause = 500

  private var environment: UseCaseEnvironment { scorer.environment }

  /// Scores the cases of these names.
  ///
  /// - Parameter since: the finding that each case had when the run began.
  /// - Throws: `Cancelled`; what is recorded by then is kept. Why the casebook cannot be read.
  package func callAsFunction(_ files: [CaseFile]) async throws -> Summary {
    var summary = Summary()
    guard !files.isEmpty else { return summary }
    let shelf = try await slidesOfAll()
    var waiting = Array(files.enumerated())
    var isAnnounced = false
    while !waiting.isEmpty {
      var held: [(offset: Int, element: CaseFile)] = []
      for (index, file) in waiting {
        try environment.cancellation.check()
        let stages = Stages(id: file.id, number: index + 1, count: files.count)
        switch try await outcome(of: file, shelf, stages) {
        case .scored(let scored): summary.add(scored.disclosed(to: .anybody))
        case .scoredElsewhere: summary.scored += 1
        case .failed(let failure): summary.failures.append(failure)
        case .held(let holder):
          held.append((index, file))
          if !isAnnounced, held.count == waiting.count {
            isAnnounced = true
            environment.notices(
              .scoring(
                .waiting(count: held.count, name: holder.name, process: holder.process, since: holder.since)))
          }
        }
      }
      if held.count == waiting.count { environment.clock.pause(Self.pause) }
      waiting = held
    }
    return summary
  }

  /// The slides of all cases of the casebook, page by page.
  private func slidesOfAll() async throws -> SlideShelf {
    var shelf = SlideShelf([], scorer.slides)
    try await store.forEachCase { shelf.add($0.record) }
    return shelf
  }

  /// What became of a case.
  private enum Outcome {
    case scored(CaseFile)
    case scoredElsewhere
    /// Another process has it; to be asked again.
    case held(ClaimHolder)
    case failed(CaseFailure)
  }

  private func outcome(of file: CaseFile, _ shelf: SlideShelf, _ stages: Stages) async throws -> Outcome {
    do {
      switch try await store.claim(file.id, for: .scoring, lease: CaseClaim.usualLease) {
      case .held(let holder): return .held(holder)
      case .taken(let claim, let now):
        guard now.latestFinding?.id == file.latestFinding?.id else {
          try await store.release(claim)
          environment.notices(.scoring(.scoredElsewhere(caseID: file.id)))
          return .scoredElsewhere
        }
        return .scored(try await score(now, shelf, under: claim, stages))
      }
    } catch let cancelled as Cancelled {
      throw cancelled
    } catch {
      return .failed(CaseFailure(caseID: file.id, cause: error))
    }
  }

  private func score(
    _ file: CaseFile, _ shelf: SlideShelf, under claim: CaseClaim, _ stages: Stages
  ) async throws -> CaseFile {
    let heart = ClaimHeart(claim, in: store)
    defer { heart.stop() }
    let finding: Finding
    do {
      finding = try await read(file, shelf, stages)
    } catch {
      try? await store.release(claim)
      throw error
    }
    let scored: CaseFile
    do { scored = try await store.record(finding, under: claim) } catch {
      // A result file that no finding names is of no use to anybody.
      if let path = finding.resultFile { scorer.shelf.remove(path) }
      try? await store.release(claim)
      throw error
    }
    let isTold = scored.disclosed(to: .anybody).withheld == nil
    environment.notices(
      .scoring(isTold ? .scored(caseID: file.id, finding) : .scoredBlinded(caseID: file.id)))
    return scored
  }

  /// On a thread of its own: it computes for minutes, and whoever awaits it has better to do.
  private func read(_ file: CaseFile, _ shelf: SlideShelf, _ stages: Stages) async throws -> Finding {
    let notices = environment.notices
    defer {
      notices(.ended(stages.looking))
      notices(.ended(stages.scoring))
    }
    return try await onThread {
      try scorer.finding(
        for: file, among: shelf, folder: folder,
        looking: { done, total in
          notices.progress(stages.looking, done, of: total)
          if done == total { notices(.ended(stages.looking)) }
        },
        progress: { notices.progress(stages.scoring, $0, of: $1) })
    }
  }

  /// What is told of one case while it is read.
  private struct Stages {
    let looking, scoring: Stage

    init(id: String, number: Int, count: Int) {
      looking = .lookingForTissue(id: id, number: number, count: count)
      scoring = .scoringCase(id: id, number: number, count: count)
    }
  }
}

extension ScoreCases.Summary {
  /// Takes a case as far as it may be told: of one that is read blinded nothing is said but that it is scored.
  fileprivate mutating func add(_ file: CaseFile) {
    scored += 1
    guard let finding = file.latestFinding, finding.reasons.contains(.unreadableTissue) else { return }
    unreadable.append((file.id, finding))
  }
}

extension CaseFile {
  /// The finding that was made last.
  fileprivate var latestFinding: Finding? { newerFinding ?? finding }
}
