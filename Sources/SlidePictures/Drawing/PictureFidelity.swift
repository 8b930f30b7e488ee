import TerminalKit

/// How many bytes a picture of cells may cost, from the fewest on.
public enum PictureFidelity: Int, Hashable, Comparable, Sendable, CaseIterable {
  /// Half blocks of few colours: while a picture moves, over a slow line.
  case coarse
  /// All glyphs, and colours that neighbours share where they hardly differ: over a slow line.
  case snapped
  /// As near to the pixels as cells can be.
  case full

  /// Whether `one` costs fewer bytes.
  public static func < (one: PictureFidelity, other: PictureFidelity) -> Bool { one.rawValue < other.rawValue }

  /// What pictures are made of where `symbols` are wanted.
  public func symbols(_ symbols: PictureSymbols) -> PictureSymbols {
    switch self {
    case .coarse: .half
    case .snapped, .full: symbols
    }
  }

  /// Which colours the two sides of a cell get. Those of least squared error have room for what snapping costs.
  var colors: CellColors {
    switch self {
    case .full: .balanced
    case .snapped, .coarse: .leastSquares
    }
  }

  /// By how many levels colours may come to differ; `nil` for not at all.
  private var tolerance: Int? {
    switch self {
    case .full: nil
    case .snapped: ColorSnapping.usualTolerance
    case .coarse: 24
    }
  }

  /// `cells`, row by row of `columns`, with as few colours as this allows. Only true colours cost so many bytes.
  func snapped(_ cells: [Cell], columns: Int, symbols: PictureSymbols, depth: ColorDepth) -> [Cell] {
    switch depth {
    case .palette256, .palette16, .monochrome: return cells
    case .trueColor:
      let symbols = self.symbols(symbols).blocks
      return tolerance.map { ColorSnapping(symbols: symbols, tolerance: $0).snapped(cells, columns: columns) } ?? cells
    }
  }
}

extension PictureRequest {
  /// The same picture as it is wanted once nothing moves.
  public var refined: PictureRequest {
    PictureRequest(
      id: id, slot: slot, caseID: caseID, slideIndex: slideIndex, slide: slide, viewport: viewport, size: size,
      heat: heat, mask: mask, colors: colors, symbols: symbols, fidelity: max(fidelity, .snapped), cell: cell,
      depth: depth, background: background)
  }

  /// Whether at least half of the rows of `other` are in this picture too, in the same columns.
  public func isMovedInItsColumns(from other: PictureRequest) -> Bool {
    var moved = other.viewport
    moved.centerY = viewport.centerY
    let rows = abs(viewport.centerY - other.viewport.centerY) / (viewport.pixelsPerColumn * Viewport.cellAspect)
    return caseID == other.caseID && slideIndex == other.slideIndex && size == other.size && viewport == moved
      && rows * 2 <= Double(size.rows)
  }
}
