/// The compressions of TIFF by the number in tag 259, as the registry of libtiff and its users name them.
public struct TIFFCompression: Hashable, Sendable {
  /// The number in the tag.
  public let code: Int

  /// The compression of that number.
  public init(code: Int) { self.code = code }

  package static let none = TIFFCompression(code: 1)
  package static let lzw = TIFFCompression(code: 5)
  package static let jpeg = TIFFCompression(code: 7)
  package static let deflate = TIFFCompression(code: 8)
  package static let packBits = TIFFCompression(code: 32_773)
  package static let zstd = TIFFCompression(code: 50_000)

  /// Whether it is one of the JPEG 2000 numbers, whose tiles cost many times those of JPEG.
  package var isJPEG2000: Bool { [33_003, 33_004, 33_005, 34_712].contains(code) }

  /// The same decoder under another number.
  package var canonical: TIFFCompression { code == 32_946 ? .deflate : self }

  /// The name that people use, or the number where it has none.
  public var name: String { Self.names[code] ?? "compression \(code)" }

  private static let names: [Int: String] = [
    1: "no compression", 2: "CCITT run lengths", 3: "CCITT fax 3", 4: "CCITT fax 4", 5: "LZW", 6: "old-style JPEG",
    7: "JPEG", 8: "deflate", 9: "JBIG", 10: "JBIG", 32_773: "PackBits", 32_946: "deflate", 33_003: "JPEG 2000 (YCbCr)",
    33_004: "JPEG 2000", 33_005: "JPEG 2000 (RGB)", 34_661: "JBIG", 34_712: "JPEG 2000", 34_887: "LERC",
    34_892: "lossy JPEG of DNG", 34_925: "LZMA", 34_933: "PNG", 34_934: "JPEG XR", 50_000: "zstd", 50_001: "WebP",
    50_002: "JPEG XL", 52_546: "JPEG XL of DNG",
  ]
}
