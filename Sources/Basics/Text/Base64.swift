/// Base64 with the standard alphabet and padding (RFC 4648, section 4).
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// Bytes as text, without line breaks.
  public static func text(_ bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    letters.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32($1 < group.count ? group[$1] : 0) }
      for place in 0..<4 {
        let letter = alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)]
        letters.append(place <= group.count ? letter : padding)
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The bytes of a text, `nil` where it is not exactly what ``text(_:)`` would write of them: other letters, a wrong
  /// length, bits that belong to no byte.
  public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let letters = Array(text.utf8)
    guard letters.count % 4 == 0 else { return nil }
    let padded = letters.suffix(2).count { $0 == padding }
    var bytes: [UInt8] = []
    var (bits, held): (UInt32, Int) = (0, 0)
    for letter in letters.dropLast(padded) {
      guard let value = values[Int(letter)] else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      guard held >= 8 else { continue }
      held -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      bits &= 1 << UInt32(held) - 1
    }
    return bits == 0 && letters.last.map({ padded == 0 || $0 == padding }) ?? true ? bytes : nil
  }
}
