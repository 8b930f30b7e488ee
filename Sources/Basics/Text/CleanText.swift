/// Text from outside, made safe to keep and to show.
public enum CleanText {
  /// `text` without control characters (C0, DEL, C1) and without marks that reorder what a terminal shows (U+200E,
  /// U+200F, U+202A to U+202E, U+2066 to U+2069); tabs and line breaks become spaces, outer white space goes.
  ///
  /// - Parameter limit: Unicode scalars to keep; what is longer ends in `...`.
  public static func cleaned(_ text: String, limit: Int = .max) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let replaced = replacement(of: scalar) else { continue }
      kept.append(replaced)
    }
    let scalars = Array(kept)
    let first = scalars.firstIndex { $0 != " " } ?? scalars.endIndex
    let last = scalars.lastIndex { $0 != " " } ?? first - 1
    guard first <= last else { return "" }
    let trimmed = scalars[first...last]
    guard trimmed.count > limit else { return string(trimmed) }
    return string(trimmed.prefix(max(0, limit))) + "..."
  }

  /// Whether nothing in `text` had to be taken away or replaced.
  public static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { replacement(of: $0) == $0 }
  }

  private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: " "
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: nil
    default: scalar
    }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
