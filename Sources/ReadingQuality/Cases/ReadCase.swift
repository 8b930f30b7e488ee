import Basics
import Casework
import Prognosis
import SurvivalStatistics

/// A case that was signed, as far as the figures need it: who the patient is, is not in it.
public struct ReadCase: Hashable, Sendable {
  /// Accession number.
  public var id: String
  /// The day on which the case was received, days since 1970-01-01; `nil` where it is not known.
  public var receivedDay: Int?
  /// The formats of its slides as their reader names them, in the order of the alphabet: `aperio`, `aperio, hamamatsu`.
  public var scanner: String
  /// All signatures, in their order: those that put it off, those of several readers, and the one that closes it.
  public var calls: [SignedCall]
  /// What colleagues answered who were asked, where they gave a call.
  public var opinions: [OpinionCall]
  /// The finding that the closing signature rests upon; `nil` where the case is not closed.
  public var finding: ScoredFinding?
  /// What became of the patient; `nil` where it was not recorded.
  public var outcome: SurvivalTime?
  /// The classes of its amendments, in their order.
  public var amendments: [AmendmentClass]

  /// A case with its signatures.
  public init(
    id: String, receivedDay: Int? = nil, scanner: String = "", calls: [SignedCall], opinions: [OpinionCall] = [],
    finding: ScoredFinding? = nil, outcome: SurvivalTime? = nil, amendments: [AmendmentClass] = []
  ) {
    self.id = id
    self.receivedDay = receivedDay
    self.scanner = scanner
    self.calls = calls
    self.opinions = opinions
    self.finding = finding
    self.outcome = outcome
    self.amendments = amendments
  }

  /// The signature that closes the case; `nil` where none does yet.
  public var closing: SignedCall? { finding == nil ? nil : calls.last }
}

/// The horizon of a follow-up that is known in whole days.
public enum WholeDays {
  /// Days of follow-up that reach `years`: those of the mean calendar year without what is left of a day, so that the
  /// anniversary counts. Five years are 1,826 days, as the fifth anniversary is the 1,826th day or the next.
  public static func of(_ years: Double) -> Int { Int(years * TimeUnit.days.perYear) }

  /// The same in the years that ``SurvivalTime/init(_:)`` makes of days.
  static func horizon(_ years: Double) -> Double { Double(of(years)) / TimeUnit.days.perYear }
}

/// A call that a colleague gave with their second opinion.
public struct OpinionCall: Hashable, Sendable {
  /// Printed name.
  public var reviewer: String
  /// Their call.
  public var call: FirstCall
  /// Whether they gave it before the model's call was told to them.
  public var isBlinded: Bool

  /// The call of `reviewer`.
  public init(reviewer: String, call: FirstCall, isBlinded: Bool) {
    self.reviewer = reviewer
    self.call = call
    self.isBlinded = isBlinded
  }
}

/// What a model said of a case.
public struct ScoredFinding: Hashable, Sendable {
  /// Which model.
  public var model: ModelIdentity
  /// Its call.
  public var call: Call
  /// Its probability of metastatic relapse within five years; `nil` without a call.
  public var probability: Double?

  /// A finding of `model`.
  public init(model: ModelIdentity, call: Call, probability: Double?) {
    self.model = model
    self.call = call
    self.probability = probability
  }
}

extension ReadCase {
  /// `file` with the deferrals that it had before its last signature.
  ///
  /// - Parameter putOff: signatures that put the case off, in their order. A case file holds the last signature alone;
  ///   the ledger holds all of them.
  public init(_ file: CaseFile, putOff: [SignOff] = []) {
    let findings = [file.finding, file.newerFinding].compactMap(\.self)
    let standing = file.readings + [file.signOff].compactMap(\.self)
    let known = Set(standing.compactMap(\.entryDigest))
    let before = putOff.filter { $0.entryDigest.map { !known.contains($0) } ?? true }
    let upon = file.closingSignOff.flatMap { signed in findings.first { $0.id == signed.findingID } }
    self.init(
      id: file.id, receivedDay: file.record.receivedDay,
      scanner: Set(file.record.slides.map(\.vendor)).sorted().joined(separator: ", "),
      calls: (before + standing).map { SignedCall($0, among: findings) },
      opinions: file.opinions.compactMap(OpinionCall.init),
      finding: upon.map { ScoredFinding(model: $0.model, call: $0.call, probability: $0.told.probability5y) },
      outcome: file.outcome.map(SurvivalTime.init), amendments: file.amendments.map(\.kind))
  }
}

extension OpinionCall {
  fileprivate init?(_ opinion: SecondOpinion) {
    guard let answer = opinion.answer, let call = answer.call else { return nil }
    self.init(reviewer: answer.reviewer, call: call, isBlinded: answer.isBlinded)
  }
}

extension SurvivalTime {
  /// The follow-up in years of 365.2425 days; a death before metastatic relapse ends it.
  public init(_ outcome: RecordedOutcome) {
    self.init(time: Double(outcome.days) / TimeUnit.days.perYear, event: outcome.event.isRelapse)
  }
}
