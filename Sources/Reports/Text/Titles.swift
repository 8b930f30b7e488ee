extension ClosedRange<Double> {
  /// Both ends times a factor above 0.
  func scaled(_ factor: Double) -> ClosedRange<Double> { (lowerBound * factor)...(upperBound * factor) }
}

extension String {
  /// For a title that continues a sentence: "Relapse-free survival" becomes "relapse-free survival"; abbreviations
  /// stay.
  var lowercasedFirst: String {
    guard let first, dropFirst().first?.isLowercase == true else { return self }
    return first.lowercased() + dropFirst()
  }
}
