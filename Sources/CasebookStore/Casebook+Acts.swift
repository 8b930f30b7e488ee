import Casework
import GRDB

/// One act of a casebook that is made as a whole.
package struct CasebookAct: Sendable {
  /// Of which case.
  package var caseID: String
  /// What happened.
  package var event: LedgerEvent
  /// When it happened, ISO 8601 with seconds, UTC; `nil`: now.
  package var time: String?
  /// Whose act it is; `nil` where the program acts by itself.
  package var signer: EntrySigner?

  /// `event` of the case `caseID`.
  package init(caseID: String, event: LedgerEvent, time: String? = nil, signer: EntrySigner? = nil) {
    self.caseID = caseID
    self.event = event
    self.time = time
    self.signer = signer
  }
}

extension Casebook {
  /// Adds many acts in one transaction, all or none: for casebooks that nobody wrote, simulated ones. A signature that
  /// decides between others decides between those that this casebook holds.
  ///
  /// - Throws: why the first act that cannot happen cannot; nothing is written then.
  package func write(_ acts: [CasebookAct]) throws(CaseStoreFailure) {
    try write { db in
      for act in acts {
        _ = try append(try settled(act, db), to: act.caseID, signer: act.signer, at: act.time, db)
      }
    }
  }

  /// The same of events that happen now and that nobody signs: for a benchmark, which needs long casebooks soon.
  package func write(_ events: [(caseID: String, event: LedgerEvent)]) throws(CaseStoreFailure) {
    try write(events.map { CasebookAct(caseID: $0.caseID, event: $0.event) })
  }

  /// The event as it stands in this ledger, whose entries have digests of their own.
  private func settled(_ act: CasebookAct, _ db: Database) throws -> LedgerEvent {
    guard case .signed(var signOff) = act.event, signOff.isAdjudication else { return act.event }
    signOff.adjudicates = try file(act.caseID, db).toDecideBetween
    return .signed(signOff)
  }
}
