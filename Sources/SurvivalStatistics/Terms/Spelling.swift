/// Suggestions for names that were mistyped.
enum Spelling {
  /// The name nearest to `typed` by Levenshtein distance, letter case aside, the first of equals; `nil` where more than
  /// two letters and more than a third of them differ. A very long name has no suggestion.
  static func nearest(to typed: String, among names: [String]) -> String? {
    let wanted = Array(typed.lowercased())
    guard wanted.count <= 100 else { return nil }
    let ranked = names.filter { $0.count <= 100 }.map { (distance(wanted, Array($0.lowercased())), $0) }
    guard let best = ranked.min(by: { $0.0 < $1.0 }), best.0 <= max(2, wanted.count / 3), best.0 < wanted.count else {
      return nil
    }
    return best.1
  }

  /// Insertions, deletions and replacements, each 1.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        row.append(min(row[j] + 1, previous[j + 1] + 1, previous[j] + (letter == other ? 0 : 1)))
      }
      previous = row
    }
    return previous[b.count]
  }
}
