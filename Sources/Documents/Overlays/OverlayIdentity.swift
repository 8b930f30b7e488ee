/// Identities of what an overlay shows that nobody has marked: the same each time that it is written.
struct OverlayIdentity {
  private let digits: [Character]

  /// Those of a finding, or of whatever else the name is of: FNV-1a, 64 bits, of its bytes.
  init(of name: String) {
    let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
    digits = Self.digits(hash, 16)
  }

  /// The UUID (RFC 9562, version 8) of the thing with that number.
  func text(_ number: Int) -> String {
    let (first, second, third) = (String(digits[0..<8]), String(digits[8..<12]), String(digits[12..<15]))
    return "\(first)-\(second)-8\(third)-8000-\(String(Self.digits(UInt64(max(0, number)), 12)))"
  }

  private static func digits(_ number: UInt64, _ count: Int) -> [Character] {
    let digits = Array(String(number, radix: 16))
    return [Character](repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
