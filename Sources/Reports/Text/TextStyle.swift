/// Size and weight of text, with the widths that a layout needs.
struct TextStyle: Hashable, Sendable {
  /// Points.
  var size: Double
  var isBold: Bool

  init(_ size: Double, bold: Bool = false) {
    self.size = size
    isBold = bold
  }

  /// Capitals, of a line's height: 1409/2048 em.
  var capHeight: Double { size * 0.688 }

  /// Points that `text` takes; an estimate for characters beyond ``FontWidths``.
  func width(_ text: String) -> Double {
    let units = text.unicodeScalars.reduce(0) { $0 + (advance($1) ?? Self.estimate($1)) }
    return Double(units) * size / 2048
  }

  /// Whether ``width(_:)`` is exact.
  func knows(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { advance($0) != nil } }

  private func advance(_ scalar: Unicode.Scalar) -> Int? {
    let face = isBold ? FontWidths.bold : FontWidths.regular
    let value = Int(scalar.value)
    switch value {
    case 0x20..<(0x20 + face.ascii.count): return face.ascii[value - 0x20]
    case 0xA0..<(0xA0 + face.latin.count): return face.latin[value - 0xA0]
    case 0x3B1..<(0x3B1 + face.greek.count): return face.greek[value - 0x3B1]
    default: return face.others[scalar.value]
    }
  }

  /// A full em for the scripts of East Asia and for pictures, a wide letter for the rest.
  private static func estimate(_ scalar: Unicode.Scalar) -> Int { scalar.value >= 0x2E80 ? 2048 : 1400 }
}
