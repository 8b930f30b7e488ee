import Basics
import Microscopy
import TerminalKit

/// How a place that is left out is drawn: in a colour and in strokes of its own, as a letter where a terminal has too
/// few colours.
///
/// The colours are told apart by readers who are colour-blind too (Okabe and Ito, 2008), and none is that of a stain;
/// whoever sees no colour has the strokes.
public struct MaskPattern: Hashable, Sendable {
  /// Of the strokes.
  public let color: RGB
  /// The letter that stands for it.
  public let letter: Character
  /// A cell of the strokes.
  let glyph: Character
  /// Which quadrants of two cells by two are strokes: bit `4 * y + x`.
  private let strokes: UInt16

  /// Of `place`; `nil` where there is nothing to draw but the line about the tissue.
  public init?(_ place: TissuePlace) {
    switch place {
    case .glass, .tissue: return nil
    case .pen: self.init(RGB(0, 114, 178), "P", "▌", 0x5555)
    case .tooSmall: self.init(RGB(0, 158, 115), "s", "▘", 0x0505)
    case .tooLittle: self.init(RGB(240, 228, 66), "-", "▞", 0x6C93)
    case .unreadable: self.init(RGB(213, 94, 0), "?", "▀", 0x0F0F)
    case .unread: self.init(RGB(90, 90, 90), "/", "▒", 0xA5A5)
    case .leftOut: self.init(RGB(86, 180, 233), "x", "▚", 0x9C63)
    }
  }

  private init(_ color: RGB, _ letter: Character, _ glyph: Character, _ strokes: UInt16) {
    self.color = color
    self.letter = letter
    self.glyph = glyph
    self.strokes = strokes
  }

  /// Whether the square in that column and row of squares, of which two lie in a quadrant, is part of a stroke.
  func isStroke(_ column: Int, _ row: Int) -> Bool { strokes >> UInt16(4 * (row / 2 % 4) + column % 4) & 1 == 1 }

  /// A cell of it, for a legend.
  public func swatch(_ depth: ColorDepth) -> Cell {
    switch depth {
    case .trueColor, .palette256:
      Cell(glyph, style: Style(foreground: color, background: Self.tissue.mixed(with: color, opacity: Self.wash)))
    case .palette16: Cell(letter, style: Style(foreground: Palette.sixteen[0], background: Palette.sixteen[15]))
    case .monochrome: Cell(letter)
    }
  }

  /// Usual colour of stained tissue, for legends.
  private static let tissue = RGB(214, 170, 200)
  /// How much of the colour lies between the strokes, where the tissue stays to be seen.
  static let wash = 0.2
  /// How much of it the strokes have.
  static let stroke = 0.8

  /// Of the line about the tissue.
  public static let line = RGB(0, 0, 0)
  /// The letter that stands for the line about the tissue.
  public static let lineLetter: Character = "+"

  /// A cell of the line about the tissue, for a legend.
  public static func lineSwatch(_ depth: ColorDepth) -> Cell {
    switch depth {
    case .trueColor, .palette256: Cell("▢", style: Style(foreground: line, background: RGB(245, 245, 245)))
    case .palette16: Cell(lineLetter, style: Style(foreground: Palette.sixteen[0], background: Palette.sixteen[15]))
    case .monochrome: Cell(lineLetter)
    }
  }
}
