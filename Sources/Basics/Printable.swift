extension String {
  /// The text without what could speak to the terminal, be it in a file name or in a slide's property.
  package var printable: String { CleanText.cleaned(self) }
}
