import Basics
import Foundation

/// Lines of text in pictures of pixels: names and numbers beside what a file shows, without a font of the system, so
/// that they are the same on every machine.
public enum PixelText {
  /// The pixels of a character.
  public static let cell = PixelSize(width: 8, height: 16)

  /// Writes `line` into `image` from (`x`, `y`) on, px, cut after `columns` characters and at the image's edges; black
  /// where its style names no colour, and on nothing.
  public static func write(_ line: Line, on image: inout RGBAImage, x: Int, y: Int, columns: Int) {
    guard columns > 0 else { return }
    var screen = Screen(size: TerminalSize(columns: columns, rows: 1))
    screen.write(line, in: Rect(column: 0, row: 0, columns: columns, rows: 1))
    for (column, shown) in screen.cells.enumerated() where shown.glyph != Cell.continuation {
      draw(shown, on: &image, x + column * cell.width, y)
    }
  }

  private static func draw(_ shown: Cell, on image: inout RGBAImage, _ left: Int, _ top: Int) {
    let rows = PixelFont.rows(of: shown.glyph)
    let ink = shown.style.foreground ?? RGB(0, 0, 0)
    for y in 0..<cell.height where (0..<image.height).contains(top + y) {
      // Each row of a letter is two pixels high, with one free above and below.
      let row = y > 0 && y < cell.height - 1 ? rows[(y - 1) / 2] : 0
      for x in 0..<cell.width where (0..<image.width).contains(left + x) {
        let isInk = x > 0 && x < 6 && row >> UInt8(5 - x) & 1 == 1
        if let color = isInk ? ink : shown.style.background { image[color: left + x, top + y] = color }
      }
    }
  }
}

/// Letters of five by seven pixels.
enum PixelFont {
  /// The seven rows of `glyph` from the top, the left pixel in the bit of 16. A letter with an accent is the letter
  /// alone; what is not known is an empty box.
  static func rows(of glyph: Character) -> [UInt8] {
    let plain = String(glyph).decomposedStringWithCanonicalMapping.unicodeScalars.first.map { Character($0) } ?? glyph
    return letters[glyph] ?? letters[plain] ?? [31, 17, 17, 17, 17, 17, 31]
  }

  /// The letters with two hexadecimal digits for each row.
  private static let letters: [Character: [UInt8]] = {
    var letters: [Character: [UInt8]] = [:]
    for entry in drawn.split(separator: "\n") {
      guard let glyph = entry.first else { continue }
      let digits = entry.dropFirst(2).filter { $0 != " " }.compactMap(\.hexDigitValue)
      letters[glyph] = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
    letters[" "] = [UInt8](repeating: 0, count: 7)
    return letters.filter { $0.value.count == 7 }
  }()

  private static let drawn = """
    ! 04 04 04 04 00 00 04
    " 0A 0A 0A 00 00 00 00
    # 0A 0A 1F 0A 1F 0A 0A
    $ 04 0F 14 0E 05 1E 04
    % 18 19 02 04 08 13 03
    & 0C 12 14 08 15 12 0D
    ' 04 04 08 00 00 00 00
    ( 02 04 08 08 08 04 02
    ) 08 04 02 02 02 04 08
    * 00 04 15 0E 15 04 00
    + 00 04 04 1F 04 04 00
    , 00 00 00 00 0C 04 08
    - 00 00 00 1F 00 00 00
    . 00 00 00 00 00 0C 0C
    / 00 01 02 04 08 10 00
    0 0E 11 13 15 19 11 0E
    1 04 0C 04 04 04 04 0E
    2 0E 11 01 02 04 08 1F
    3 1F 02 04 02 01 11 0E
    4 02 06 0A 12 1F 02 02
    5 1F 10 1E 01 01 11 0E
    6 06 08 10 1E 11 11 0E
    7 1F 01 02 04 08 08 08
    8 0E 11 11 0E 11 11 0E
    9 0E 11 11 0F 01 02 0C
    : 00 0C 0C 00 0C 0C 00
    ; 00 0C 0C 00 0C 04 08
    < 02 04 08 10 08 04 02
    = 00 00 1F 00 1F 00 00
    > 08 04 02 01 02 04 08
    ? 0E 11 01 02 04 00 04
    @ 0E 11 01 0D 15 15 0E
    A 0E 11 11 1F 11 11 11
    B 1E 11 11 1E 11 11 1E
    C 0E 11 10 10 10 11 0E
    D 1C 12 11 11 11 12 1C
    E 1F 10 10 1E 10 10 1F
    F 1F 10 10 1E 10 10 10
    G 0E 11 10 17 11 11 0F
    H 11 11 11 1F 11 11 11
    I 0E 04 04 04 04 04 0E
    J 07 02 02 02 02 12 0C
    K 11 12 14 18 14 12 11
    L 10 10 10 10 10 10 1F
    M 11 1B 15 15 11 11 11
    N 11 11 19 15 13 11 11
    O 0E 11 11 11 11 11 0E
    P 1E 11 11 1E 10 10 10
    Q 0E 11 11 11 15 12 0D
    R 1E 11 11 1E 14 12 11
    S 0F 10 10 0E 01 01 1E
    T 1F 04 04 04 04 04 04
    U 11 11 11 11 11 11 0E
    V 11 11 11 11 11 0A 04
    W 11 11 11 15 15 15 0A
    X 11 11 0A 04 0A 11 11
    Y 11 11 11 0A 04 04 04
    Z 1F 01 02 04 08 10 1F
    [ 0E 08 08 08 08 08 0E
    \\ 00 10 08 04 02 01 00
    ] 0E 02 02 02 02 02 0E
    ^ 04 0A 11 00 00 00 00
    _ 00 00 00 00 00 00 1F
    ` 08 04 02 00 00 00 00
    a 00 00 0E 01 0F 11 0F
    b 10 10 16 19 11 11 1E
    c 00 00 0E 10 10 11 0E
    d 01 01 0D 13 11 11 0F
    e 00 00 0E 11 1F 10 0E
    f 06 09 08 1C 08 08 08
    g 00 0F 11 11 0F 01 0E
    h 10 10 16 19 11 11 11
    i 04 00 0C 04 04 04 0E
    j 02 00 06 02 02 12 0C
    k 10 10 12 14 18 14 12
    l 0C 04 04 04 04 04 0E
    m 00 00 1A 15 15 11 11
    n 00 00 16 19 11 11 11
    o 00 00 0E 11 11 11 0E
    p 00 00 1E 11 1E 10 10
    q 00 00 0D 13 0F 01 01
    r 00 00 16 19 10 10 10
    s 00 00 0E 10 0E 01 1E
    t 08 08 1C 08 08 09 06
    u 00 00 11 11 11 13 0D
    v 00 00 11 11 11 0A 04
    w 00 00 11 11 15 15 0A
    x 00 00 11 0A 04 0A 11
    y 00 00 11 11 0F 01 0E
    z 00 00 1F 02 04 08 1F
    { 02 04 04 08 04 04 02
    | 04 04 04 04 04 04 04
    } 08 04 04 02 04 04 08
    ~ 00 00 08 15 02 00 00
    − 00 00 00 1F 00 00 00
    … 00 00 00 00 00 15 15
    ≥ 08 04 02 04 08 00 1E
    ≤ 02 04 08 04 02 00 0F
    µ 00 00 11 11 13 1D 10
    ▢ 00 1F 11 11 11 11 1F
    ━ 00 00 00 1F 1F 00 00
    """
}
