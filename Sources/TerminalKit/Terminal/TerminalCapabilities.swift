/// What a terminal can do.
public struct TerminalCapabilities: Hashable, Sendable {
  /// How many colours it shows.
  public var depth: ColorDepth
  /// The block characters of which pictures are made.
  public var symbols: BlockSymbols
  /// Who draws them: where a font does there may be seams between cells.
  public var drawing: SymbolDrawing
  /// How it takes pictures in pixels.
  public var pixels: PixelProtocol
  /// The size of a cell; `nil` where it is not known.
  public var cell: CellPixels?
  /// Whether it shows a frame whole that is marked as one (synchronised output, mode 2026).
  public var synchronizes: Bool
  /// Whether it moves rows between margins (DECSTBM, SU, SD).
  public var scrolls: Bool
  /// Whether colours of its palette may be redefined for the pictures on it.
  public var mayAdaptPalette: Bool
  /// Whether bytes reach it slowly: pictures are then made of fewer, and sent less often.
  public var isSlow: Bool
  /// Whether it reports presses of the mouse.
  public var reportsMouse: Bool
  /// Whether it tells pasted text apart from typed text.
  public var marksPastes: Bool

  /// The pixels of a cell, where pictures can be shown in pixels: where the terminal takes them, says how large its
  /// cells are, and has colours. kitty's need 24 bits of them, which say where parts of pictures stand. `nil` of any
  /// other.
  public var pixelCell: CellPixels? {
    switch (pixels, depth) {
    case (.none, _), (_, .monochrome), (_, .palette16), (.kitty, .palette256): nil
    case (.kitty, .trueColor), (.iterm2, .trueColor), (.iterm2, .palette256), (.sixel, .trueColor),
      (.sixel, .palette256):
      cell
    }
  }

  /// Whether colours of its palette are redefined for the pictures on it: not where those are shown in pixels, which
  /// bring colours of their own.
  public var adaptsPalette: Bool { mayAdaptPalette && pixelCell == nil }

  /// In how many colours pictures are made for it.
  public var pictureDepth: ColorDepth { adaptsPalette ? .trueColor : depth }

  /// The same without pictures in pixels.
  public var withoutPixels: TerminalCapabilities {
    var without = self
    without.pixels = .none
    return without
  }

  /// The same over a slow line: no pictures in pixels, and the palette stays.
  public var slowed: TerminalCapabilities {
    var slowed = withoutPixels
    (slowed.isSlow, slowed.mayAdaptPalette) = (true, false)
    return slowed
  }

  /// A terminal with all that is given.
  public init(
    depth: ColorDepth = .trueColor, symbols: BlockSymbols = .blockElements, drawing: SymbolDrawing = .unknown,
    pixels: PixelProtocol = .none, cell: CellPixels? = nil, synchronizes: Bool = false, scrolls: Bool = false,
    adaptsPalette: Bool = false, isSlow: Bool = false, reportsMouse: Bool = true, marksPastes: Bool = true
  ) {
    self.depth = depth
    self.symbols = symbols
    self.drawing = drawing
    self.pixels = pixels
    self.cell = cell
    self.synchronizes = synchronizes
    self.scrolls = scrolls
    mayAdaptPalette = adaptsPalette
    self.isSlow = isSlow
    self.reportsMouse = reportsMouse
    self.marksPastes = marksPastes
  }
}
