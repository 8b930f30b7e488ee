import CNcurses
import Glibc
import TerminalKit

/// Who writes to the terminal what is to be seen.
public enum TerminalPainter: String, Sendable, CaseIterable {
  /// A writer of differences in ECMA-48, which nearly every terminal speaks.
  case direct
  /// ncurses, as the terminal's description says: any terminal, at most 256 colours, and slower.
  case ncurses

  /// The one for the terminal whose description is in use: ncurses where its cursor is not moved as in ECMA-48, 8.3.21.
  static var fitting: TerminalPainter { coverslip_speaks_ecma48() != 0 ? .direct : .ncurses }
}

/// Puts cells into ncurses' own screen, which finds out what has changed.
///
/// Pairs of colours are made as they are needed; where the terminal has no more of them, ncurses takes the oldest.
struct CursesPainter {
  /// How many colours it paints: at most 256.
  let depth: ColorDepth

  /// - Parameter wanted: how many colours are wanted; fewer are painted where the terminal's description has fewer.
  init(depth wanted: ColorDepth) {
    let count = wanted.hasColors ? Int(coverslip_start_colors()) : 0
    switch (wanted, count) {
    case (.trueColor, 256...), (.palette256, 256...): depth = .palette256
    case (.trueColor, 8...), (.palette256, 8...), (.palette16, 8...): depth = .palette16
    case (.trueColor, _), (.palette256, _), (.palette16, _), (.monochrome, _): depth = .monochrome
    }
  }

  /// Shows `screen`; `isKnown` is whether the terminal shows what was painted last, so that only changes are written.
  ///
  /// - Returns: whether the terminal took it.
  func paint(_ screen: Screen, isKnown: Bool) -> Bool {
    coverslip_resize(Int32(screen.size.rows), Int32(screen.size.columns))
    if !isKnown { coverslip_forget() }
    for row in 0..<screen.size.rows {
      for column in 0..<screen.size.columns {
        let cell = screen.cells[row * screen.size.columns + column]
        guard cell.glyph != Cell.continuation else { continue }
        let text = cell.glyph.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        coverslip_put(Int32(row), Int32(column), text, Self.bits(cell.style.attributes), pair(cell.style))
      }
    }
    let cursor = screen.cursor
    return coverslip_show(Int32(cursor?.row ?? -1), Int32(cursor?.column ?? 0)) == OK
  }

  private static func bits(_ attributes: Attributes) -> Int32 {
    let bits: [(Attributes, Int32)] = [(.bold, 1), (.dim, 2), (.italic, 4), (.underline, 8), (.reverse, 16)]
    return bits.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
  }

  private func pair(_ style: Style) -> Int32 {
    let ink = index(TerminalColor(style.foreground, on: style.background, depth: depth))
    let ground = index(TerminalColor(style.background, depth: depth))
    return ink < 0 && ground < 0 ? 0 : max(0, alloc_pair(ink, ground))
  }

  /// -1 is the terminal's own colour.
  private func index(_ color: TerminalColor) -> Int32 {
    switch color {
    case .own: -1
    case .rgb(let color): Int32(Palette.nearest256(color))
    // A terminal of eight colours has the bright ones as the normal ones.
    case .index(let index): Int32(coverslip_colors() > index ? index : index % 8)
    }
  }
}
