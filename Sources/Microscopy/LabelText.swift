/// What the label of a slide says, as the slide's file holds it in words: what a barcode was read as, or what somebody
/// typed when it was scanned.
///
/// It may name the patient: it is never shown unasked. It comes out of a file, and is made safe to keep and to show.
public struct LabelText: Hashable, Sendable, Codable {
  /// In one line, without control characters and invisible marks, with single blanks between its words; never empty.
  public let text: String
  /// Where in the file it stands, as the reader names it: `openslide.barcode`.
  public let property: String

  /// The most Unicode scalars that are kept: a label has room for some dozens.
  public static let limit = 200

  /// The label text in `text`, made safe; `nil` where nothing of it can be seen.
  public init?(_ text: String, property: String) {
    let kept = Self.cleaned(text)
    guard !kept.isEmpty else { return nil }
    self.text = kept
    self.property = Self.cleaned(property)
  }

  /// `text` without what cannot be printed, with single blanks between words, and no longer than ``limit``.
  public static func cleaned(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    // Whatever a file claims: no more is looked at than a label could hold many times over.
    for scalar in text.unicodeScalars.prefix(16 * limit) {
      guard kept.count < limit else { break }
      if scalar.properties.isWhitespace {
        if let last = kept.last, last != " " { kept.append(" ") }
      } else if isPrintable(scalar) {
        kept.append(scalar)
      }
    }
    while kept.last == " " { kept.removeLast() }
    return String(kept)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\u{FFFD}" && !invisible.contains(scalar.properties.generalCategory)
  }

  private static let invisible: Set<Unicode.GeneralCategory> = [
    .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
  ]
}
