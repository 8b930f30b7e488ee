/// What a terminal shows after the bytes of a program: glyphs alone, no colours.
///
/// It knows what the painter of differences writes: text, placing the cursor (CUP), moving it forward (CUF); every
/// other sequence is passed over.
struct ShownCells {
  private(set) var rows: [[Character]]
  /// Glyphs that were written since the start.
  private(set) var written = 0
  private var place = (column: 0, row: 0)

  init(columns: Int, rows: Int) {
    self.rows = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without the blanks at their ends.
  var text: [String] { rows.map { String($0.reversed().drop { $0 == " " }.reversed()) } }

  /// Takes in `output`, in which `␛` stands for escape.
  mutating func take(_ output: String) {
    var rest = Substring(output)
    while let character = rest.popFirst() {
      if character == "␛" { sequence(&rest) } else { write(character) }
    }
  }

  private mutating func sequence(_ rest: inout Substring) {
    guard rest.first == "[" else { return _ = rest.popFirst() }
    rest.removeFirst()
    let parameters = rest.prefix { !$0.isLetter }
    rest.removeFirst(parameters.count)
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    switch rest.popFirst() {
    case "H": place = (numbers.count == 2 ? numbers[1] - 1 : 0, (numbers.first ?? 1) - 1)
    case "C": place.column += numbers.first ?? 1
    default: break
    }
  }

  private mutating func write(_ character: Character) {
    guard character.asciiValue.map({ $0 >= 32 }) ?? true else { return }
    if rows.indices.contains(place.row), rows[place.row].indices.contains(place.column) {
      rows[place.row][place.column] = character
      written += 1
    }
    place.column += 1
  }
}
