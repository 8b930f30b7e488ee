import Basics

extension String {
  /// What somebody typed, to be said again: in quotation marks, cut where it is long, without control characters.
  package var quoted: String { "\"\(shortened)\"" }

  /// The same without the quotation marks.
  package var shortened: String {
    let text = printable
    return text.count > Self.longest ? text.prefix(Self.longest) + "..." : text
  }

  private static var longest: Int { 60 }
}
