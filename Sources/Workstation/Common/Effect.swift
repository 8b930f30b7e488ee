import Casework

/// Something that is wanted of the world. Each runs off the screen's thread and answers with an ``Action``.
public enum Effect: Equatable, Sendable {
  /// Answered by ``Action/queueLoaded(_:)``.
  case loadQueue
  /// Answered by ``Action/casesChanged(_:)`` where anything changed.
  case refreshQueue
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
  ///
  /// `findingID` is the finding that stood on the screen; name and time are added where it is written.
  case sign(caseID: String, findingID: String, SignOffDraft)
  case saveTheme(name: String)
  case suspend
  case quit
}
