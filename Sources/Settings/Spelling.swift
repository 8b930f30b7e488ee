/// Suggestions for words that were mistyped.
enum Spelling {
  /// The word of `words` that is nearest to `typed` by Levenshtein distance, where at most two letters or a third of it
  /// differ.
  static func nearest(to typed: String, in words: [String]) -> String? {
    let ranked = words.map { (distance(Array(typed), Array($0)), $0) }.min { $0 < $1 }
    guard let best = ranked, best.0 <= max(2, typed.count / 3), best.0 < typed.count else { return nil }
    return best.1
  }

  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (i, left) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in second.enumerated() {
        let replaced = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}
