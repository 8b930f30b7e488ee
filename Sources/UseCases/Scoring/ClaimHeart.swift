import Casework
import Dispatch
import Synchronization

/// Renews a claim while the work goes on.
final class ClaimHeart: Sendable {
  private let isStopped = Atomic<Bool>(false)
  private let claim: CaseClaim
  private let store: any CaseStore

  init(_ claim: CaseClaim, in store: any CaseStore) {
    self.claim = claim
    self.store = store
    beat()
  }

  /// Four beats to a lease. The timer is not one of the tasks' own threads, all of which may be at work.
  private func beat() {
    let pause = DispatchTimeInterval.milliseconds(CaseClaim.usualLease * 250)
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + pause) { [weak self] in
      guard let self, !isStopped.load(ordering: .relaxed) else { return }
      // A claim that is lost is found when the finding is recorded; a casebook that is busy is asked again at the next
      // beat.
      Task { try? await self.store.renew(self.claim) }
      beat()
    }
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }
}
