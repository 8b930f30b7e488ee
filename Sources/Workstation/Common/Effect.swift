import Casework
import SlidePictures

/// Something that is wanted of the world. Each runs off the screen's thread and answers with an ``Action``.
public enum Effect: Equatable, Sendable {
  /// Answered by ``Action/casesListed(_:_:)`` or ``Action/listingFailed(id:_:)``.
  case listCases(CaseListRequest)
  /// Answered by ``Action/pageLoaded(_:_:)`` or ``Action/listingFailed(id:_:)``.
  case loadPage(CasePageRequest)
  /// Answered by ``Action/casesChanged(_:)`` where anything changed after that entry.
  case lookForChanges(since: Int)
  /// Answered by ``Action/caseRead(_:)``.
  case readCase(caseID: String)
  /// Claims the case for this reviewer, or says that they still read it; answered by ``Action/caseRead(_:)`` or
  /// ``Action/claimRefused(caseID:_:)``.
  case openReview(caseID: String)
  /// Gives the case back to whoever wants to read it next; not answered.
  case closeReview(caseID: String)
  /// Asks whoever reads the case for it. Answered by ``Action/caseRead(_:)``; what they say comes as a later one.
  case askForCase(caseID: String)
  /// Gives the case to whoever asks for it, or keeps it. Answered by ``Action/caseRead(_:)`` or
  /// ``Action/handOverRefused(caseID:_:)``.
  case answerRequest(caseID: String, gives: Bool)
  /// Holds the files of the case's slides to what was scored: at once as far as that is quick, then to their ends,
  /// behind everything else, and of no other case any more. Answered by ``Action/filesChecked(caseID:_:)``, more than
  /// once.
  case watchFiles(caseID: String)
  /// No file needs to be read to its end any more; not answered.
  case leaveFiles
  /// Answered by ``Action/tilesLoaded(caseID:_:unread:)``.
  case loadTiles(caseID: String, resultFile: String)
  /// Asks the model that made the case's finding what it would say without some regions. Answered by
  /// ``Action/trialMade(caseID:_:)`` or ``Action/trialRefused(caseID:_:)``.
  case leaveOut(caseID: String, RegionTrialRequest)
  /// Cancels older requests of the same slot; answered by ``Action/pictureDrawn(_:_:)``.
  case drawPicture(PictureRequest)
  /// Nothing of this slot is wanted any more.
  case cancelPicture(PictureSlot)
  /// Reads what pictures would show that nobody has asked for yet, the likeliest first, until a key is pressed; not
  /// answered.
  case readAhead([PictureRequest])
  /// Commits the reader's first call; name and time are added where it is written. Answered by
  /// ``Action/firstCallCommitted(_:)`` or ``Action/firstCallRefused(caseID:_:)``.
  case commitFirstRead(caseID: String, FirstRead)
  /// Keeps what the reader calls a case that they read again; answered as ``commitFirstRead(caseID:_:)``.
  case repeatReading(caseID: String, RepeatDraft)
  /// `nil` takes the draft away. Answered by ``Action/draftSaved(caseID:)``.
  case saveDraft(caseID: String, SignOffDraft?)
  /// Tries whether the passphrase opens the reader's key. Answered by ``Action/passphraseAccepted(caseID:)``,
  /// ``Action/passphraseRefused(caseID:_:)`` or ``Action/signingFailed(caseID:_:)``.
  ///
  /// `draft` is what is going to be signed: it is kept where the casebook does not answer.
  case checkPassphrase(caseID: String, draft: SignOffDraft, Passphrase)
  /// Tries whether the passphrase opens the reader's key, to unlock the screen. Answered by ``Action/unlocked``,
  /// ``Action/unlockRefused(_:)`` or ``Action/failed(_:)``.
  case unlock(Passphrase)
  /// Answered by ``Action/signed(caseID:_:)``, ``Action/passphraseRefused(caseID:_:)`` or
  /// ``Action/signingFailed(caseID:_:)``.
  ///
  /// `findingID` is the finding that stood on the screen; name and time are added where it is written.
  case sign(caseID: String, findingID: String, draft: SignOffDraft, passphrase: Passphrase)
  /// Adds to a signed case, or changes what it says. Answered by ``Action/supplemented(caseID:_:)``,
  /// ``Action/passphraseRefused(caseID:_:)`` or ``Action/signingFailed(caseID:_:)``.
  case supplement(caseID: String, SupplementDraft, passphrase: Passphrase)
  /// Whether whoever reads here may do what a dialog over the case is for, before a passphrase is asked; `nil`: whether
  /// anybody can sign in the casebook at all. Answered by ``Action/rightRefused(caseID:_:)`` where not; by
  /// ``Action/claimRefused(caseID:_:)`` where they may not take the case up.
  case checkRight(caseID: String, ReviewerRight?)
  /// Answered by ``Action/colleaguesListed(caseID:_:)``.
  case listColleagues(caseID: String)
  /// Asks for a second opinion, gives one, or takes a question back. Answered by ``Action/opined(caseID:_:)``,
  /// ``Action/passphraseRefused(caseID:_:)`` or ``Action/signingFailed(caseID:_:)``.
  case opine(caseID: String, OpinionDraft, passphrase: Passphrase)
  /// Resolves that a slide's label does not say what is expected. Answered by ``Action/labelResolved(caseID:_:)``,
  /// ``Action/passphraseRefused(caseID:_:)`` or ``Action/signingFailed(caseID:_:)``.
  case resolveLabel(caseID: String, LabelResolutionDraft, passphrase: Passphrase)
  /// The answer to the reader's question was on the screen. Answered by ``Action/caseRead(_:)``.
  case noteRead(caseID: String, opinion: Int)
  /// The names of all cases of a list. Answered by ``Action/casesNamed(_:_:)``.
  case nameCases(CaseQuery)
  /// Counts the casebook's readings, as far as the reader is told of them. Answered by ``Action/readingsCounted(_:)``
  /// or ``Action/readingsNotCounted(_:)``.
  case countReadings
  /// Scores the case after those that are being scored, in the background; one that has a finding only where `again`
  /// says so. Answered by ``Action/scoringWent(caseID:_:)``, and at last by ``Action/scoringEnded(caseID:_:)``.
  case scoreCase(caseID: String, again: Bool)
  /// Stops the scoring of every case that was to be scored: each is answered by ``Action/scoringEnded(caseID:_:)``.
  case stopScoring
  /// Keeps a mark on a slide, one without an identity as a new one; name and time are added where it is written.
  /// Answered by ``Action/caseRead(_:)``.
  case keepMark(caseID: String, SlideMark)
  /// Takes a mark of the reader's own away. Answered by ``Action/caseRead(_:)``.
  case removeMark(caseID: String, id: String)
  /// Looks for nuclei. Answered by ``Action/nucleiFound(_:_:)`` or ``Action/nucleiFailed(_:_:)``.
  case findNuclei(NucleiRequest)
  /// Makes the files of the case in that format, behind what was asked of the casebook before: a signature that was
  /// wanted before it stands in them. Answered by ``Action/exportEnded(_:_:)``.
  case export(caseID: String, ExportFormat)
  /// Uses the theme of that name from now on, in later sessions too.
  case saveTheme(name: String)
  /// Keeps the columns and the lists of whoever reads here, for later sessions too.
  case saveLists(ListSettings)
  /// Gives the terminal back to the shell for a while.
  case suspend
  /// Leaves.
  case quit
}

/// The part of a list that the queue wants to show.
public struct CaseListRequest: Hashable, Sendable {
  /// Increases with every request: of two the greater is wanted.
  public let id: Int
  /// The cases of the list, and their order.
  public let query: CaseQuery
  /// The case around which the part lies.
  public let anchor: CaseAnchor
  /// The most cases that are wanted.
  public let limit: Int
}

/// The cases next to those that the queue has.
public struct CasePageRequest: Hashable, Sendable {
  /// Increases with every request: of two the greater is wanted.
  public let id: Int
  /// The cases of the list, and their order: turned round for the cases that come before ``place``.
  public let query: CaseQuery
  /// The place behind which the page begins.
  public let place: CasePlace
  /// The most cases that are wanted.
  public let limit: Int
}
