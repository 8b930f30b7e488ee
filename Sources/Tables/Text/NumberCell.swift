/// How the numbers of a column are written.
package enum DecimalSign: Hashable, Sendable {
  /// With points alone: a comma separates the cells of the table.
  case point
  /// 2,5 is two and a half, and so is 2.5.
  case commaOrPoint
  /// The column has both: with three digits behind either sign, a number may be a thousand.
  case mixed

  /// The sign of a column's cells.
  package init(_ column: some Sequence<String>, hasDecimalCommas: Bool) {
    guard hasDecimalCommas else {
      self = .point
      return
    }
    var (commas, points) = (false, false)
    for text in column {
      let bytes = text.utf8
      guard let first = bytes.first(where: { $0 != 0x20 }), first < 0x3A else { continue }
      if !commas, bytes.contains(UInt8(ascii: ",")) { commas = CellText.withDecimalPoint(text) != nil }
      if !points, bytes.contains(UInt8(ascii: ".")) { points = Double(text) != nil }
      if commas, points { break }
    }
    self = commas && points ? .mixed : .commaOrPoint
  }
}

/// What a cell says where a number is wanted.
package enum NumberCell: Hashable, Sendable {
  /// A number, written with a decimal point.
  case number(String)
  /// A decimal comma where commas separate the cells; the same number with a point.
  case comma(remedy: String)
  /// A decimal number, or a thousand with a sign behind it.
  case ambiguous
  /// Not a number.
  case other

  /// Reads the cell of a column whose numbers are written with `sign`.
  package init(_ text: String, _ sign: DecimalSign) {
    let point = text.utf8.contains(UInt8(ascii: ",")) ? CellText.withDecimalPoint(text) : nil
    switch (point, sign) {
    case (let point?, .point): self = .comma(remedy: point)
    case (let point?, .commaOrPoint): self = .number(point)
    case (let point?, .mixed): self = Self.mayBeThousand(text) ? .ambiguous : .number(point)
    case (nil, .mixed) where Self.mayBeThousand(text): self = .ambiguous
    case (nil, .point), (nil, .commaOrPoint), (nil, .mixed): self = Double(text) == nil ? .other : .number(text)
    }
  }

  /// The finite number; `nil` of anything else.
  package var value: Double? {
    switch self {
    case .number(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    case .comma, .ambiguous, .other: nil
    }
  }

  /// One to three digits of which the first is not 0, a sign, and three digits.
  private static func mayBeThousand(_ text: String) -> Bool {
    let parts = text.utf8.drop { "+-".utf8.contains($0) }.split(
      omittingEmptySubsequences: false, whereSeparator: { ",.".utf8.contains($0) })
    let areDigits = parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
    return parts.count == 2 && areDigits && (1...3).contains(parts[0].count) && parts[1].count == 3
      && parts[0].first != 0x30
  }
}
