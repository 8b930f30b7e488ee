/// What a terminal shows after the bytes of a program: glyphs alone, no colours.
///
/// It knows what the painter of differences and ncurses write: text, repeating it (REP), moving the cursor, erasing,
/// scrolling a region; every other sequence is passed over.
struct ShownCells {
  private(set) var rows: [[Character]]
  /// Glyphs that were written since the start.
  private(set) var written = 0
  private var place = (column: 0, row: 0)
  private var last: Character = " "
  /// The rows that scroll (DECSTBM).
  private var region: Range<Int>

  init(columns: Int, rows: Int) {
    self.rows = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    region = 0..<rows
  }

  /// The rows as text, without the blanks at their ends.
  var text: [String] { rows.map { String($0.reversed().drop { $0 == " " }.reversed()) } }

  /// Takes in `output`, in which `␛` stands for escape.
  mutating func take(_ output: String) {
    var rest = Substring(output)
    while let character = rest.popFirst() {
      switch character {
      case "␛": sequence(&rest)
      case "\r\n":
        place.column = 0
        index()
      case "\r": place.column = 0
      case "\n": index()
      case "\u{8}": place.column -= 1
      case "\t": place.column = (place.column / 8 + 1) * 8
      default: write(character)
      }
    }
  }

  private mutating func sequence(_ rest: inout Substring) {
    guard rest.first == "[" else {
      switch rest.popFirst() {
      case "(": _ = rest.popFirst()
      case "D": index()
      case "M": if place.row == region.lowerBound { scroll(region, by: -1) } else { place.row -= 1 }
      default: break
      }
      return
    }
    rest.removeFirst()
    let parameters = rest.prefix { !$0.isLetter }
    rest.removeFirst(parameters.count)
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    switch rest.popFirst() {
    case "H": place = (numbers.count == 2 ? numbers[1] - 1 : 0, (numbers.first ?? 1) - 1)
    case "A": place.row -= numbers.first ?? 1
    case "B": place.row += numbers.first ?? 1
    case "C": place.column += numbers.first ?? 1
    case "D": place.column -= numbers.first ?? 1
    case "G": place.column = (numbers.first ?? 1) - 1
    case "d": place.row = (numbers.first ?? 1) - 1
    case "X": erase(numbers.first ?? 1)
    case "K": erase(rows[0].count)
    case "J":
      erase(rows[0].count)
      for row in rows.indices where row > place.row || numbers.first == 2 {
        rows[row] = rows[row].map { _ in " " }
      }
    case "r":
      let bottom = numbers.count == 2 ? numbers[1] : rows.count
      (region, place) = ((numbers.first ?? 1) - 1..<bottom, (0, 0))
    case "S": scroll(region, by: numbers.first ?? 1)
    case "T": scroll(region, by: -(numbers.first ?? 1))
    case "L": scroll(place.row..<region.upperBound, by: -(numbers.first ?? 1))
    case "M": scroll(place.row..<region.upperBound, by: numbers.first ?? 1)
    case "b": for _ in 0..<(numbers.first ?? 1) { write(last) }
    default: break
    }
  }

  /// One row down; at the end of the region, that scrolls up.
  private mutating func index() {
    if place.row == region.upperBound - 1 { scroll(region, by: 1) } else { place.row += 1 }
  }

  /// Moves the rows of `range` up by `count`, down where it is negative; what comes in is blank.
  private mutating func scroll(_ range: Range<Int>, by count: Int) {
    let before = rows
    for row in range {
      let source = row + count
      rows[row] = range.contains(source) ? before[source] : before[row].map { _ in " " }
    }
  }

  private mutating func erase(_ count: Int) {
    guard rows.indices.contains(place.row) else { return }
    let columns = rows[place.row].indices
    for column in columns.clamped(to: place.column..<(place.column + count)) { rows[place.row][column] = " " }
  }

  private mutating func write(_ character: Character) {
    guard character.asciiValue.map({ $0 >= 32 }) ?? true else { return }
    if rows.indices.contains(place.row), rows[place.row].indices.contains(place.column) {
      rows[place.row][place.column] = character
      written += 1
    }
    place.column += 1
    last = character
  }
}
