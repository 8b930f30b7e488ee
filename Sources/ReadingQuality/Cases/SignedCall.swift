import Casework
import Prognosis

/// One signature of a reader on a case, as far as the figures need it.
public struct SignedCall: Hashable, Sendable {
  /// Printed name.
  public var reviewer: String
  /// What was signed.
  public var decision: Decision
  /// Why, where the decision needs a reason.
  public var reason: SignOffReason?
  /// The reader's own call; `nil` where the case was put off or its slide rejected.
  public var finalCall: Call?
  /// What the reader committed before the model's call was shown to them; `nil` where nobody asked them.
  public var firstCall: FirstCall?
  /// The model's call that was signed upon; `nil` where that finding is not with the case any more.
  public var modelCall: Call?
  /// When it was signed; `nil` where the entry does not say it in ISO 8601.
  public var signedAt: Timestamp?
  /// How long the case was on the screen, seconds; `nil` where no record of the reading was kept.
  public var seconds: Int?
  /// Whether it decides between the readings of others.
  public var isAdjudication: Bool

  /// A signature as the figures take it.
  public init(
    reviewer: String, decision: Decision, reason: SignOffReason? = nil, finalCall: Call?, firstCall: FirstCall? = nil,
    modelCall: Call?, signedAt: Timestamp? = nil, seconds: Int? = nil, isAdjudication: Bool = false
  ) {
    self.reviewer = reviewer
    self.decision = decision
    self.reason = reason
    self.finalCall = finalCall
    self.firstCall = firstCall
    self.modelCall = modelCall
    self.signedAt = signedAt
    self.seconds = seconds
    self.isAdjudication = isAdjudication
  }

  /// What `signOff` says, upon one of `findings`.
  init(_ signOff: SignOff, among findings: [Finding]) {
    self.init(
      reviewer: signOff.reviewer, decision: signOff.decision, reason: signOff.reason, finalCall: signOff.finalCall,
      firstCall: signOff.firstRead?.call, modelCall: findings.first { $0.id == signOff.findingID }?.call,
      signedAt: Timestamp(signOff.signedAt), seconds: signOff.reading?.seconds,
      isAdjudication: signOff.isAdjudication)
  }
}

extension ReadingKept {
  fileprivate var seconds: Int? {
    switch self {
    case .record(let record): record.seconds
    case .off: nil
    }
  }
}

extension FirstCall {
  /// The call; `nil` where the reader was not sure.
  var call: Call? {
    switch self {
    case .high: .high
    case .low: .low
    case .unsure: nil
    }
  }
}

extension Call {
  /// High or low; `nil` where it is no answer.
  var answer: Call? { isAnswer ? self : nil }
}
