/// The names that somebody who mistyped may have meant.
public enum NearestNames {
  /// At most `limit` of `names`, nearest first, ties in alphabetical order.
  ///
  /// Near is: a name that contains what was typed, or one that at most a third of the letters (at least one) away by
  /// Levenshtein distance, letter case aside.
  public static func nearest(to typed: String, among names: [String], limit: Int = 3) -> [String] {
    let wanted = Array(typed.lowercased())
    guard !wanted.isEmpty, wanted.count <= 100 else { return [] }
    let ranked = names.compactMap { name -> (rank: Int, name: String)? in
      let letters = Array(name.lowercased())
      let allowed = max(1, wanted.count / 3)
      if name.lowercased().contains(typed.lowercased()) { return (min(allowed, letters.count - wanted.count), name) }
      guard abs(letters.count - wanted.count) <= allowed else { return nil }
      let distance = distance(wanted, letters)
      return distance <= allowed ? (distance, name) : nil
    }
    return ranked.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }.prefix(limit).map(\.name)
  }

  /// Levenshtein distance: insertions, deletions and replacements, each 1.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
