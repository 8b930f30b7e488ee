import TerminalKit
import Testing

@Suite("Rows that the terminal moves by itself")
struct ScreenScrollTests {
  private static let size = TerminalSize(columns: 40, rows: 20)

  /// A head, a foot, and between them rows of a picture that begin at `top` of a slide without end; `panel` columns at
  /// the right stay as they are.
  private static func screen(top: Int, panel: Int = 0, map: Bool = false) -> Screen {
    var screen = Screen(size: size)
    for column in 0..<size.columns {
      screen[column, 0] = Cell("h", style: Style(attributes: .bold))
      screen[column, size.rows - 1] = Cell("f")
      for row in 1..<(size.rows - 1) { screen[column, row] = cell(column, top + row) }
    }
    for row in 1..<(size.rows - 1) {
      for column in (size.columns - panel)..<size.columns { screen[column, row] = Cell(row % 3 == 0 ? "p" : " ") }
    }
    if map { screen.box(Rect(column: 30, row: 2, columns: 8, rows: 4), Frame(style: Style())) }
    return screen
  }

  private static func cell(_ column: Int, _ row: Int) -> Cell {
    var random = SeededDraws(UInt64(bitPattern: Int64(row * 977 + column * 13)))
    _ = random.next(7)
    let color = { RGB(UInt8(random.next(256)), UInt8(random.next(256)), 90) }
    return Cell(["▀", "▌", " "][random.next(3)], style: Style(foreground: color(), background: color()))
  }

  private static func painted(_ old: Screen, _ new: Screen, scrolls: Bool, isSynchronized: Bool = true) -> PaintedCells
  {
    var terminal = PaintedCells(old)
    terminal.take(
      ScreenDiff.bytes(
        from: old, to: new, depth: .trueColor, isSynchronized: isSynchronized, scrolls: scrolls))
    return terminal
  }

  @Test("are those of a picture that moves up or down; only the new ones are written", arguments: [1, 4, -4, -7])
  func moves(distance: Int) {
    let (old, new) = (Self.screen(top: 50), Self.screen(top: 50 + distance))
    let terminal = Self.painted(old, new, scrolls: true)
    #expect(terminal.scrolls == 1)
    #expect(terminal.screen.seen == new.seen)
    let bytes = { ScreenDiff.bytes(from: old, to: new, depth: .trueColor, scrolls: $0).count }
    #expect(bytes(true) * 18 < bytes(false) * (abs(distance) + 3))
  }

  @Test("say between which rows, how far, and give the whole screen back")
  func sequence() {
    let bytes = ScreenDiff.bytes(
      from: Self.screen(top: 50), to: Self.screen(top: 53), depth: .trueColor, isSynchronized: false, scrolls: true)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("\u{1B}[2;19r\u{1B}[3S\u{1B}[r"))
  }

  @Test("carry along what stands beside and on them, which is put back in the same frame")
  func mended() {
    for (panel, map) in [(10, false), (0, true), (6, true)] {
      let (old, new) = (Self.screen(top: 9, panel: panel, map: map), Self.screen(top: 12, panel: panel, map: map))
      let terminal = Self.painted(old, new, scrolls: true)
      #expect(terminal.scrolls == 1 && terminal.screen.seen == new.seen)
    }
  }

  @Test("stay where they are where a wide panel, or any without whole frames, would be seen jumping")
  func panel() {
    let (old, new) = (Self.screen(top: 9, panel: 24), Self.screen(top: 12, panel: 24))
    #expect(Self.painted(old, new, scrolls: true).scrolls == 0)
    let narrow = (Self.screen(top: 9, panel: 10), Self.screen(top: 12, panel: 10))
    #expect(Self.painted(narrow.0, narrow.1, scrolls: true, isSynchronized: false).scrolls == 0)
  }

  @Test("are not moved on a terminal that may not be told to, nor where little changed")
  func still() {
    let (old, new) = (Self.screen(top: 9), Self.screen(top: 12))
    #expect(Self.painted(old, new, scrolls: false).scrolls == 0)
    var typed = old
    typed.write("typed", column: 3, row: 19)
    #expect(Self.painted(old, typed, scrolls: true).scrolls == 0)
  }

  @Test("leave what a full repaint leaves, whatever the screens are", arguments: 0..<60)
  func contract(seed: Int) {
    var random = SeededDraws(UInt64(seed) &* 7919 &+ 3)
    let size = TerminalSize(columns: 1 + random.next(24), rows: 1 + random.next(24))
    var old = Screen(size: size)
    for row in 0..<size.rows {
      for column in 0..<size.columns { old[column, row] = Self.cell(column, random.next(4) == 0 ? 0 : row) }
    }
    // Some part of it moves, and some cells change.
    var new = old
    let distance = random.next(2 * size.rows + 1) - size.rows
    let (from, to) = (random.next(size.rows), random.next(size.rows))
    for row in min(from, to)...max(from, to) {
      for column in 0..<size.columns where (0..<size.rows).contains(row + distance) {
        new[column, row] = old[column, row + distance]
      }
    }
    for _ in 0..<random.next(20) {
      new[random.next(size.columns), random.next(size.rows)] = Self.cell(random.next(99), random.next(99))
    }
    for isSynchronized in [true, false] {
      let terminal = Self.painted(old, new, scrolls: true, isSynchronized: isSynchronized)
      #expect(terminal.screen.seen == new.seen)
    }
  }
}
