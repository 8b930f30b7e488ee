import Casework
import Prognosis
import SurvivalStatistics

@testable import ReadingQuality

/// Signed cases in few words.
enum Example {
  static func model(_ version: String = "1", demonstration: Bool = false) -> ModelIdentity {
    ModelIdentity(
      name: "model", version: version, digest: String(repeating: "a", count: 64), demonstration: demonstration,
      threshold: 0.1)
  }

  /// A signature of Ann on 2 November 2026 at noon.
  static func call(
    _ final: Call?, model: Call? = .high, first: FirstCall? = nil, by reviewer: String = "Ann",
    _ decision: Decision? = nil, reason: SignOffReason? = nil, at time: String = "2026-11-02T12:00:00Z",
    seconds: Int? = nil, decides: Bool = false
  ) -> SignedCall {
    let decision = decision ?? (final.map { $0 == model ? .confirm : .override } ?? .defer)
    return SignedCall(
      reviewer: reviewer, decision: decision, reason: reason, finalCall: final, firstCall: first, modelCall: model,
      signedAt: Timestamp(time), seconds: seconds, isAdjudication: decides)
  }

  static func read(
    _ id: String = "S-1", _ calls: SignedCall..., model: Call = .high, probability: Double? = 0.3,
    outcome: SurvivalTime? = nil, receivedDay: Int? = nil, scanner: String = "aperio", opinions: [OpinionCall] = [],
    isClosed: Bool = true
  ) -> ReadCase {
    ReadCase(
      id: id, receivedDay: receivedDay, scanner: scanner, calls: calls, opinions: opinions,
      finding: isClosed ? ScoredFinding(model: Self.model(), call: model, probability: probability) : nil,
      outcome: outcome)
  }

  static func figures(_ reads: [ReadCase], for scope: QualityScope = .everybody) -> QualityFigures {
    var cases = ReadCases()
    for read in reads { cases.add(read) }
    return QualityFigures(cases, for: scope)
  }
}
