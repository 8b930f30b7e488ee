import Basics
import Casework
import Dispatch
import Synchronization

/// Holds the files of the open case's slides to what was scored: size, time and quick digest at once, then every byte,
/// behind everything else that is done; and again where they are written while the case is open.
///
/// One case is watched at a time; what was begun for another ends after the piece that it is at. What was read whole
/// is kept as long as the files are not written, so that a case that is opened again is not read again.
package final class FileWatch: Sendable {
  private let store: any CaseStore
  private let slides: SlideAccess
  private let answer: @Sendable (_ caseID: String, [SlideFileState]) -> Void
  private let pause: Duration
  private let state = Mutex(State())

  private struct State {
    /// By path.
    var wholes: [String: WholeDigest] = [:]
    var run: Run?
  }

  /// What is done for one case.
  private final class Run: Sendable {
    let cancellation = Cancellation()
    private let nudge = DispatchSemaphore(value: 0)

    func end() {
      cancellation.cancel()
      nudge.signal()
    }

    func look() { nudge.signal() }

    /// Until somebody wants it to look, or a while has gone by.
    func pause(_ duration: Duration) throws(Cancelled) {
      let (seconds, attoseconds) = duration.components
      _ = nudge.wait(timeout: .now() + .nanoseconds(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)))
      try cancellation.check()
    }
  }

  /// - Parameters:
  ///   - store: told is what is compared and not shown, so that files of a case that is read blinded are watched too.
  ///   - pause: how long it waits at most before it looks again whether the files are those that it has read.
  ///   - answer: what is known by now, one state per slide; called from any thread, more than once.
  package init(
    store: any CaseStore, slides: SlideAccess, pause: Duration = .seconds(60),
    answer: @escaping @Sendable (_ caseID: String, [SlideFileState]) -> Void
  ) {
    self.store = store.opened(for: .program)
    self.slides = slides
    self.pause = pause
    self.answer = answer
  }

  /// Watches the slides of `caseID`, and of no other case. Begun again, it looks again.
  package func begin(_ caseID: String) {
    let run = Run()
    replace(run)
    Task.detached(priority: .background) { [self] in
      guard let file = try? await store.caseFile(caseID), !run.cancellation.isCancelled else { return }
      QuietThread.begin { try? self.follow(file, run) }
    }
  }

  /// Watches nothing any more.
  package func end() { replace(nil) }

  /// Looks whether the files of the case are still those that it has read: for whoever is awake anyway.
  package func look() { state.withLock { $0.run }?.look() }

  /// What was read whole by now.
  package var wholes: WholeFiles { WholeFiles { path in self.state.withLock { $0.wholes[path] } } }

  private func replace(_ run: Run?) {
    state.withLock {
      $0.run?.end()
      $0.run = run
    }
  }

  // MARK: On the thread

  /// Watches until the case is closed: files that are written, put elsewhere or taken away meanwhile are looked at
  /// anew.
  private func follow(_ file: CaseFile, _ run: Run) throws(Cancelled) {
    let paths = file.record.slides.map(\.path)
    while true {
      let stamps = paths.map(slides.stamp)
      try watch(file, run)
      repeat {
        try run.pause(pause)
      } while paths.map(slides.stamp) == stamps
    }
  }

  private func watch(_ file: CaseFile, _ run: Run) throws(Cancelled) {
    let slides = Array(zip(file.record.slides.map(\.path), file.scoredContents()))
    var states = slides.map { look($0, $1) }
    try tell(file.id, states, run)
    for (index, (path, content)) in slides.enumerated() where states[index].percent != nil {
      let quick = states[index]
      let whole = try read(path, run) { (percent) throws(Cancelled) in
        states[index].percent = percent
        try tell(file.id, states, run)
      }
      let found = whole?.check(content, after: quick.check) ?? SlideFileCheck(quick.check)
      states[index] = SlideFileState(found.check, isWritten: quick.isWritten)
      try tell(file.id, states, run)
    }
  }

  /// What can be said at once. A file that is known to be another one is not read to its end.
  private func look(_ path: String, _ content: SlideContent) -> SlideFileState {
    guard let stamp = slides.stamp(path) else { return .gone }
    guard let check = try? slides.quickCheck(path, content) else {
      return SlideFileState(.notChecked)
    }
    let scored = content.scoredAt.flatMap { Timestamp($0)?.seconds }
    let isWritten = scored.flatMap { scored in stamp.written.map { $0 > scored } } ?? false
    switch check {
    case .changed: return SlideFileState(.changed, isWritten: isWritten)
    case .whole, .quick, .notChecked: return SlideFileState(check, percent: 0, isWritten: isWritten)
    }
  }

  /// Reads a slide to its end, or what was read before; `nil` where it cannot be read, or was written meanwhile.
  private func read(
    _ path: String, _ run: Run, _ progress: (_ percent: Int) throws(Cancelled) -> Void
  ) throws(Cancelled) -> WholeDigest? {
    if let kept = state.withLock({ $0.wholes[path] }), kept.stamp == slides.stamp(path) { return kept }
    var told = 0
    do {
      let whole = try slides.readWhole(path) { done, total in
        try run.cancellation.check()
        QuietThread.giveWay()
        let percent = total == 0 ? 100 : done * 100 / total
        guard percent > told else { return }
        told = percent
        try progress(percent)
      }
      state.withLock { $0.wholes[path] = whole }
      return whole
    } catch let cancelled as Cancelled {
      throw cancelled
    } catch { return nil }
  }

  private func tell(_ caseID: String, _ states: [SlideFileState], _ run: Run) throws(Cancelled) {
    try run.cancellation.check()
    answer(caseID, states)
  }
}
