/// Suggestions for words that were mistyped.
enum Spelling {
  /// The word of `words` that is nearest to `typed` by Levenshtein distance, where two letters that changed places
  /// count as one; `nil` where more than two letters and more than a third of it differ.
  static func nearest(to typed: String, in words: [String]) -> String? {
    let ranked = words.map { (distance(Array(typed), Array($0)), $0) }.min { $0 < $1 }
    guard let best = ranked, best.0 <= max(2, typed.count / 3), best.0 < typed.count else { return nil }
    return best.1
  }

  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var before = [Int]()
    var row = Array(0...second.count)
    for (i, left) in first.enumerated() {
      var next = [i + 1]
      for (j, right) in second.enumerated() {
        let replaced = row[j] + (left == right ? 0 : 1)
        next.append(min(replaced, row[j + 1] + 1, next[j] + 1))
        guard i > 0, j > 0, left == second[j - 1], right == first[i - 1] else { continue }
        next[j + 1] = min(next[j + 1], before[j - 1] + 1)
      }
      (before, row) = (row, next)
    }
    return row[second.count]
  }
}
