/// OpenSlide's pixels made ours, in place: premultiplied ARGB words to straight RGBA bytes.
enum StraightAlpha {
  /// - Parameter words: `count` words 0xAARRGGBB in the machine's order; afterwards bytes R, G, B, A.
  static func convert(_ words: UnsafeMutablePointer<UInt32>, count: Int) {
    for index in 0..<count {
      let word = words[index]
      let alpha = word >> 24
      words[index] = alpha == 255 ? opaque(word) : alpha == 0 ? 0 : translucent(word, alpha)
    }
  }

  /// 0xAARRGGBB to the word whose little-endian bytes are R, G, B, A.
  private static func opaque(_ word: UInt32) -> UInt32 {
    ((word & 0xFF) << 16 | (word & 0xFF00) | (word >> 16) & 0xFF | word & 0xFF00_0000).littleEndian
  }

  private static func translucent(_ word: UInt32, _ alpha: UInt32) -> UInt32 {
    let straight = { (channel: UInt32) in min(255, (channel * 255 + alpha / 2) / alpha) }
    let (red, green, blue) = (straight((word >> 16) & 0xFF), straight((word >> 8) & 0xFF), straight(word & 0xFF))
    return (red | green << 8 | blue << 16 | alpha << 24).littleEndian
  }
}
