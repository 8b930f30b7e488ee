extension String {
  /// The text without what could speak to the terminal, be it in a file name or in a slide's property.
  package var printable: String { CleanText.cleaned(self) }
}

extension String {
  /// A line that is safe for a terminal, with the spaces at its beginning.
  package var printableLine: String {
    let text = printable
    return text.isEmpty ? "" : String(repeating: " ", count: prefix { $0 == " " }.count) + text
  }
}
