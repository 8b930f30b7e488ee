import Basics
import Microscopy
import TerminalKit

/// Where on the screen a picture goes. In each slot a newer request cancels the older one.
public enum PictureSlot: String, Sendable, CaseIterable {
  /// The slide of the case that is open; of two pictures the one that the keys go to.
  case pane
  /// The other of two pictures side by side.
  case beside
  /// The picture of ``pane`` in pixels, while nothing moves.
  case sharp
  /// That of ``beside`` in pixels.
  case sharpBeside
  /// The small map of the whole slide in a corner of the pane.
  case overview
  /// The small picture beside the queue.
  case preview
  /// The tiles of the gallery, one after the other, in cells and in pixels.
  case tile
}

extension PictureSymbols {
  /// How many parts of the slide a cell tells apart on a terminal of `depth`, across and down. An eighth moves the
  /// border between two parts, and is none of its own; with 16 colours or none a cell is one shade.
  public func samplesPerCell(_ depth: ColorDepth) -> (across: Int, down: Int) {
    switch depth {
    case .palette16, .monochrome: (1, 1)
    case .trueColor, .palette256:
      switch self {
      case .half: (1, 2)
      case .quadrant: (2, 2)
      case .sextant, .wedge: (2, 3)
      case .octant: (2, 4)
      }
    }
  }

  /// How many samples, as long as the longer side of one, lie along the width of a cell: what a cell column may show of
  /// level-0 px so that none is lost.
  public func samplesPerColumn(_ depth: ColorDepth) -> Double {
    let (across, down) = samplesPerCell(depth)
    return min(Double(across), Double(down) / Viewport.cellAspect)
  }
}

/// A picture that the screen wants.
public struct PictureRequest: Hashable, Sendable, Identifiable {
  /// The number of the request, which increases with every one: of two for one slot the greater is wanted.
  public let id: Int
  /// The place on the screen where the picture goes.
  public let slot: PictureSlot
  /// The case whose slide is shown.
  public let caseID: String
  /// Index into the case's slides.
  public let slideIndex: Int
  /// What to read: as it is to be opened, held to what was registered.
  public let slide: SlideToOpen
  /// The part of the slide that is shown.
  public let viewport: Viewport
  /// How many cells the picture fills.
  public let size: TerminalSize
  /// What to lay over it; `nil` for the bare slide.
  public let heat: HeatOverlay?
  /// The tissue mask to lay over it; `nil` for none.
  public let mask: MaskOverlay?
  /// In which colours the slide is wanted.
  public let colors: PictureColors
  /// What to make it of.
  public let symbols: PictureSymbols
  /// How many bytes it may cost, where it is one of cells.
  public let fidelity: PictureFidelity
  /// The pixels of a cell, where the picture is to be one of pixels; `nil` for one of cells.
  public let cell: CellPixels?
  /// How many colours the terminal shows.
  public let depth: ColorDepth
  /// The colour outside the slide and where nothing was scanned.
  public let background: RGB

  /// A request; the workstation makes them, and tests.
  public init(
    id: Int, slot: PictureSlot, caseID: String, slideIndex: Int, slide: SlideToOpen, viewport: Viewport,
    size: TerminalSize, heat: HeatOverlay?, mask: MaskOverlay? = nil, colors: PictureColors = PictureColors(),
    symbols: PictureSymbols,
    fidelity: PictureFidelity = .full, cell: CellPixels? = nil, depth: ColorDepth, background: RGB
  ) {
    self.id = id
    self.slot = slot
    self.caseID = caseID
    self.slideIndex = slideIndex
    self.slide = slide
    self.viewport = viewport
    self.size = size
    self.heat = heat
    self.mask = mask
    self.colors = colors
    self.symbols = symbols
    self.fidelity = fidelity
    self.cell = cell
    self.depth = depth
    self.background = background
  }

  /// What to read from the slide, level-0 px; may reach beyond it.
  public var region: SlideRegion { viewport.region(in: size) }

  /// The same as it lies on the screen: see ``Orientation``.
  public var frame: SlideRegion { viewport.frame(in: size) }

  /// Pixels of the picture: those of its cells, or enough for each of them to be a block character.
  public var output: PixelSize {
    let (width, height) = cell.map { ($0.width, $0.height) } ?? BlockRenderer.pixelsPerCell
    return PixelSize(width: size.columns * width, height: size.rows * height)
  }

  /// Pixels that are read for it, before they are turned.
  public var scan: PixelSize { viewport.orientation.shown(output) }

  /// Whether what is drawn for this serves `other` too: the same picture, whatever its number, and not a coarser one.
  public func serves(_ other: PictureRequest) -> Bool {
    fidelity >= other.fidelity && asksForSame(as: other)
  }

  /// Whether `other` asks for the same picture, whatever its number and whatever it may cost.
  public func asksForSame(as other: PictureRequest) -> Bool {
    slot == other.slot && caseID == other.caseID && slideIndex == other.slideIndex && slide == other.slide
      && viewport == other.viewport && size == other.size && heat == other.heat && mask == other.mask
      && colors == other.colors && symbols == other.symbols && cell == other.cell && depth == other.depth
      && background == other.background
  }
}
