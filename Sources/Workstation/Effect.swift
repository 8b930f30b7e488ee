import Casework
import Prognosis

/// Something that is wanted of the world. Each runs off the screen's thread and answers with an ``Action``.
public enum Effect: Equatable, Sendable {
  /// Answered by ``Action/queueLoaded(_:)``.
  case loadQueue
  /// Marks the case as in review by this reviewer; answered by ``Action/caseOpened(_:)``.
  case openReview(caseID: String)
  /// Answered by ``Action/tilesLoaded(caseID:_:)``.
  case loadTiles(caseID: String, resultFile: String)
  /// Cancels older requests of the same slot; answered by ``Action/pictureDrawn(_:_:)``.
  case drawPicture(PictureRequest)
  /// Nothing of this slot is wanted any more.
  case cancelPicture(PictureSlot)
  /// `nil` takes the draft away. Answered by ``Action/draftSaved(caseID:)``.
  case saveDraft(caseID: String, SignOffDraft?)
  /// Answered by ``Action/signed(caseID:_:)`` or ``Action/signingFailed(caseID:_:)``.
  case sign(SigningRequest)
  case saveTheme(name: String)
  case suspend
  case quit
}

/// A sign-off as the reviewer saw it when she pressed Enter; name and time are added where it is written.
public struct SigningRequest: Hashable, Sendable {
  public var caseID: String
  public var findingID: String
  public var decision: Decision
  public var finalCall: Call
  /// Present when ``decision`` is to override.
  public var reason: OverrideReason?
  public var comment: String
  /// The sentence that stood on the screen.
  public var meaning: String

  public init(
    caseID: String, findingID: String, decision: Decision, finalCall: Call, reason: OverrideReason?, comment: String,
    meaning: String
  ) {
    self.caseID = caseID
    self.findingID = findingID
    self.decision = decision
    self.finalCall = finalCall
    self.reason = reason
    self.comment = comment
    self.meaning = meaning
  }
}
