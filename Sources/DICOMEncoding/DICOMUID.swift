import Basics

/// Unique identifiers: PS3.5, section 9 and annex B.2.
public enum DICOMUID {
  /// The UID of what the parts name: the same parts have the same UID, so that what is sent again is the same object.
  ///
  /// It is `2.25.` and a UUID of version 8 (RFC 9562, 5.8) as a decimal number, made of the first 128 bits of the
  /// digest; that takes at most 44 of the 64 characters of a UID. Each part is digested behind its length, so that no
  /// two lists of parts are the same bytes.
  ///
  /// - Parameter digest: SHA-256, as hexadecimal digits in lower case.
  public static func named(_ parts: [String], digest: ([UInt8]) -> String) -> String {
    let bytes = parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    let digits = digest(bytes).prefix(32)
    var number = Hexadecimal.bytes(String(digits)) ?? Array(digits.utf8.prefix(16))
    number += [UInt8](repeating: 0, count: 16 - number.count)
    number[6] = number[6] & 0x0F | 0x80
    number[8] = number[8] & 0x3F | 0x80
    return "2.25." + decimal(number)
  }

  /// The bytes as one number, the first the most significant.
  private static func decimal(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = [0]
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices {
        carry += Int(digits[index]) << 8
        digits[index] = UInt8(carry % 10)
        carry /= 10
      }
      while carry > 0 {
        digits.append(UInt8(carry % 10))
        carry /= 10
      }
    }
    return String(decoding: digits.reversed().map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// Whether a text is a UID: numbers without leading zeros, parted by points, at most 64 characters.
  public static func isUID(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        && (part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"))
    }
  }

  /// VL Whole Slide Microscopy Image Storage.
  public static let wholeSlideImage = "1.2.840.10008.5.1.4.1.1.77.1.6"
  /// Comprehensive 3D SR Storage.
  public static let comprehensive3DReport = "1.2.840.10008.5.1.4.1.1.88.34"
  /// Parametric Map Storage.
  public static let parametricMap = "1.2.840.10008.5.1.4.1.1.30"
  /// Microscopy Bulk Simple Annotations Storage.
  public static let bulkAnnotations = "1.2.840.10008.5.1.4.1.1.91.1"
  /// Implicit VR Little Endian, a transfer syntax.
  public static let implicitLittleEndian = "1.2.840.10008.1.2"
  /// Explicit VR Little Endian, the transfer syntax of what is written here.
  public static let explicitLittleEndian = "1.2.840.10008.1.2.1"
  /// Deflated Explicit VR Little Endian.
  static let deflated = "1.2.840.10008.1.2.1.99"
  /// Explicit VR Big Endian.
  static let bigEndian = "1.2.840.10008.1.2.2"
}
