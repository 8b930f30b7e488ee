/// One bit a pixel, 64 pixels a word, rows padded to whole words with zeros.
struct BitPlane: Equatable, Sendable {
  let width: Int
  let height: Int
  let wordsPerRow: Int
  private(set) var words: [UInt64]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    wordsPerRow = (width + 63) / 64
    words = [UInt64](repeating: 0, count: wordsPerRow * height)
  }

  subscript(x: Int, y: Int) -> Bool {
    get { words[y * wordsPerRow + x >> 6] >> UInt64(x & 63) & 1 == 1 }
    set {
      let bit: UInt64 = 1 << UInt64(x & 63)
      let word = y * wordsPerRow + x >> 6
      words[word] = newValue ? words[word] | bit : words[word] & ~bit
    }
  }

  /// The number of set pixels.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The set pixels of a rectangle, which is cut to the plane.
  func count(columns: Range<Int>, rows: Range<Int>) -> Int {
    let across = columns.clamped(to: 0..<width)
    guard !across.isEmpty else { return 0 }
    let (first, last) = (across.lowerBound >> 6, (across.upperBound - 1) >> 6)
    let head = UInt64.max << UInt64(across.lowerBound & 63)
    let tail = UInt64.max >> UInt64(63 - (across.upperBound - 1) & 63)
    return words.withUnsafeBufferPointer { words in
      var total = 0
      for row in rows.clamped(to: 0..<height) {
        let start = row * wordsPerRow
        if first == last {
          total += (words[start + first] & head & tail).nonzeroBitCount
          continue
        }
        total += (words[start + first] & head).nonzeroBitCount + (words[start + last] & tail).nonzeroBitCount
        for word in (first + 1)..<last { total += words[start + word].nonzeroBitCount }
      }
      return total
    }
  }

  /// Sets or clears a run of pixels of one row.
  mutating func fill(_ columns: Range<Int>, row: Int, with value: Bool) {
    guard !columns.isEmpty else { return }
    let (first, last) = (columns.lowerBound >> 6, (columns.upperBound - 1) >> 6)
    for word in first...last {
      var bits = UInt64.max
      if word == first { bits &= UInt64.max << UInt64(columns.lowerBound & 63) }
      if word == last { bits &= UInt64.max >> UInt64(63 - (columns.upperBound - 1) & 63) }
      let index = row * wordsPerRow + word
      words[index] = value ? words[index] | bits : words[index] & ~bits
    }
  }

  /// Puts `bits` in the place of one word of a row; bits beyond the width must be zero.
  mutating func setWord(_ word: Int, row: Int, to bits: UInt64) { words[row * wordsPerRow + word] = bits }

  /// Puts the first rows of a plane of the same width in the place of `rows`.
  mutating func replaceRows(_ rows: Range<Int>, with other: BitPlane) {
    let start = rows.lowerBound * wordsPerRow
    for index in 0..<(rows.count * wordsPerRow) { words[start + index] = other.words[index] }
  }

  /// Pixels that are set here and not in `other`, of the same size.
  func subtracting(_ other: BitPlane) -> BitPlane { combined(other) { $0 & ~$1 } }

  /// Pixels that are set in either plane, both of the same size.
  func union(_ other: BitPlane) -> BitPlane { combined(other) { $0 | $1 } }

  private func combined(_ other: BitPlane, _ operation: (UInt64, UInt64) -> UInt64) -> BitPlane {
    var result = self
    for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
    return result
  }

  /// The runs of set pixels of a row, left to right.
  func runs(inRow row: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var column = 0
    while let start = next(true, from: column, row: row) {
      let end = next(false, from: start, row: row) ?? width
      runs.append(start..<end)
      column = end
    }
    return runs
  }

  /// The first pixel of `row` from `column` on that is `value`, skipping whole words.
  private func next(_ value: Bool, from column: Int, row: Int) -> Int? {
    guard column < width else { return nil }
    var word = column >> 6
    var bits =
      (value ? words[row * wordsPerRow + word] : ~words[row * wordsPerRow + word])
      & UInt64.max << UInt64(column & 63)
    while bits == 0 {
      word += 1
      guard word < wordsPerRow else { return nil }
      bits = value ? words[row * wordsPerRow + word] : ~words[row * wordsPerRow + word]
    }
    let found = word << 6 + bits.trailingZeroBitCount
    return found < width ? found : nil
  }
}

extension BitPlane {
  /// Grows by a square of side `2 * radius + 1`.
  func dilated(by radius: Int) -> BitPlane {
    var result = self
    for _ in 0..<radius { result = result.dilatedByOne() }
    return result
  }

  /// Shrinks by a square of side `2 * radius + 1`; what lies outside the plane counts as set, so that tissue at the
  /// edge of a scan is not worn away.
  func eroded(by radius: Int) -> BitPlane { inverted().dilated(by: radius).inverted() }

  /// Fills gaps narrower than `2 * radius + 1`.
  func closed(by radius: Int) -> BitPlane { dilated(by: radius).eroded(by: radius) }

  /// Every pixel of the plane the other way round; the padding stays zero.
  func inverted() -> BitPlane {
    var result = self
    for row in 0..<height {
      for word in 0..<wordsPerRow {
        let index = row * wordsPerRow + word
        result.words[index] = ~words[index] & mask(word)
      }
    }
    return result
  }

  private func mask(_ word: Int) -> UInt64 {
    word < wordsPerRow - 1 || width & 63 == 0 ? .max : UInt64.max >> UInt64(64 - width & 63)
  }

  private func dilatedByOne() -> BitPlane {
    var across = self
    for row in 0..<height {
      for word in 0..<wordsPerRow {
        let index = row * wordsPerRow + word
        let left = word > 0 ? words[index - 1] >> 63 : 0
        let right = word + 1 < wordsPerRow ? words[index + 1] << 63 : 0
        across.words[index] = (words[index] | words[index] << 1 | left | words[index] >> 1 | right) & mask(word)
      }
    }
    var result = across
    for index in across.words.indices {
      if index >= wordsPerRow { result.words[index] |= across.words[index - wordsPerRow] }
      if index + wordsPerRow < words.count { result.words[index] |= across.words[index + wordsPerRow] }
    }
    return result
  }
}
