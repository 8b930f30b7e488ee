/// The bytes that turn what a terminal shows into another screen.
public enum ScreenDiff {
  /// Bytes that paint `new` over `old`; none where they are the same.
  ///
  /// - Parameters:
  ///   - old: what the terminal shows; `nil`, or another size, for unknown: then every cell is painted.
  ///   - isSynchronized: whether they are marked as one frame of synchronised output (mode 2026).
  ///   - scrolls: whether the terminal may be told to move rows between margins, where that saves most of them.
  ///   - numbers: of the colours that the terminal's palette has besides the fixed ones.
  public static func bytes(
    from old: Screen?, to new: Screen, depth: ColorDepth, isSynchronized: Bool = true, scrolls: Bool = false,
    numbers: [RGB: Int] = [:]
  ) -> [UInt8] {
    var known = old.flatMap { $0.size == new.size ? $0 : nil }
    if let known, known == new { return [] }
    var writer = SGRWriter(depth: depth, numbers: numbers)
    if isSynchronized { writer.append("\u{1B}[?2026h") }
    if known?.cursor != nil || known == nil { writer.append("\u{1B}[?25l") }
    // Nothing is erased, for every cell is written, and what is not erased does not flicker.
    if known == nil { writer.append("\u{1B}[0m") }
    if scrolls, let shown = known, let scroll = ScreenScroll(from: shown, to: new, isSynchronized: isSynchronized) {
      scroll.write(to: &writer)
      known = scroll.moved(shown)
    }
    for row in 0..<new.size.rows { paint(row, known, new, &writer) }
    writer.reset()
    if let cursor = new.cursor {
      writer.move(column: cursor.column, row: cursor.row)
      writer.append("\u{1B}[?25h")
    }
    if isSynchronized { writer.append("\u{1B}[?2026l") }
    return writer.bytes
  }

  private static func paint(_ row: Int, _ old: Screen?, _ new: Screen, _ writer: inout SGRWriter) {
    let columns = new.size.columns
    let start = row * columns
    // Where the terminal's cursor is in this row; nil for not known.
    var place: Int?
    for column in 0..<columns {
      let cell = new.cells[start + column]
      if let old, old.cells[start + column] == cell { continue }
      guard cell.glyph != Cell.continuation else { continue }
      if place != column {
        if let place, place < column { writer.forward(column - place) } else { writer.move(column: column, row: row) }
      }
      writer.write(cell)
      place = advances(cell.glyph) ? column + 1 : nil
    }
  }

  /// Whether every terminal moves by exactly one column for `glyph`. For the others the cursor is placed anew.
  private static func advances(_ glyph: Character) -> Bool {
    let scalars = glyph.unicodeScalars
    if scalars.first == Cell.pictureMark { return true }
    guard let scalar = scalars.first, scalars.count == 1 else { return false }
    switch scalar.value {
    case 0x20...0x7E, 0x2500...0x259F, 0x1FB00...0x1FB9B, 0x1CD00...0x1CDE5, 0x1CEA0...0x1CEAB: return true
    case 0xA0...0x2FF: return scalar.value != 0xAD
    default: return false
    }
  }
}
