import Foundation

/// Pictures by kitty's graphics protocol with Unicode placeholders: the picture is sent once, and ordinary cells say
/// where its parts stand (https://sw.kovidgoyal.net/kitty/graphics-protocol).
public enum KittyStream {
  /// The greatest number that a picture can have: the placeholder's foreground colour says it.
  public static let greatestID = 0xFF_FFFF
  /// The most rows and the most columns: there are no more diacritics to number them.
  public static let mostCells = diacritics.count

  /// The bytes that send a PNG and have it fill `cells` wherever its placeholders stand: chunks of at most 4,096
  /// characters, each a sequence of its own, as the protocol asks.
  ///
  /// - Parameters:
  ///   - id: the picture's number, 1 to ``greatestID``; a picture that has it already is replaced.
  ///   - cells: the picture's size in cells, each at most ``mostCells``.
  public static func sending(png: [UInt8], id: Int, over cells: TerminalSize) -> [[UInt8]] {
    let text = Array(Data(png).base64EncodedString().utf8)
    let starts = Array(stride(from: 0, to: max(1, text.count), by: chunk))
    return starts.enumerated().map { index, start in
      let more = index + 1 < starts.count ? 1 : 0
      let head =
        index == 0
        ? "\u{1B}_Ga=T,U=1,i=\(id),c=\(cells.columns),r=\(cells.rows),f=100,q=2,m=\(more);" : "\u{1B}_Gm=\(more),q=2;"
      return Array(head.utf8) + text[start..<min(text.count, start + chunk)] + Array("\u{1B}\\".utf8)
    }
  }

  /// The bytes that have the terminal forget the picture `id` with its pixels.
  public static func removing(id: Int) -> [UInt8] { Array("\u{1B}_Ga=d,d=I,i=\(id),q=2\u{1B}\\".utf8) }

  /// The cell that shows the part of the picture `id` at (`column`, `row`), both from 0 and below ``mostCells``.
  public static func placeholder(id: Int, column: Int, row: Int) -> Cell {
    var glyph = String.UnicodeScalarView()
    glyph.append(Cell.pictureMark)
    glyph.append(diacritics[row])
    glyph.append(diacritics[column])
    let ink = RGB(UInt8(id >> 16 & 255), UInt8(id >> 8 & 255), UInt8(id & 255))
    return Cell(Character(String(glyph)), style: Style(foreground: ink))
  }

  private static let chunk = 4096

  /// What numbers rows and columns, from 0: combining marks above of Unicode 6.0 that are no part of a composed
  /// letter, in the order of their code points, as kitty's `rowcolumn-diacritics.txt` lists them.
  private static let diacritics: [Unicode.Scalar] = ranges.flatMap { $0.compactMap { Unicode.Scalar($0) } }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x0305...0x0305, 0x030D...0x030E, 0x0310...0x0310, 0x0312...0x0312, 0x033D...0x033F, 0x0346...0x0346,
    0x034A...0x034C, 0x0350...0x0352, 0x0357...0x0357, 0x035B...0x035B, 0x0363...0x036F, 0x0483...0x0487,
    0x0592...0x0595, 0x0597...0x0599, 0x059C...0x05A1, 0x05A8...0x05A9, 0x05AB...0x05AC, 0x05AF...0x05AF,
    0x05C4...0x05C4, 0x0610...0x0617, 0x0657...0x065B, 0x065D...0x065E, 0x06D6...0x06DC, 0x06DF...0x06E2,
    0x06E4...0x06E4, 0x06E7...0x06E8, 0x06EB...0x06EC, 0x0730...0x0730, 0x0732...0x0733, 0x0735...0x0736,
    0x073A...0x073A, 0x073D...0x073D, 0x073F...0x0741, 0x0743...0x0743, 0x0745...0x0745, 0x0747...0x0747,
    0x0749...0x074A, 0x07EB...0x07F1, 0x07F3...0x07F3, 0x0816...0x0819, 0x081B...0x0823, 0x0825...0x0827,
    0x0829...0x082D, 0x0951...0x0951, 0x0953...0x0954, 0x0F82...0x0F83, 0x0F86...0x0F87, 0x135D...0x135F,
    0x17DD...0x17DD, 0x193A...0x193A, 0x1A17...0x1A17, 0x1A75...0x1A7C, 0x1B6B...0x1B6B, 0x1B6D...0x1B73,
    0x1CD0...0x1CD2, 0x1CDA...0x1CDB, 0x1CE0...0x1CE0, 0x1DC0...0x1DC1, 0x1DC3...0x1DC9, 0x1DCB...0x1DCC,
    0x1DD1...0x1DE6, 0x1DFE...0x1DFE, 0x20D0...0x20D1, 0x20D4...0x20D7, 0x20DB...0x20DC, 0x20E1...0x20E1,
    0x20E7...0x20E7, 0x20E9...0x20E9, 0x20F0...0x20F0, 0x2CEF...0x2CF1, 0x2DE0...0x2DFF, 0xA66F...0xA66F,
    0xA67C...0xA67D, 0xA6F0...0xA6F1, 0xA8E0...0xA8F1, 0xAAB0...0xAAB0, 0xAAB2...0xAAB3, 0xAAB7...0xAAB8,
    0xAABE...0xAABF, 0xAAC1...0xAAC1, 0xFE20...0xFE26, 0x10A0F...0x10A0F, 0x10A38...0x10A38, 0x1D185...0x1D189,
    0x1D1AA...0x1D1AD, 0x1D242...0x1D244,
  ]
}
