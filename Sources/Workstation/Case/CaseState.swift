import Casework
import Microscopy
import SlidePictures
import TerminalKit

/// The case that is open, and what of its slides is looked at.
public struct CaseState: Equatable, Sendable {
  var file: CaseFile
  /// Index into the case's slides.
  var slideIndex = 0
  /// `nil`: the whole slide, whatever the size of the pane.
  var viewport: Viewport?
  /// It starts as outlines, which leave the tissue to be seen.
  var heatShown = HeatShown.outlines
  /// What was shown before the heat map was hidden last.
  var heatBefore = HeatShown.outlines
  /// What was shown before the tissue mask.
  var shownBeforeMask = HeatShown.outlines
  /// Of the colours and of what is dimmed, percent.
  var opacity = 50
  var quantity = HeatQuantity.attention
  /// What the numbers of the heat map are held to.
  var reference = HeatQuantity.attention.usualReference
  /// The threshold and the range of the heat map.
  var limits = HeatLimits()
  /// The finding's tiles with most attention, most first, of those that touch one: see ``TileTour``.
  var attentionTiles: [TileFinding] = []
  /// The same of the tiles that contribute most to the score; those with most attention where none can.
  var contributors: [TileFinding] = []
  /// Tiles of the finding as loaded; 0 before.
  var tileCount = 0
  /// The tiles of the model's training; `nil` where the finding does not know them.
  var cohort: TileCohort?
  /// Index into ``tour`` of the one that is looked at.
  var marked: Int? { didSet { galleryTile = nil } }
  /// The tile of the gallery that is looked at, where it is none of the tour.
  var galleryTile: GalleryTile?
  /// The tiles that the gallery shows.
  var ends = Ends()
  /// The gallery over the slide; `nil` shows the slide.
  var gallery: GalleryState?
  /// The slides that were on the screen since the case was opened, as indices into the case's: one that then could not
  /// be shown is not among them.
  var seen: Set<Int> = []
  /// What was seen of the case so far.
  var trace = ReadingTrace()
  /// Whether the draft was changed since the case was opened; until then the casebook's answer knows it better.
  var hasTouchedDraft = false
  /// When the casebook was told last that the case is read here, to sign it; seconds since the epoch, `nil` where it
  /// is only looked at.
  var claimedAt: Int?
  /// Who was asked for the case and has not answered yet.
  var asked: String?
  /// The colleague's request that was answered last: the case is kept.
  var keptFrom: HandOverRequest?
  /// The place that was gone to last: of a question, or the one that was named when Coverslip was started.
  var place: SlidePlace?
  /// The answers of which the casebook was told that they were read, by their questions.
  var answersRead: Set<Int> = []
  /// What is known of the slides' files, in their order; empty before anything is.
  var files: [SlideFileState] = []
  /// Of the side panel.
  var panelWidth = PanelWidth.narrow
  /// The tab of the side panel, where that has no room for all.
  var panelTab = PanelTab.call
  /// Whether the map of the whole slide is in the corner of the picture.
  var showsOverview = true
  /// Whether pictures are shown in pixels where the terminal takes them, while nothing moves.
  var showsPixels = true
  /// In which colours the slides are shown.
  var colors = PictureColors()
  /// What is drawn on the slides, besides what the casebook has of it.
  var marking = SlideMarking()
  /// What is left out of the finding for a trial.
  var leftOut = LeftOutState()
  /// How far the side panel is scrolled.
  var panel = Scrolling()
  /// The places that were looked at.
  var visited = VisitedPlaces()
  /// How slides lie on the screen that were turned, by their indices.
  var orientations: [Int: Orientation] = [:]
  /// The second picture; `nil` where there is one.
  var companion: Companion?
  /// What the mouse holds.
  var grip: MouseGrip?
  /// The keys that are not as they are delivered.
  var keys = KeyChanges()

  init(file: CaseFile) { self.file = file }

  /// Takes over how the screen of another case is arranged. One stain alone is looked at in one case.
  mutating func arrange(as other: CaseState) {
    (panelWidth, showsOverview, colors.profile) = (other.panelWidth, other.showsOverview, other.colors.profile)
    showsPixels = other.showsPixels
  }

  var slide: CaseSlide? { file.slide(slideIndex) }

  /// Whether the tiles' contributions may be shown: a finding without a call has none.
  var showsContributions: Bool { file.finding?.call.isAnswer ?? false }

  /// What to lay over the open slide, where the case has a finding with tiles.
  var heat: HeatOverlay? { overlay(of: slideIndex) }

  /// The same of the slide with that index.
  func overlay(of slide: Int) -> HeatOverlay? {
    let tiles = tour.filter { $0.slide == slide }.map(\.site)
    guard let path = file.finding?.resultFile,
      let manner = heatShown.manner(opacity: Double(opacity) / 100, tiles: tiles)
    else { return nil }
    return HeatOverlay(
      quantity: quantity, manner: manner, resultFile: path, reference: reference, limits: limits)
  }

  /// The tiles that one key leads through: those that stand highest in what the heat map shows.
  var tour: [TileFinding] {
    switch quantity {
    case .attention: attentionTiles
    case .contribution: contributors
    }
  }

  /// The tile of the tour, or of the gallery, that is looked at.
  var lookedAt: TileFinding? { marked.map { tour[$0] } ?? galleryTile?.tile }

  /// The same, where it is on the open slide.
  var markedTile: TileFinding? { lookedAt.flatMap { $0.slide == slideIndex ? $0 : nil } }
}

/// What an open case asks of the workstation.
enum CaseOutcome: Equatable {
  case effect(Effect)
  /// Back to the queue.
  case close
  /// To the next case of the queue (1) or the previous one (-1).
  case neighbour(Int)
  case signOff(CaseFile, Finding)
  /// To add to the signed case, or to change what it says.
  case addendum(CaseFile)
  case amendment(CaseFile)
  /// To a second opinion.
  case opinion(OpinionState.Purpose, CaseFile)
  /// To the mismatch of the label of a slide, by its index.
  case label(CaseFile, slide: Int)
  /// To the first call, which comes before anything of the model is shown.
  case firstRead(CaseFile)
  /// To the list of the formats in which the case can leave.
  case exports
  /// To have the case scored.
  case score(CaseFile)
  case showModel
  /// The keys go to the other of two pictures.
  case focusChanged
  /// The draft changed, and is to be kept; `nil` where nothing is left of it.
  case keep(SignOffDraft?)
  /// A sentence for the last line.
  case notice(String)
  case problem(Problem)
}
