import Casework
import Microscopy
import TerminalKit

/// The case that is open, and what of its slides is looked at.
public struct ReadingState: Equatable, Sendable {
  var file: CaseFile
  /// Index into the case's slides.
  var slideIndex = 0
  /// `nil`: the whole slide, whatever the size of the pane.
  var viewport: Viewport?
  var showsHeat = true
  /// Percent.
  var opacity = 50
  var quantity = HeatQuantity.attention
  /// The finding's tiles with most attention, most first.
  var hotSpots: [TileFinding] = []
  /// Tiles of the finding as loaded; 0 before.
  var tileCount = 0
  /// Index into ``hotSpots`` of the one that is looked at.
  var hotSpot: Int?
  /// The slides that were on the screen since the case was opened, as indices into the case's: one that then could not
  /// be shown is not among them.
  var seen: Set<Int> = []
  /// Whether the draft was changed since the case was opened; until then the casebook's answer knows it better.
  var hasTouchedDraft = false
  /// Lines of the side panel scrolled away at the top.
  var panelScrolled = 0

  init(file: CaseFile) { self.file = file }

  var slide: CaseSlide? { file.slide(slideIndex) }

  /// The first slide that was not on the screen.
  var firstUnseen: Int? { file.record.slides.indices.first { !seen.contains($0) } }

  /// What to lay over the slide, where the case has a finding with tiles.
  var heat: HeatOverlay? {
    guard showsHeat, let path = file.finding?.resultFile else { return nil }
    return HeatOverlay(quantity: quantity, opacity: Double(opacity) / 100, resultFile: path)
  }

  /// Tiles on the hot-spot tour.
  static let hotSpotLimit = 10

  /// The tiles with most attention; of equals, in the order of slide, row and column.
  static func hotSpots(of tiles: [TileFinding]) -> [TileFinding] {
    let ordered = tiles.sorted { left, right in
      if left.attention != right.attention { return left.attention > right.attention }
      return (left.slide, left.y, left.x) < (right.slide, right.y, right.x)
    }
    return Array(ordered.prefix(hotSpotLimit))
  }
}

/// The steps from the whole slide to the scan's own magnification.
///
/// A magnification says how large things look: at 1x a screen pixel shows 10 um, as a 10 um/px image does, and a cell
/// column stands for 8 screen pixels, the usual width of a terminal's font.
struct MagnificationLadder: Equatable {
  /// Micrometres per level-0 px.
  let mpp: Double

  /// Micrometres that a cell column shows at 1x.
  static let micronsPerColumnAt1x = 80.0

  /// 40 for scans finer than 0.35 um/px, 20 for the others.
  var highest: Double { mpp < 0.35 ? 40 : 20 }

  /// The magnifications behind the keys 2 to 6.
  var steps: [Double] { (0..<5).map { highest / Double(1 << (4 - $0)) } }

  /// Level-0 px per cell column.
  func pixelsPerColumn(at magnification: Double) -> Double {
    Self.micronsPerColumnAt1x / magnification / mpp
  }

  /// What `pixelsPerColumn` looks like.
  func magnification(of pixelsPerColumn: Double) -> Double {
    Self.micronsPerColumnAt1x / (pixelsPerColumn * mpp)
  }

  /// The next step closer than `magnification`, up to twice the scan's own.
  func closer(than magnification: Double) -> Double? {
    (steps + [highest * 2]).first { $0 > magnification * 1.01 }
  }

  /// The next step further away, `nil` where only the whole slide is.
  func further(than magnification: Double) -> Double? {
    (steps + [highest * 2]).last { $0 < magnification * 0.99 }
  }
}
