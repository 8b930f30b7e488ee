/// Numbers as text, the same everywhere: no locale, no exponent.
public enum Number {
  /// `value` with `digits` digits behind the point, halves rounded away from zero; `–` where it is not a number.
  public static func fixed(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return "–" }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "−" : ""
    guard digits > 0 else { return sign + String(whole) }
    let unit = Int(scale)
    let rest = String(whole % unit)
    return sign + String(whole / unit) + "." + String(repeating: "0", count: digits - rest.count) + rest
  }

  /// With a sign in front, for what adds or takes away: `+0.42`.
  public static func signed(_ value: Double, digits: Int) -> String {
    let text = fixed(value, digits: digits)
    return value >= 0 && text != "–" ? "+" + text : text
  }

  /// A share (0 to 1) in percent: `4.8 %`.
  public static func percent(_ share: Double, digits: Int = 1) -> String { fixed(share * 100, digits: digits) + " %" }

  /// A count with thin gaps between thousands: `12 480`.
  public static func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    return (count < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{202F}")
  }
}
