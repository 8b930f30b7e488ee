import Testing

@testable import TerminalKit

@Suite("Layout")
struct LayoutTests {
  private static let area = Rect(column: 2, row: 1, columns: 10, rows: 6)

  @Test("a split gives both parts, never more than there is")
  func splits() {
    let (upper, lower) = Self.area.splitRows(2)
    #expect(upper == Rect(column: 2, row: 1, columns: 10, rows: 2))
    #expect(lower == Rect(column: 2, row: 3, columns: 10, rows: 4))
    let (left, right) = Self.area.splitColumns(99)
    #expect(left == Self.area)
    #expect(right.isEmpty)
    #expect(Self.area.splitRows(-1).0.isEmpty)
  }

  @Test("an inset that leaves nothing is empty, not negative")
  func insets() {
    #expect(Self.area.inset() == Rect(column: 3, row: 2, columns: 8, rows: 4))
    #expect(Self.area.inset(columns: 9, rows: 9).isEmpty)
  }

  @Test("a centred part lies in the middle and is no larger than the whole")
  func centered() {
    #expect(Self.area.centered(columns: 4, rows: 2) == Rect(column: 5, row: 3, columns: 4, rows: 2))
    #expect(Self.area.centered(columns: 99, rows: 99) == Self.area)
  }

  @Test("rectangles know their cells and what they share")
  func cells() {
    #expect(Self.area.contains(column: 2, row: 1))
    #expect(!Self.area.contains(column: 12, row: 1))
    let other = Rect(column: 10, row: 0, columns: 9, rows: 3)
    #expect(Self.area.intersection(other) == Rect(column: 10, row: 1, columns: 2, rows: 2))
    #expect(Self.area.intersection(Rect(column: 50, row: 50, columns: 2, rows: 2)).isEmpty)
  }

  @Test(
    "a list scrolls no further than needed to keep the selection in sight",
    arguments: [(0, 0, 0), (4, 0, 0), (5, 0, 1), (9, 0, 5), (3, 5, 3), (9, 99, 5), (0, 3, 0)])
  func scrolling(selected: Int, present: Int, expected: Int) {
    #expect(Scroll.offset(keeping: selected, visible: 5, count: 10, present: present) == expected)
  }
}
