import Casework
import Microscopy
import TerminalKit

/// What part of a slide is looked at, and how large.
public struct Viewport: Hashable, Sendable {
  /// Centre, level-0 px.
  public var centerX: Double
  /// Centre, level-0 px.
  public var centerY: Double
  /// Level-0 px that one cell column shows; a row shows ``cellAspect`` times as many.
  public var pixelsPerColumn: Double

  /// Height of a cell over its width.
  public static let cellAspect = 2.0

  /// A view of ``pixelsPerColumn`` level-0 px a column around a centre in level-0 px.
  public init(centerX: Double, centerY: Double, pixelsPerColumn: Double) {
    self.centerX = centerX
    self.centerY = centerY
    self.pixelsPerColumn = pixelsPerColumn
  }

  /// The whole of a slide of `slide` level-0 px, as large as a pane of `pane` cells allows.
  public init(whole slide: PixelSize, in pane: TerminalSize) {
    let across = Double(slide.width) / Double(max(1, pane.columns))
    let down = Double(slide.height) / (Double(max(1, pane.rows)) * Self.cellAspect)
    self.init(
      centerX: Double(slide.width) / 2, centerY: Double(slide.height) / 2, pixelsPerColumn: max(across, down, 1e-6))
  }

  /// What a pane of `pane` cells shows, level-0 px; may reach beyond the slide.
  public func region(in pane: TerminalSize) -> SlideRegion {
    let width = Double(pane.columns) * pixelsPerColumn
    let height = Double(pane.rows) * pixelsPerColumn * Self.cellAspect
    return SlideRegion(x: centerX - width / 2, y: centerY - height / 2, width: width, height: height)
  }
}

/// Where on the screen a picture goes. In each slot a newer request cancels the older one.
public enum PictureSlot: String, Sendable, CaseIterable {
  /// The slide of the case that is open.
  case pane
  /// The small map of the whole slide in a corner of the pane.
  case overview
  /// Beside the queue.
  case preview
}

/// Which glyphs a picture may be made of.
public enum PictureSymbols: String, Sendable, CaseIterable {
  /// Upper and lower halves: two pixels a cell.
  case half
  /// Block elements: quadrants and eighths.
  case quadrant
  /// Sextants too, where the terminal has them.
  case sextant
}

/// What the heat map plots.
public enum HeatQuantity: String, Sendable, CaseIterable {
  /// Rank of a tile's attention among the tiles of the slide, 0 to 100.
  case attention = "attention percentile"
  /// Signed part of a tile in the slide score.
  case contribution
}

/// The heat map to lay over a picture.
public struct HeatOverlay: Hashable, Sendable {
  /// What is plotted.
  public var quantity: HeatQuantity
  /// 0 to 1.
  public var opacity: Double
  /// The finding's result file, absolute path.
  public var resultFile: String

  /// A heat map of the tiles in `resultFile`.
  public init(quantity: HeatQuantity, opacity: Double, resultFile: String) {
    self.quantity = quantity
    self.opacity = opacity
    self.resultFile = resultFile
  }
}

/// A picture that the screen wants.
public struct PictureRequest: Hashable, Sendable, Identifiable {
  /// Increases with every request: of two for one slot the greater is wanted.
  public let id: Int
  /// Where it goes.
  public let slot: PictureSlot
  /// Whose slide.
  public let caseID: String
  /// Index into the case's slides.
  public let slideIndex: Int
  /// What to read.
  public let slide: CaseSlide
  /// Which part of it.
  public let viewport: Viewport
  /// Cells to fill.
  public let size: TerminalSize
  /// What to lay over it; `nil` for the bare slide.
  public let heat: HeatOverlay?
  /// What to make it of.
  public let symbols: PictureSymbols
  /// Shows outside the slide and where nothing was scanned.
  public let background: RGB

  /// A request; the workstation makes them, and tests.
  public init(
    id: Int, slot: PictureSlot, caseID: String, slideIndex: Int, slide: CaseSlide, viewport: Viewport,
    size: TerminalSize, heat: HeatOverlay?, symbols: PictureSymbols, background: RGB
  ) {
    self.id = id
    self.slot = slot
    self.caseID = caseID
    self.slideIndex = slideIndex
    self.slide = slide
    self.viewport = viewport
    self.size = size
    self.heat = heat
    self.symbols = symbols
    self.background = background
  }

  /// What to read from the slide, level-0 px; may reach beyond it.
  public var region: SlideRegion { viewport.region(in: size) }

  /// Whether `other` asks for the same picture, whatever its number.
  func asksForSame(as other: PictureRequest) -> Bool {
    slot == other.slot && caseID == other.caseID && slideIndex == other.slideIndex && slide == other.slide
      && viewport == other.viewport && size == other.size && heat == other.heat && symbols == other.symbols
      && background == other.background
  }
}

/// What the colours of a heat map mean: the numbers at its ends and the colours between them.
public struct HeatLegend: Hashable, Sendable {
  /// What is plotted.
  public var quantity: HeatQuantity
  /// From lowest to highest, evenly spaced.
  public var colors: [RGB]
  /// What the first colour stands for: a percentile 0 to 100, or a part of the slide score.
  public var lowest: Double
  /// What the last colour stands for.
  public var highest: Double
  /// How the numbers were found, in few words; shown where there is room.
  public var note: String?
  /// What is hatched; `nil` where all tiles were read.
  public var unread: Unread?

  /// Tiles of a slide that were not read.
  public struct Unread: Hashable, Sendable {
    /// How many.
    public var tiles: Int
    /// Of how many.
    public var of: Int
    /// A cell as they are drawn.
    public var swatch: Cell

    /// `tiles` of `of`, drawn as `swatch`.
    public init(tiles: Int, of: Int, swatch: Cell) {
      self.tiles = tiles
      self.of = of
      self.swatch = swatch
    }
  }

  /// A legend of `colors` between two numbers.
  public init(
    quantity: HeatQuantity, colors: [RGB], lowest: Double, highest: Double, note: String? = nil, unread: Unread? = nil
  ) {
    self.quantity = quantity
    self.colors = colors
    self.lowest = lowest
    self.highest = highest
    self.note = note
    self.unread = unread
  }
}

/// A picture of cells, as drawn for a ``PictureRequest``.
public struct Picture: Hashable, Sendable {
  /// Columns and rows of ``cells``.
  public let size: TerminalSize
  /// Row-major, `size.columns * size.rows`.
  public let cells: [Cell]
  /// Present where a heat map is in the picture.
  public let legend: HeatLegend?

  /// A picture of `size.columns * size.rows` cells.
  public init(size: TerminalSize, cells: [Cell], legend: HeatLegend? = nil) {
    self.size = size
    self.cells = cells
    self.legend = legend
  }

  /// The cell at (`column`, `row`), `nil` outside.
  func cell(_ column: Int, _ row: Int) -> Cell? {
    guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return nil }
    let index = row * size.columns + column
    return index < cells.count ? cells[index] : nil
  }
}
