import Prognosis

/// What a reader said of a case when they read it, to be held against what they say when they read it again.
public struct EarlierRead: Hashable, Sendable {
  /// High, low, or unsure.
  public var call: FirstCall
  /// Whether the model's call was shown to them before they gave theirs.
  public var sawModel: Bool
  /// When they gave it.
  public var at: Timestamp
  /// When they last said or signed anything of the case, as far as the ledger tells.
  public var lastActAt: Timestamp

  /// The first moment at which the washout is over.
  public var notBefore: Timestamp { Timestamp(seconds: lastActAt.seconds + RepeatabilityDesign.washout) }
}

extension CaseFile {
  /// What a reader said of this case, where it is closed with a call: their first call where they gave one, because
  /// nothing was shown to them before it either, else the call that they signed first.
  ///
  /// - Returns: `nil` where there is none, and where the ledger does not say when.
  public func earlierRead(of reviewer: String) -> EarlierRead? {
    guard closingSignOff?.finalCall != nil else { return nil }
    let name = Reviewer.name(reviewer)
    let acts = acts(of: name)
    guard let last = acts.max(by: { $0.seconds < $1.seconds }) else { return nil }
    if let read = firstRead(of: name), let at = Timestamp(read.readAt) {
      return EarlierRead(call: read.call, sawModel: false, at: at, lastActAt: last)
    }
    let signed = (readings + [signOff].compactMap(\.self)).first { $0.reviewer == name && $0.finalCall != nil }
    guard let signed, let call = signed.finalCall.flatMap(FirstCall.init), let at = Timestamp(signed.signedAt) else {
      return nil
    }
    return EarlierRead(call: call, sawModel: true, at: at, lastActAt: last)
  }

  /// When `name` said or signed something of the case.
  private func acts(of name: String) -> [Timestamp] {
    let signed = readings + [signOff].compactMap(\.self)
    let times =
      firstReads.filter { $0.reviewer == name }.map(\.readAt)
      + signed.filter { $0.reviewer == name }.map(\.signedAt)
      + supplements.filter { $0.reviewer == name }.map(\.signedAt)
      + opinions.compactMap(\.answer).filter { $0.reviewer == name }.map(\.answeredAt)
      + outcomes.filter { $0.reviewer == name }.map(\.recordedAt)
    return times.compactMap(Timestamp.init)
  }
}
