extension String {
  /// The text without what could speak to the terminal, be it in a file name or in a slide's property.
  package var printable: String { CleanText.cleaned(self) }

  /// The same, its leading spaces kept.
  package var printableLine: String {
    let text = printable
    return text.isEmpty ? "" : String(repeating: " ", count: prefix { $0 == " " }.count) + text
  }
}
