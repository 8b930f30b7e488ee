import Casework
import TerminalKit

/// Which cases are listed, and in which order: what one key can bring back.
struct QueueArrangement: Equatable, Sendable {
  let stage: CaseStage
  let search: TextField
  let order: CaseOrderKey
  let isReversed: Bool
  let waitingFor: String?
}

extension QueueState {
  var arrangement: QueueArrangement {
    QueueArrangement(stage: stage, search: search, order: order, isReversed: isReversed, waitingFor: waitingFor)
  }

  /// Lists what was listed then.
  mutating func arrange(as before: QueueArrangement, in around: Surroundings) -> [QueueOutcome] {
    list.cancelOpening()
    (stage, search, waitingFor) = (before.stage, before.search, before.waitingFor)
    (order, isReversed) = (before.order, before.isReversed)
    return [.effect(list.ask(query, at: list.anchor(in: query), limit: limit(in: around)))]
  }
}
