extension String {
  /// The text as one word that a shell reads as this text: as it is where that is safe, else in single quotes.
  ///
  ///     "it's".shellWord  // 'it'\''s'
  package var shellWord: String {
    let isPlain = allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "/._-+,@:".contains($0) }
    return isPlain && !isEmpty
      ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
