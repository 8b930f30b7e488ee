import Basics

/// Texts and numbers within what a value representation may hold: PS3.5, section 6.2.
public enum DICOMText {
  /// The text without control characters, and cut to the limit of `vr`; in a text that may stand among several, a
  /// backslash, which parts them, becomes a slash.
  public static func fitted(_ text: String, _ vr: DICOMVR) -> String {
    let isProse = vr.kind == .prose
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\n", "\r": isProse ? scalar : " "
      case "\\": isProse ? scalar : "/"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): " "
      default: scalar
      }
    }
    let cut = vr.limit.map { scalars.prefix($0) } ?? scalars[...]
    return String(String.UnicodeScalarView(cut))
  }

  /// A printed name as the whole of a person name (PN): its parts are not known, and what would part them is a space.
  public static func personName(_ name: String) -> String {
    String(name.map { "^=\\".contains($0) ? " " : $0 })
  }

  /// A number as a decimal text (DS) of at most 16 characters, with as many digits as these hold; `nil` where it is not
  /// finite.
  public static func decimal(_ number: Double) -> String? {
    guard number.isFinite else { return nil }
    return (1...16).reversed().lazy.map { NumberText.plain.significant(number, $0) }.first { $0.utf8.count <= 16 }
  }

  /// `20261102` (DA) for `2026-11-02` or `2026-11-02T11:00:00Z`; `nil` where it is not such a day or time.
  public static func day(_ text: String?) -> String? { digits(text, 0..<10).flatMap { $0.count == 8 ? $0 : nil } }

  /// `110000` (TM) for `2026-11-02T11:00:00Z`; `nil` where it is not such a time.
  public static func time(_ text: String?) -> String? {
    guard text?.utf8.count == 20 else { return nil }
    return digits(text, 11..<19).flatMap { $0.count == 6 ? $0 : nil }
  }

  /// `20261102110000+0000` (DT) for `2026-11-02T11:00:00Z`; `nil` where it is not such a time.
  public static func moment(_ text: String?) -> String? {
    guard let day = day(text), let time = time(text) else { return nil }
    return day + time + "+0000"
  }

  private static func digits(_ text: String?, _ range: Range<Int>) -> String? {
    guard let bytes = text.map({ Array($0.utf8) }), bytes.count >= range.upperBound else { return nil }
    let digits = bytes[range].filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The text without spaces and zeros at its ends.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: isText), let last = scalars.lastIndex(where: isText) else { return "" }
    return String(scalars[first...last])
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool { scalar != " " && scalar != "\0" }
}
