import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// Something that happened.
public enum Action: Equatable, Sendable {
  /// The workstation is up: first of all actions.
  case started
  /// What the terminal can do is known, or more of it than before.
  case terminalKnown(TerminalCapabilities)
  /// A key was pressed.
  case keyPressed(Key)
  /// Text was pasted: it goes where text is typed, and nowhere else.
  case pasted(String)
  /// The screen of the present state is on the terminal, and could be scrolled so far.
  case painted(ScrollLimits)
  /// Nothing was typed for a moment since then, and what had been typed before is dropped.
  case inputSettled
  /// Nothing was typed for a moment: what is looked at is looked at.
  case rested
  /// The wheel turned (-1 up, 1 down), or the left button was pressed (0), cells from the upper left corner.
  case mousePressed(column: Int, row: Int, wheel: Int)
  /// The mouse moved to that cell while its left button was pressed.
  case mouseDragged(column: Int, row: Int)
  /// The left button was let go.
  case mouseReleased
  /// The terminal has another size.
  case resized(TerminalSize)
  /// A second or so went by; seconds since the epoch.
  case ticked(now: Int)
  /// The part of the list that was asked for.
  case casesListed(CaseListRequest, CaseWindow)
  /// The cases next to those that are known.
  case pageLoaded(CasePageRequest, CasePage)
  /// The cases of the request of that number could not be had.
  case listingFailed(id: Int, Problem)
  /// Others, or oneself, changed cases since the casebook was asked last.
  case casesChanged(CaseChanges)
  /// The case as the casebook has it now.
  case caseRead(CaseFile)
  /// Another reviewer is reading the case, to sign it.
  case claimRefused(caseID: String, Problem)
  /// The case could not be handed over: it is still this reader's.
  case handOverRefused(caseID: String, Problem)
  /// The reader's first call is in the ledger; the case with all that is shown to them now.
  case firstCallCommitted(CaseFile)
  /// It is not.
  case firstCallRefused(caseID: String, Problem)
  /// What is known by now of the files of the case's slides, in their order.
  case filesChecked(caseID: String, [SlideFileState])
  /// The tiles of the case's finding, tissue that a budget left out, what was measured of the tiles, and those of the
  /// model's training.
  case tilesLoaded(
    caseID: String, [TileFinding], unread: [TissueSquare] = [], measured: MeasuredTiles? = nil,
    cohort: TileCohort? = nil)
  /// The picture that was asked for.
  case pictureDrawn(PictureRequest, Picture)
  /// The picture could not be had.
  case pictureFailed(PictureRequest, Problem)
  /// What the model would say without some regions: exploratory, not the finding.
  case trialMade(caseID: String, RegionTrial)
  /// That is not known.
  case trialRefused(caseID: String, Problem)
  /// The draft of the sign-off is in the casebook.
  case draftSaved(caseID: String)
  /// The passphrase opens the reader's key.
  case passphraseAccepted(caseID: String)
  /// The passphrase opens nothing, or the key is locked: a sentence that says no more than the reader may know. Where
  /// the reader was told before that they signed, it is the problem that is shown.
  case passphraseRefused(caseID: String, String, Problem? = nil)
  /// The passphrase unlocks the screen.
  case unlocked
  /// It does not: a sentence that says no more than the reader may know.
  case unlockRefused(String)
  /// Whoever reads here may not sign what the dialog over the case is for, whatever their passphrase.
  case rightRefused(caseID: String, Problem)
  /// The case is signed.
  case signed(caseID: String, SignOff)
  /// The case was added to, or amended.
  case supplemented(caseID: String, Supplement)
  /// Those who may be asked for a second opinion.
  case colleaguesListed(caseID: String, [Reviewer])
  /// A second opinion was asked for, given, or taken back.
  case opined(caseID: String, SecondOpinion)
  /// A mismatch between a slide's label and the case was resolved.
  case labelResolved(caseID: String, LabelResolution)
  /// How far the scoring of a case is.
  case scoringWent(caseID: String, ScoringProgress)
  /// The scoring of a case is over.
  case scoringEnded(caseID: String, ScoringEnd)
  /// What of what was signed is not with the laboratory yet; `nil` where all is.
  case outboxTold(OutboxNote?)
  /// The names of all cases of a list.
  case casesNamed(CaseQuery, [String])
  /// The figures of the casebook's readings, as far as the reader is told.
  case readingsCounted(QualitySections)
  /// They are not known.
  case readingsNotCounted(Problem)
  /// Nuclei as they were found.
  case nucleiFound(NucleiRequest, FoundNuclei)
  /// Nuclei could not be looked for.
  case nucleiFailed(NucleiRequest, Problem)
  /// Files that were wanted of a case are there, or are not.
  case exportEnded(WantedExport, ExportEnd)
  /// Nothing was signed.
  case signingFailed(caseID: String, Problem)
  /// The terminal has gone away.
  case hungUp
  /// Anything else that was wanted and could not be had.
  case failed(Problem)
}
