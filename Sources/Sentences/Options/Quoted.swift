import Basics

extension String {
  /// What somebody typed, to be said again: in quotation marks, cut where it is long, without control characters.
  package var quoted: String {
    let text = printable
    return "\"\(text.count > Self.longestQuotation ? text.prefix(Self.longestQuotation) + "..." : text[...])\""
  }

  private static var longestQuotation: Int { 40 }
}
