import Casework
import Prognosis

/// What was signed in one group of signatures: of one reader, one scanner, one month, or of all.
public struct DecisionFigures: Hashable, Sendable {
  /// How many signatures.
  public let signatures: Int
  /// Calls that stand in place of the model's; of the signatures that confirm or override one.
  public let overrides: Share
  /// Calls that were put off; of all signatures.
  public let deferrals: Share
  /// Slides that were rejected; of all signatures.
  public let rejections: Share
  /// How long the cases were on the screen, seconds; `nil` where no record of a reading was kept.
  public let seconds: Spread?
  /// Days from the day on which a case was received to the signature that closed it; `nil` where none is known.
  public let turnaround: Spread?
  /// Closed cases whose days are not known, or lie behind: they are in no turnaround.
  public let withoutTurnaround: Int

  init(_ signed: [SignedInCase]) {
    let calls = signed.map(\.call)
    signatures = calls.count
    let decided = Dictionary(grouping: calls, by: \.decision).mapValues(\.count)
    func count(_ decision: Decision) -> Int { decided[decision] ?? 0 }
    overrides = Share(count(.override), of: count(.override) + count(.confirm))
    deferrals = Share(count(.defer), of: calls.count)
    rejections = Share(count(.reject), of: calls.count)
    seconds = Spread(calls.compactMap(\.seconds))
    let closing = signed.filter(\.isClosing)
    let days = closing.compactMap(\.turnaroundDays)
    turnaround = Spread(days)
    withoutTurnaround = closing.count - days.count
  }
}

/// A signature with what its case says of it.
struct SignedInCase {
  let call: SignedCall
  let scanner: String
  let isClosing: Bool
  /// Whole days since the case was received; `nil` where that is not known, or lies ahead.
  let turnaroundDays: Int?

  /// The month in which it was signed, `2026-11`; empty where that is not known.
  var month: String { call.signedAt.map { String($0.text.prefix(7)) } ?? "" }

  static func all(_ cases: [ReadCase], _ scope: QualityScope) -> [SignedInCase] {
    cases.flatMap { read in
      read.calls.enumerated().filter { scope.tells(of: $1.reviewer) }.map { index, call in
        let isClosing = read.finding != nil && index == read.calls.count - 1
        return SignedInCase(
          call: call, scanner: read.scanner, isClosing: isClosing, turnaroundDays: call.days(since: read.receivedDay))
      }
    }
  }
}

extension SignedCall {
  /// Whole days in UTC from the day `received`.
  fileprivate func days(since received: Int?) -> Int? {
    guard let received, let signedAt else { return nil }
    let days = Int((Double(signedAt.seconds) / 86_400).rounded(.down)) - received
    return days >= 0 ? days : nil
  }
}

/// The figures of one group by its name.
public struct NamedFigures: Hashable, Sendable {
  /// Of the reader, the scanner or the month; empty where it is not known.
  public let name: String
  /// What was signed in it.
  public let figures: DecisionFigures

  /// One per name, in the order of the alphabet.
  static func all(_ signed: [SignedInCase], by name: (SignedInCase) -> String) -> [NamedFigures] {
    Dictionary(grouping: signed, by: name).sorted { $0.key < $1.key }
      .map { NamedFigures(name: $0.key, figures: DecisionFigures($0.value)) }
  }
}

/// How often a reason was given.
public struct ReasonFigures: Hashable, Sendable {
  /// Of which decision.
  public let decision: Decision
  /// The reason; one of a laboratory's own list with its label.
  public let reason: SignOffReason
  /// Of all signatures of that decision.
  public let share: Share

  /// One per decision and reason: decisions in their order, the most frequent reason first, then by code.
  static func all(_ signed: [SignedInCase]) -> [ReasonFigures] {
    let calls = Dictionary(grouping: signed.map(\.call), by: \.decision)
    return Decision.allCases.flatMap { decision -> [ReasonFigures] in
      let own = calls[decision] ?? []
      let reasons = Dictionary(grouping: own.compactMap(\.reason), by: \.self).mapValues(\.count)
      return reasons.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }
        .map { ReasonFigures(decision: decision, reason: $0.key, share: Share($0.value, of: own.count)) }
    }
  }
}
