/// The part of a terminal that painters speak to: cursor moves, erasing, scrolling a region, text. Enough to see what a
/// person sees.
struct VirtualScreen {
  private(set) var columns: Int
  private(set) var rows: Int
  private var cells: [[Character]]
  private var column = 0
  private var row = 0
  private var pending: [UInt8] = []
  /// What was written last, which can be asked for again.
  private var last: Character = " "
  /// The rows that scroll (DECSTBM).
  private var region: Range<Int>

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    region = 0..<rows
  }

  /// Is blank and of another size; what has come of a sequence stays.
  mutating func resize(columns: Int, rows: Int) {
    let begun = pending
    self = VirtualScreen(columns: columns, rows: rows)
    pending = begun
  }

  /// The rows as text.
  var text: String { cells.map { String($0) }.joined(separator: "\n") }

  /// Takes what the program wrote; an incomplete sequence waits for the rest.
  mutating func feed(_ bytes: [UInt8]) {
    pending += bytes
    var position = 0
    while let next = step(from: position) { position = next }
    pending.removeFirst(position)
  }

  /// Carries out what begins at `position`; the position behind it, or `nil` where more bytes are needed.
  private mutating func step(from position: Int) -> Int? {
    guard position < pending.count else { return nil }
    switch pending[position] {
    case 0x1B: return escape(from: position)
    case 0x0D:
      column = 0
      return position + 1
    case 0x0A:
      index()
      return position + 1
    case 0x09:
      column = min(columns - 1, (column / 8 + 1) * 8)
      return position + 1
    case 0x08:
      column = max(0, column - 1)
      return position + 1
    case 0..<0x20: return position + 1
    default: return character(from: position)
    }
  }

  private mutating func character(from position: Int) -> Int? {
    let lead = pending[position]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard position + length <= pending.count else { return nil }
    last = String(decoding: pending[position..<(position + length)], as: UTF8.self).first ?? " "
    put(last)
    return position + length
  }

  private mutating func put(_ character: Character) {
    if column < columns, row < rows { cells[row][column] = character }
    column = min(columns, column + 1)
  }

  private mutating func escape(from position: Int) -> Int? {
    guard position + 1 < pending.count else { return nil }
    switch pending[position + 1] {
    case UInt8(ascii: "["): return controlSequence(from: position + 2)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): return stringSequence(from: position + 2)
    case UInt8(ascii: "("), UInt8(ascii: ")"): return position + 2 < pending.count ? position + 3 : nil
    case UInt8(ascii: "D"): index()
    case UInt8(ascii: "M"): if row == region.lowerBound { scroll(region, by: -1) } else { row = max(0, row - 1) }
    default: break
    }
    return position + 2
  }

  /// A string up to BEL or ST.
  private func stringSequence(from start: Int) -> Int? {
    for index in start..<pending.count {
      if pending[index] == 0x07 { return index + 1 }
      if pending[index] == 0x1B, index + 1 < pending.count, pending[index + 1] == 0x5C { return index + 2 }
    }
    return nil
  }

  private mutating func controlSequence(from start: Int) -> Int? {
    guard let end = pending[start...].firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    let body = String(decoding: pending[start..<end], as: UTF8.self)
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    carryOut(pending[end], first: numbers.first.flatMap { $0 }, second: numbers.dropFirst().first.flatMap { $0 })
    return end + 1
  }

  private mutating func carryOut(_ final: UInt8, first: Int?, second: Int?) {
    switch final {
    case UInt8(ascii: "H"), UInt8(ascii: "f"):
      row = min(rows, max(1, first ?? 1)) - 1
      column = min(columns, max(1, second ?? 1)) - 1
    case UInt8(ascii: "G"): column = min(columns, max(1, first ?? 1)) - 1
    case UInt8(ascii: "d"): row = min(rows, max(1, first ?? 1)) - 1
    case UInt8(ascii: "A"): row = max(0, row - (first ?? 1))
    case UInt8(ascii: "B"): row = min(rows - 1, row + (first ?? 1))
    case UInt8(ascii: "C"): column = min(columns - 1, column + (first ?? 1))
    case UInt8(ascii: "D"): column = max(0, column - (first ?? 1))
    case UInt8(ascii: "J") where first == 2: erase(rows: 0..<rows)
    case UInt8(ascii: "J"):
      eraseRest()
      erase(rows: min(rows, row + 1)..<rows)
    case UInt8(ascii: "K"): eraseRest()
    case UInt8(ascii: "r"):
      region = min(rows, max(1, first ?? 1)) - 1..<min(rows, second ?? rows)
      (row, column) = (0, 0)
    case UInt8(ascii: "S"): scroll(region, by: first ?? 1)
    case UInt8(ascii: "T"): scroll(region, by: -(first ?? 1))
    case UInt8(ascii: "L"): scroll(row..<region.upperBound, by: -(first ?? 1))
    case UInt8(ascii: "M"): scroll(row..<region.upperBound, by: first ?? 1)
    case UInt8(ascii: "b"): for _ in 0..<(first ?? 1) { put(last) }
    case UInt8(ascii: "X"):
      for index in min(column, columns)..<min(columns, column + (first ?? 1)) { cells[row][index] = " " }
    default: break
    }
  }

  /// One row down; at the end of the region, that scrolls up.
  private mutating func index() {
    if row == region.upperBound - 1 { scroll(region, by: 1) } else { row = min(rows - 1, row + 1) }
  }

  /// Moves the rows of `range` up by `count`, down where it is negative; what comes in is blank.
  private mutating func scroll(_ range: Range<Int>, by count: Int) {
    let before = cells
    for row in range {
      let source = row + count
      cells[row] = range.contains(source) ? before[source] : Array(repeating: " ", count: columns)
    }
  }

  private mutating func eraseRest() {
    for index in min(column, columns)..<columns { cells[row][index] = " " }
  }

  private mutating func erase(rows range: Range<Int>) {
    for index in range { cells[index] = Array(repeating: " ", count: columns) }
  }
}
