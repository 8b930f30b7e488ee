/// What the colour of each pixel of a scan tells, once the glass has been divided out.
struct JudgedScan {
  /// HSV saturation, row-major; 0 where there is ink, black or nothing.
  private(set) var saturation: [UInt8]
  /// Ink that its colour tells, and black.
  private(set) var ink: BitPlane
  /// Pixels that belong to the glass or to tissue: scanned, no ink, not black.
  private(set) var judged: BitPlane
  /// Pixels that were scanned.
  let opaquePixels: Int
  private(set) var darkPixels = 0

  /// Pixels of a row that are divided by one colour.
  private static let run = 64

  init(_ scan: SurveyScan, glass: Glass) {
    saturation = [UInt8](repeating: 0, count: scan.size.width * scan.size.height)
    ink = BitPlane(width: scan.size.width, height: scan.size.height)
    judged = ink
    opaquePixels = scan.opaque.count
    for row in 0..<scan.size.height {
      for word in 0..<ink.wordsPerRow { judge(scan, glass, word: word, row: row) }
    }
  }

  private mutating func judge(_ scan: SurveyScan, _ glass: Glass, word: Int, row: Int) {
    let columns = (word * Self.run)..<min(scan.size.width, (word + 1) * Self.run)
    let balance = glass.balance(in: scan, columns: columns, row: row)
    var (inkBits, judgedBits): (UInt64, UInt64) = (0, 0)
    for column in columns where scan.opaque[column, row] {
      let seen = scan.color(x: column, y: row)
      let pixel = balance(seen.red, seen.green, seen.blue)
      let color = PixelColor(red: pixel.red, green: pixel.green, blue: pixel.blue)
      if color.isDark { darkPixels += 1 }
      if color.isInk { inkBits |= 1 << UInt64(column & 63) } else { judgedBits |= 1 << UInt64(column & 63) }
      saturation[row * scan.size.width + column] = color.isInk ? 0 : color.saturation
    }
    ink.setWord(word, row: row, to: inkBits)
    judged.setWord(word, row: row, to: judgedBits)
  }

  /// Frees the saturation, when the tissue is known.
  mutating func dropSaturation() { saturation = [] }
}
