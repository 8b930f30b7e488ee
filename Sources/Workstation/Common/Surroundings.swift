import Evaluation
import SlidePictures
import TerminalKit

/// What every room is told besides its own state.
struct Surroundings: Equatable, Sendable {
  /// Size of the terminal.
  var size: TerminalSize
  /// Seconds since the epoch, as last told; 0 before.
  var now = 0
  var theme: Theme
  /// What the pictures are made of.
  var symbols = PictureSymbols.quadrant
  /// How many bytes the picture of a case may cost by now.
  var fidelity = PictureFidelity.full
  /// How many colours the terminal shows.
  var depth = ColorDepth.trueColor
  /// The pixels of a cell of a terminal that takes pictures in pixels; `nil` of any other.
  var pixelCell: CellPixels?
  /// Printed name of the person at the keyboard, as it will stand under a signature.
  var reviewer = ""
  /// The model that is loaded; its curves are shown beside its own findings.
  var model: ModelSummary?
  /// The casebook that is open; `nil` where there is none.
  var casebook: OpenCasebook?
  /// Whether nothing lies over the room.
  var isUncovered = true
  /// The signature that can still be withdrawn.
  var withdrawable: Withdrawable?
  /// The cases whose signatures are on their way into the casebook.
  var written: Set<String> = []
  /// The cases that are scored from here.
  var scoring = ScoringBoard()
  /// The files that are made of cases from here.
  var exports = ExportBoard()
  /// The keys that are not as they are delivered.
  var keys = RoomKeyChanges()

  /// The colour that pictures have outside of the slide.
  var pictureBackground: RGB { theme[.background].background ?? RGB(0, 0, 0) }

  /// The border of the box that the keys go to.
  var focusedBorder: Style { isUncovered ? theme[.borderFocused] : theme[.border] }
}

/// A signature that is not in the casebook yet.
struct Withdrawable: Equatable, Sendable {
  let caseID: String
  /// For how long it can be withdrawn still; `nil` where it is being written.
  let seconds: Int?

  /// As shown in the place of its draft.
  var words: String {
    seconds.map { "Signed, can be withdrawn for \($0)\u{A0}s." } ?? "The signature is being written."
  }
}

extension Surroundings {
  /// The signature of that case that can still be withdrawn, or is being written; `nil` where there is none.
  func withdrawable(of caseID: String) -> Withdrawable? {
    if written.contains(caseID) { return Withdrawable(caseID: caseID, seconds: nil) }
    return withdrawable.flatMap { $0.caseID == caseID ? $0 : nil }
  }
}

/// The first line, the last line, and what lies between them.
struct ScreenAreas {
  let bar: Rect
  let body: Rect
  let hints: Rect

  init(_ size: TerminalSize) {
    let whole = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    let rest: Rect
    (bar, rest) = whole.splitRows(1)
    (body, hints) = rest.splitRows(rest.rows - 1)
  }
}
