/// What a terminal shows after the bytes of a program: glyphs alone, no colours.
///
/// It knows what the painter of differences and ncurses write: text, repeating it (REP), moving the cursor, erasing;
/// every other sequence is passed over.
struct ShownCells {
  private(set) var rows: [[Character]]
  /// Glyphs that were written since the start.
  private(set) var written = 0
  private var place = (column: 0, row: 0)
  private var last: Character = " "

  init(columns: Int, rows: Int) {
    self.rows = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without the blanks at their ends.
  var text: [String] { rows.map { String($0.reversed().drop { $0 == " " }.reversed()) } }

  /// Takes in `output`, in which `␛` stands for escape.
  mutating func take(_ output: String) {
    var rest = Substring(output)
    while let character = rest.popFirst() {
      switch character {
      case "␛": sequence(&rest)
      case "\r\n": place = (0, place.row + 1)
      case "\r": place.column = 0
      case "\n": place.row += 1
      case "\u{8}": place.column -= 1
      case "\t": place.column = (place.column / 8 + 1) * 8
      default: write(character)
      }
    }
  }

  private mutating func sequence(_ rest: inout Substring) {
    guard rest.first == "[" else {
      if rest.popFirst() == "(" { _ = rest.popFirst() }
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
    case "b": for _ in 0..<(numbers.first ?? 1) { write(last) }
    default: break
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
