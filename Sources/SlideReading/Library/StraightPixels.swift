import Basics
import Microscopy
/// From the pixels of libopenslide (premultiplied ARGB in native words) to straight RGBA bytes.
enum StraightPixels {
  /// Has `fill` write as many words as fit into `buffer`, and turns them into bytes where they lie.
  ///
  /// - Parameter buffer: aligned to words.
  static func write(into buffer: UnsafeMutableRawBufferPointer, fill: (UnsafeMutablePointer<UInt32>) -> Void) {
    let words = buffer.bindMemory(to: UInt32.self)
    guard let base = words.baseAddress else { return }
    fill(base)
    convert(words)
  }

  /// In place. Opaque pixels, nearly all of them, are only shuffled.
  static func convert(_ words: UnsafeMutableBufferPointer<UInt32>) {
    var allOpaque: UInt32 = .max
    for index in 0..<words.count {
      let word = words[index]
      allOpaque &= word
      words[index] = (word & 0xFF00_FF00 | (word >> 16) & 0xFF | (word & 0xFF) << 16).littleEndian
    }
    guard allOpaque >> 24 != 0xFF else { return }
    for index in 0..<words.count { words[index] = straight(words[index]) }
  }

  /// Divides the colour of one little-endian RGBA word by its alpha, rounded to the nearest.
  private static func straight(_ stored: UInt32) -> UInt32 {
    let word = UInt32(littleEndian: stored)
    let alpha = word >> 24
    guard alpha != 255 else { return stored }
    guard alpha != 0 else { return 0 }
    let channel = { (shift: UInt32) in min(255, ((word >> shift & 0xFF) * 255 + alpha / 2) / alpha) << shift }
    return (alpha << 24 | channel(16) | channel(8) | channel(0)).littleEndian
  }
}
