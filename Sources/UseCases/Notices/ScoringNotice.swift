import Casework

/// What became of the cases of a scoring, as it becomes known.
package enum ScoringNotice: Sendable {
  /// A finding was recorded.
  case scored(caseID: String, Finding)
  /// A finding was recorded of a case that is read blinded: nothing of it is told.
  case scoredBlinded(caseID: String)
  /// Another process scored the case since this run began.
  case scoredElsewhere(caseID: String)
  /// All that is left is at work in other processes: `count` cases, one of them in process `process` of `name`.
  case waiting(count: Int, name: String, process: Int, since: String)
}
