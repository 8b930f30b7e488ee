import Microscopy

/// The compressions that a probe can be written in without a library: each in the simplest form that its decoders take.
enum ProbeCompression {
  /// `nil` where this file cannot write the compression.
  static func compress(_ bytes: [UInt8], _ compression: TIFFCompression) -> [UInt8]? {
    switch compression.canonical {
    case .none: bytes
    case .packBits: packBits(bytes)
    case .lzw: lzw(bytes)
    case .deflate: deflate(bytes)
    case .zstd: zstd(bytes)
    default: nil
    }
  }

  /// TIFF 6.0, section 9: literal runs of up to 128 bytes.
  private static func packBits(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: 128).flatMap { start -> [UInt8] in
      let run = bytes[start..<min(start + 128, bytes.count)]
      return [UInt8(run.count - 1)] + run
    }
  }

  /// TIFF 6.0, section 13: codes of 9 bits, high bits first; a clear code (256) before the table would need 10.
  private static func lzw(_ bytes: [UInt8]) -> [UInt8] {
    var bits = BitWriter()
    for (index, byte) in bytes.enumerated() {
      if index % 250 == 0 { bits.append(256, count: 9) }
      bits.append(UInt32(byte), count: 9)
    }
    bits.append(257, count: 9)
    return bits.finished
  }

  /// RFC 1950 and 1951: stored blocks and the Adler checksum.
  private static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: bytes.count, by: 65_535) {
      let block = bytes[start..<min(start + 65_535, bytes.count)]
      let length = UInt16(block.count)
      result.append(start + block.count == bytes.count ? 1 : 0)
      result += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
      result += block
    }
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return result + bigEndian(high << 16 | low)
  }

  /// RFC 8878: one segment of raw blocks; the size of the content stands in four bytes.
  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + bigEndian(UInt32(bytes.count)).reversed()
    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
      let block = bytes[start..<min(start + (1 << 16), bytes.count)]
      let header = UInt32(block.count) << 3 | (start + block.count == bytes.count ? 1 : 0)
      result += bigEndian(header).reversed().prefix(3) + block
    }
    return result
  }

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }
}

/// Bits, high ones first, to bytes.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var count = 0
  /// JPEG puts a zero after each byte of 255.
  var stuffsBytes = false

  mutating func append(_ value: UInt32, count bits: Int) {
    for bit in stride(from: bits - 1, through: 0, by: -1) {
      pending = pending << 1 | (value >> UInt32(bit)) & 1
      count += 1
      if count == 8 { flush() }
    }
  }

  /// The bytes, the last one filled up with ones.
  var finished: [UInt8] {
    var writer = self
    while writer.count > 0 { writer.append(1, count: 1) }
    return writer.bytes
  }

  private mutating func flush() {
    bytes.append(UInt8(pending & 0xFF))
    if stuffsBytes, pending & 0xFF == 0xFF { bytes.append(0) }
    (pending, count) = (0, 0)
  }
}
