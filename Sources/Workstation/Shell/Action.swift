import Casework
import TerminalKit

/// Something that happened.
public enum Action: Equatable, Sendable {
  /// The workstation is up: first of all actions.
  case started
  case keyPressed(Key)
  /// Text was pasted: it goes where text is typed, and nowhere else.
  case pasted(String)
  /// The screen of the present state is on the terminal.
  case painted
  /// Nothing was typed for a moment since then, and what had been typed before is dropped.
  case inputSettled
  /// The wheel turned (-1 up, 1 down), or the left button was pressed (0), cells from the upper left corner.
  case mousePressed(column: Int, row: Int, wheel: Int)
  case resized(TerminalSize)
  /// A second or so went by; seconds since the epoch.
  case ticked(now: Int)
  case queueLoaded([CaseFile])
  /// The cases that changed since the casebook was read last, or are new.
  case casesChanged([CaseFile])
  /// The casebook let the reviewer in: the case as it stands now.
  case caseOpened(CaseFile)
  case tilesLoaded(caseID: String, [TileFinding])
  case pictureDrawn(PictureRequest, Picture)
  case pictureFailed(PictureRequest, Problem)
  case draftSaved(caseID: String)
  case signed(caseID: String, SignOff)
  case signingFailed(caseID: String, Problem)
  /// Anything else that was wanted and could not be had.
  case failed(Problem)
}

/// What went wrong, in words for the reviewer.
public struct Problem: Hashable, Sendable {
  /// A few words: `The slide cannot be read`.
  public var title: String
  /// What failed, on what, and why.
  public var detail: String
  /// What to do next.
  public var remedy: String

  /// A problem in three parts.
  public init(title: String, detail: String, remedy: String) {
    self.title = title
    self.detail = detail
    self.remedy = remedy
  }
}
