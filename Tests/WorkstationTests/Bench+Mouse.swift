import TerminalKit

@testable import Workstation

extension Bench {
  /// The cell in which `text` begins on the screen: the first one from above, or the last; `nil` where it is not there.
  func place(of text: String, last: Bool = false) -> (column: Int, row: Int)? {
    let screen = view(state)
    let wanted = Array(text)
    let rows = 0..<screen.size.rows
    for row in last ? Array(rows.reversed()) : Array(rows) {
      let glyphs = (0..<screen.size.columns).map { screen[$0, row].glyph }
      let starts = glyphs.indices.filter { glyphs[$0...].prefix(wanted.count).elementsEqual(wanted) }
      if let column = last ? starts.last : starts.first { return (column, row) }
    }
    return nil
  }

  /// A click on the cell, and the screen that it leads to.
  mutating func click(_ column: Int, _ row: Int) {
    send(batch: [.mousePressed(column: column, row: row, wheel: 0), .mouseReleased])
    look()
  }

  /// A click on the first cell of `text`; nothing where it is not on the screen.
  mutating func click(on text: String, last: Bool = false) {
    guard let place = place(of: text, last: last) else { return }
    click(place.column, place.row)
  }
}
