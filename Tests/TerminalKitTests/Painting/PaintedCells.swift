import TerminalKit

/// What a terminal shows after what ``ScreenDiff`` has written: cells with their true colours and attributes.
struct PaintedCells {
  private(set) var screen: Screen
  private var place = (column: 0, row: 0)
  private var pen = Style()
  private var margins: Range<Int>
  /// Sequences that move rows.
  private(set) var scrolls = 0

  /// A terminal that shows `screen`.
  init(_ screen: Screen) {
    self.screen = screen
    margins = 0..<screen.size.rows
  }

  mutating func take(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      guard character == "\u{1B}" else {
        write(character)
        continue
      }
      rest.removeFirst()
      let parameters = rest.prefix { !$0.isLetter }
      rest.removeFirst(parameters.count)
      guard let final = rest.popFirst() else { return }
      carryOut(final, parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) })
    }
  }

  private mutating func write(_ character: Character) {
    let ink = character == " " ? screen[place.column, place.row].style.foreground : pen.foreground
    screen[place.column, place.row] = Cell(
      character, style: Style(foreground: ink, background: pen.background, attributes: pen.attributes))
    place.column += 1
  }

  private mutating func carryOut(_ final: Character, _ numbers: [Int?]) {
    let first = numbers.first.flatMap(\.self)
    let second = numbers.dropFirst().first.flatMap(\.self)
    switch final {
    case "H": place = ((second ?? 1) - 1, (first ?? 1) - 1)
    case "C": place.column += first ?? 1
    case "m": set(numbers.map { $0 ?? 0 })
    case "r": (margins, place) = ((first ?? 1) - 1..<(second ?? screen.size.rows), (0, 0))
    case "S": scroll(by: first ?? 1)
    case "T": scroll(by: -(first ?? 1))
    default: break
    }
  }

  private mutating func set(_ codes: [Int]) {
    var rest = codes[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: pen = Style()
      case 1: pen.attributes.insert(.bold)
      case 38, 48:
        let color = rest.prefix(4).dropFirst().map { UInt8($0) }
        rest = rest.dropFirst(4)
        guard color.count == 3 else { return }
        if code == 38 {
          pen.foreground = RGB(color[0], color[1], color[2])
        } else {
          pen.background = RGB(color[0], color[1], color[2])
        }
      default: break
      }
    }
  }

  private mutating func scroll(by distance: Int) {
    scrolls += 1
    let before = screen
    for row in margins {
      for column in 0..<screen.size.columns {
        screen[column, row] = margins.contains(row + distance) ? before[column, row + distance] : Cell()
      }
    }
  }
}

extension Screen {
  /// The screen with the ink of blanks left out, which nobody sees.
  var seen: [Cell] {
    cells.map { cell in
      cell.glyph == " "
        ? Cell(" ", style: Style(background: cell.style.background, attributes: cell.style.attributes)) : cell
    }
  }
}
