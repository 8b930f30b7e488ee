import Foundation

/// Numbers as text, the same everywhere: no locale, no exponent, a true minus sign.
public enum NumberText {
  /// `value` with `digits` digits behind the point; `–` where it is not a finite number.
  public static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    let text = String(format: "%.\(max(0, digits))f", abs(value))
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return value < 0 && !isZero ? "−" + text : text
  }

  /// A share (0 to 1) in percent: `4.8 %`.
  public static func percent(_ share: Double, digits: Int = 1) -> String {
    let text = fixed(share * 100, digits: digits)
    return text == "–" ? text : text + "\u{A0}%"
  }

  /// A count with gaps between thousands, from ten thousand on: `12 480`.
  public static func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    guard digits.count > 4 else { return fixed(Double(count), digits: 0) }
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    return (count < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{A0}")
  }

  /// `0.80 (0.76 to 0.84)`; the value alone without limits.
  public static func estimate(_ value: Double, _ limits: ClosedRange<Double>?, digits: Int) -> String {
    guard let limits else { return fixed(value, digits: digits) }
    let (lower, upper) = (fixed(limits.lowerBound, digits: digits), fixed(limits.upperBound, digits: digits))
    return "\(fixed(value, digits: digits)) (\(lower) to \(upper))"
  }
}

extension NumberText {
  /// As many digits as the number needs, at most four: the times and thresholds of a table.
  static func shortest(_ value: Double) -> String {
    let digits = (0...4).first { digits in
      let scale = pow(10, Double(digits))
      return abs((value * scale).rounded() - value * scale) < 1e-6 * scale
    }
    return fixed(value, digits: digits ?? 4)
  }
}

extension ClosedRange<Double> {
  /// Both ends times a factor above 0.
  func scaled(_ factor: Double) -> ClosedRange<Double> { (lowerBound * factor)...(upperBound * factor) }
}

extension String {
  /// For a title that continues a sentence: "Relapse-free survival" becomes "relapse-free survival"; abbreviations
  /// stay.
  var lowercasedFirst: String {
    guard let first, dropFirst().first?.isLowercase == true else { return self }
    return first.lowercased() + dropFirst()
  }
}
