import Basics
import TerminalKit

/// A picture of cells, as drawn for a ``PictureRequest``.
public struct Picture: Hashable, Sendable {
  /// The numbers of columns and rows of ``cells``.
  public let size: TerminalSize
  /// The cells, row-major, `size.columns * size.rows`.
  public let cells: [Cell]
  /// The pixels of a picture that was wanted so; its ``cells`` are none.
  public let pixels: RGBAImage?
  /// The legend, where a heat map is in the picture.
  public let legend: HeatLegend?
  /// What is known of the tissue mask, where it is wanted in the picture.
  public let mask: MaskLegend?
  /// Whether it is only the slide's own small picture, shown until the pixels are read.
  public let isPreview: Bool
  /// How it came by its colours; `nil` where that is not known.
  public let coloring: PictureColoring?

  /// A picture of `size.columns * size.rows` cells; default: of the slide's pixels.
  public init(
    size: TerminalSize, cells: [Cell], legend: HeatLegend? = nil, mask: MaskLegend? = nil, isPreview: Bool = false,
    coloring: PictureColoring? = nil
  ) {
    self.size = size
    self.cells = cells
    pixels = nil
    self.legend = legend
    self.mask = mask
    self.isPreview = isPreview
    self.coloring = coloring
  }

  /// A picture of pixels over `size.columns * size.rows` cells.
  public init(
    size: TerminalSize, pixels: RGBAImage, legend: HeatLegend?, mask: MaskLegend? = nil, coloring: PictureColoring?
  ) {
    self.size = size
    cells = []
    self.pixels = pixels
    self.legend = legend
    self.mask = mask
    isPreview = false
    self.coloring = coloring
  }

  /// The cell at (`column`, `row`), `nil` outside.
  public func cell(_ column: Int, _ row: Int) -> Cell? {
    guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return nil }
    let index = row * size.columns + column
    return index < cells.count ? cells[index] : nil
  }
}
