extension [Int] {
  /// `lines 3, 8 and 12`: the lines of a file, the first eight and how many more.
  package var lineWords: String {
    guard count > 1 else { return first.map { "line \($0)" } ?? "no line" }
    let shown = prefix(8).map(String.init)
    guard count <= 8 else { return "lines \(shown.joined(separator: ", ")) and \(count - 8) more" }
    return "lines \(shown.dropLast().joined(separator: ", ")) and \(shown[shown.count - 1])"
  }
}
