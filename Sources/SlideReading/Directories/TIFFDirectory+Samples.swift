import Microscopy

extension TIFFDirectory {
  /// Why no pixel of it can be shown, as far as the tags of the samples say: `TIFFRGBAImageOK` of libtiff takes
  /// unsigned samples of 1, 2, 4, 8 and 16 bits. Fewer than 8 are a drawing or a mask, never a scan in colour.
  var unsupportedSamples: UnsupportedPixels? {
    let bits = bits.max() ?? 1
    if sampleFormat == 3 { return .floatingPoint(bits: bits) }
    guard bits == 8 || bits == 16 else { return .bits(bits) }
    return sampleFormat == 2 ? .signed(bits: bits) : nil
  }
}
