import Foundation

/// Numbers as text, the same on every machine and in every locale.
///
/// Where a number goes decides about its minus sign, its gaps and its halves: a ``screen``, a ``document``, a
/// ``shell``, or a file that programs read (``plain``).
///
///     NumberText.screen.percent(0.048)                                 // 4.8 %
///     NumberText.document.estimate(0.8, 0.76...0.84, digits: 2)        // 0.80 (0.76 to 0.84)
public struct NumberText: Sendable {
  /// How a number between two of those that can be shown is rounded.
  enum Rounding: Sendable {
    /// `value * 10^digits` to the nearest whole number, halves away from zero: what looks like a half is one.
    case halvesUp
    /// The binary number as it is to the nearest, halves to the even one, as C prints: 0.15 is a little below itself.
    case exact
  }

  private let minus: String
  /// Before a percent sign.
  private let gap: String
  /// Between thousands.
  private let thousands: String
  /// A count of fewer digits is not parted.
  private let fewestParted: Int
  private let rounding: Rounding
  /// For what is not a finite number; `nil` for Swift's name of it.
  private let absent: String?

  /// Numbers for a screen: a true minus sign, thin gaps between thousands, `–` for what is not a number.
  public static let screen = NumberText(
    minus: "−", gap: " ", thousands: "\u{202F}", fewestParted: 4, rounding: .halvesUp, absent: "–")
  /// Numbers for a document that is typeset: a true minus sign, gaps at which no line breaks, `–` for what is not a
  /// number.
  public static let document = NumberText(
    minus: "−", gap: "\u{A0}", thousands: "\u{A0}", fewestParted: 5, rounding: .exact, absent: "–")
  /// Numbers for a shell: ASCII alone, rounded as other programs print.
  public static let shell = NumberText(
    minus: "-", gap: " ", thousands: "", fewestParted: .max, rounding: .exact, absent: nil)
  /// Numbers for files and sentences: ASCII alone.
  public static let plain = NumberText(
    minus: "-", gap: " ", thousands: "", fewestParted: .max, rounding: .halvesUp, absent: nil)

  /// `value` with `digits` digits behind the point; never an exponent, never a zero with a sign.
  public func fixed(_ value: Double, digits: Int) -> String {
    guard let text = magnitude(value, digits: max(0, digits)) else { return absent ?? "\(value)" }
    return value < 0 && text.contains(where: { $0 != "0" && $0 != "." }) ? minus + text : text
  }

  /// `value` with at most `digits` digits behind the point, without zeros at the end: `2.5`, `60`.
  public func trimmed(_ value: Double, digits: Int) -> String {
    var text = Substring(fixed(value, digits: digits))
    guard text.contains("."), text.last?.isNumber == true else { return String(text) }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  /// As many digits as the number needs, at most `digits` behind the point: the times and thresholds of a table.
  public func shortest(_ value: Double, digits most: Int = 4) -> String {
    let digits = (0..<most).first { digits in
      let scaled = value * Self.power(digits)
      return abs(scaled.rounded() - scaled) < 1e-6 * Self.power(digits)
    }
    return fixed(value, digits: digits ?? most)
  }

  /// `value` with `count` digits that count, without zeros at the end; with an exponent where it is below 0.0001, or
  /// has more digits than that before its point: `0.2527`, `1.235e+04`.
  public func significant(_ value: Double, _ count: Int = 4) -> String {
    guard value.isFinite else { return absent ?? "\(value)" }
    let text = String(format: "%.\(max(1, count))g", abs(value))
    return value < 0 ? minus + text : text
  }

  /// The number with a sign in front, for what adds or takes away: `+0.42`.
  public func signed(_ value: Double, digits: Int) -> String {
    let text = fixed(value, digits: digits)
    return value >= 0 && text != absent ? "+" + text : text
  }

  /// A share (0 to 1) in percent: `4.8 %`.
  public func percent(_ share: Double, digits: Int = 1) -> String {
    let text = fixed(share * 100, digits: digits)
    return text == absent ? text : text + gap + "%"
  }

  /// A count with gaps between thousands: `12 480`.
  public func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    let sign = count < 0 ? minus : ""
    guard digits.count >= fewestParted else { return sign + String(digits) }
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    return sign + groups.reversed().joined(separator: thousands)
  }

  /// `0.80 (0.76 to 0.84)`; the value alone without limits.
  public func estimate(_ value: Double, _ limits: ClosedRange<Double>?, digits: Int) -> String {
    guard let limits else { return fixed(value, digits: digits) }
    let (lower, upper) = (fixed(limits.lowerBound, digits: digits), fixed(limits.upperBound, digits: digits))
    return "\(fixed(value, digits: digits)) (\(lower) to \(upper))"
  }

  /// The digits of `value` without its sign; `nil` where it is not finite, or has more of them than a `Double`.
  private func magnitude(_ value: Double, digits: Int) -> String? {
    switch rounding {
    case .exact:
      guard value.isFinite, abs(value) < 1e15 else { return nil }
      return String(format: "%.\(digits)f", abs(value))
    case .halvesUp:
      let scale = Self.power(digits)
      let scaled = (abs(value) * scale).rounded()
      guard scaled < 1e15 else { return nil }
      let (whole, rest) = Int(scaled).quotientAndRemainder(dividingBy: Int(scale))
      guard digits > 0 else { return String(whole) }
      let text = String(rest)
      return String(whole) + "." + String(repeating: "0", count: digits - text.count) + text
    }
  }

  private static func power(_ digits: Int) -> Double { (0..<digits).reduce(1.0) { scale, _ in scale * 10 } }
}
