/// What scores the cases that the workstation asks for; the answers are actions in its mailbox.
package struct ScoringWork: Sendable {
  /// Scores a case behind those that were asked for before; one that has a finding only where `again` says so.
  package var score: @Sendable (_ caseID: String, _ again: Bool) -> Void
  /// Stops whatever was asked for by now.
  package var stop: @Sendable () -> Void
  /// Stops it, and waits until nothing of it is under way.
  package var finish: @Sendable () -> Void

  package init(
    score: @escaping @Sendable (_ caseID: String, _ again: Bool) -> Void, stop: @escaping @Sendable () -> Void,
    finish: @escaping @Sendable () -> Void
  ) {
    self.score = score
    self.stop = stop
    self.finish = finish
  }

  /// Scores nothing.
  package static let none = ScoringWork(score: { _, _ in }, stop: {}, finish: {})
}

extension ScoringDesk {
  /// As a review session takes it.
  package var work: ScoringWork {
    ScoringWork(score: { self.score($0, again: $1) }, stop: { self.stop() }, finish: { self.finish() })
  }
}
