/// Text out of a slide's file, made safe for a terminal.
enum PropertyText {
  /// The most Unicode scalars that are kept of one value: some formats carry megabytes of XML.
  static let limit = 8192

  /// `text` without C0 and C1 controls, DEL, invalid UTF-8 (which arrives as U+FFFD), line and paragraph separators
  /// and the marks that reorder text. White space that breaks lines becomes a space.
  static func cleaned(_ text: String, limit: Int = PropertyText.limit) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: kept.append(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0xFFFD, 0xFEFF: continue
      case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }
}
