import Basics
import Prognosis

/// Why a draft cannot be signed.
public enum SignOffProblem: Error, Equatable, Sendable {
  /// Nothing was decided.
  case noDecision
  /// The reviewer's own call, high or low, is missing.
  case noFinalCall
  /// Confirmed with another call than the model's.
  case otherCall(own: Call, model: Call)
  /// Overridden with the model's own call.
  case sameCall(Call)
  /// The model makes no call that could be confirmed or overridden.
  case noModelCall(Decision)
  /// The model makes a call: there is no refusal to acknowledge, or to answer with an assessment.
  case modelCallStands(Decision)
  /// The decision needs a reason.
  case noReason(Decision)
  /// The reason, by its code, is none of the decision.
  case otherReason(code: String, Decision)
  /// The reason needs a comment.
  case noComment(SignOffReason)
  /// A comment of `length` Unicode scalars where `limit` fit.
  case commentTooLong(length: Int, limit: Int)
  /// A call upon slides whose files, by their names, are other ones than were scored.
  case changedFiles(slides: [String])
  /// Nobody's name to print.
  case noReviewer
  /// The case has no finding, so there is nothing to sign upon.
  case notScored
  /// Nobody opened the review.
  case notInReview
  /// The case is read blinded, and the signer has given no first call.
  case firstCallAwaited
  /// The case is not read blinded: there is no first call to give.
  case firstCallNotAsked
  /// The reader has given their first call, which is never changed.
  case firstCallStands
  /// The reader has signed their reading: another one decides next.
  case readAlready
  /// A grade of other than 1 to 3.
  case noSuchGrade(Int)
  /// The case is read so that a signature needs the workstation, and there was none.
  case needsWorkstation(ReadingProtocol)
  /// The sign-off tells of another protocol or first call than the ledger.
  case otherReading
}

extension SignOff {
  /// The longest comment, in Unicode scalars of its composed form (NFC).
  public static let commentLimit = 2000

  /// A draft made a signed reading, or the first rule that it breaks.
  ///
  /// Whoever signs a call gives their own, high or low: the model's to confirm, the other one to override, either where
  /// the model makes none. To override, to defer and to reject need a reason; *other* needs a comment. Control
  /// characters are taken out of comment and name, and both are composed (NFC).
  ///
  /// - Parameters:
  ///   - finding: what the reviewer saw and signs upon.
  ///   - reviewer: printed name.
  ///   - now: ISO 8601 with seconds, UTC.
  ///   - readingProtocol: how the case is read.
  ///   - firstRead: what the reviewer committed first, where the protocol asks for it.
  ///   - asksFirstCall: whether the reviewer must have; the one who decides between readings need not.
  /// - Throws: the first rule that the draft breaks.
  public static func make(
    _ draft: SignOffDraft, finding: Finding, reviewer: String, now: String, under readingProtocol: ReadingProtocol,
    firstRead: FirstRead?, asksFirstCall: Bool
  ) throws(SignOffProblem) -> SignOff {
    if readingProtocol.asksFirstCall, case .noPicture = draft.shown { throw .needsWorkstation(readingProtocol) }
    guard firstRead != nil || !asksFirstCall else { throw .firstCallAwaited }
    var signOff = try make(draft, finding: finding, reviewer: reviewer, now: now)
    signOff.readingProtocol = readingProtocol
    signOff.firstRead = firstRead
    return signOff
  }

  /// The same without how the case is read: a draft made what it would sign.
  ///
  /// - Throws: the first rule that the draft breaks.
  public static func make(
    _ draft: SignOffDraft, finding: Finding, reviewer: String, now: String
  ) throws(SignOffProblem) -> SignOff {
    guard let decision = draft.decision else { throw .noDecision }
    let name = ComposedText.composed(CleanText.cleaned(reviewer))
    guard !name.isEmpty else { throw .noReviewer }
    let comment = ComposedText.composed(CleanText.cleaned(draft.comment))
    let length = comment.unicodeScalars.count
    guard length <= commentLimit else { throw .commentTooLong(length: length, limit: commentLimit) }
    let call = try standingCall(decision, own: draft.finalCall, model: finding.call)
    let reason = try reason(decision, draft.reason, comment: comment)
    if let grade = draft.grade?.own, !FirstRead.grades.contains(grade) { throw .noSuchGrade(grade) }
    var signOff = SignOff(
      decision: decision, finalCall: call, reason: reason, comment: comment, reviewer: name, signedAt: now,
      meaning: SignatureMeaning(of: decision), shown: draft.shown, findingID: finding.id)
    (signOff.reading, signOff.diagnosisRead, signOff.grade) = (draft.reading, draft.diagnosisRead, draft.grade)
    signOff.judgedTiles = draft.judgedTiles?.tiles(of: finding) ?? []
    signOff.files = draft.files
    return signOff
  }

  /// The call that stands once `decision` is signed; whatever a draft holds besides is left out.
  private static func standingCall(
    _ decision: Decision, own: Call?, model: Call
  ) throws(SignOffProblem) -> Call? {
    switch decision {
    case .confirm:
      let own = try ownCall(own, decision, where: model.isAnswer)
      guard own == model else { throw .otherCall(own: own, model: model) }
      return own
    case .override:
      let own = try ownCall(own, decision, where: model.isAnswer)
      guard own != model else { throw .sameCall(own) }
      return own
    case .assess:
      guard !model.isAnswer else { throw .modelCallStands(decision) }
      return try ownCall(own, decision, where: true)
    case .acknowledge:
      guard !model.isAnswer else { throw .modelCallStands(decision) }
      return .noCall
    case .defer, .reject: return nil
    }
  }

  private static func ownCall(
    _ call: Call?, _ decision: Decision, where isPossible: Bool
  ) throws(SignOffProblem) -> Call {
    guard isPossible else { throw .noModelCall(decision) }
    guard let call, call.isAnswer else { throw .noFinalCall }
    return call
  }

  /// Whether there is anything in a text that can be seen.
  static func isSeen(_ text: String) -> Bool {
    text.unicodeScalars.contains { !$0.properties.isDefaultIgnorableCodePoint && !$0.properties.isWhitespace }
  }

  private static func reason(
    _ decision: Decision, _ reason: SignOffReason?, comment: String
  ) throws(SignOffProblem) -> SignOffReason? {
    guard decision.needsReason else { return nil }
    guard let reason else { throw .noReason(decision) }
    guard reason.fits(decision) else { throw .otherReason(code: reason.code, decision) }
    guard !reason.needsComment || isSeen(comment) else { throw .noComment(reason) }
    return reason
  }
}
