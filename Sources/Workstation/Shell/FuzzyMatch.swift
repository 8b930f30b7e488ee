/// Whether and how well a query's letters stand, in order, in a text.
struct FuzzyMatch: Equatable {
  /// Positions of the letters in the text.
  let positions: [Int]
  /// The less the better: letters skipped, more where a word is broken into.
  let cost: Int

  /// The cost without where in the text the match begins: matches of one grade are as good as each other.
  var grade: Int { cost / Self.places }

  /// Places of a text that count for as much as one letter that is skipped.
  private static let places = 16

  init?(_ query: String, in text: String) {
    let letters = Array(text.lowercased())
    var best: FuzzyMatch?
    let wanted = query.lowercased().filter { $0 != " " }
    guard let first = wanted.first else {
      self.init(positions: [], cost: 0)
      return
    }
    for start in letters.indices where letters[start] == first {
      guard let match = Self.match(Array(wanted), letters, from: start) else { continue }
      if best.map({ match.cost < $0.cost }) ?? true { best = match }
    }
    // Letters strewn over a long title are no match.
    guard let best, best.grade <= 2 * wanted.count + 1 else { return nil }
    self = best
  }

  private init(positions: [Int], cost: Int) {
    self.positions = positions
    self.cost = cost
  }

  private static func match(_ wanted: [Character], _ letters: [Character], from start: Int) -> FuzzyMatch? {
    var positions: [Int] = []
    var cost = isWordStart(start, letters) ? 0 : 3
    var next = start
    for letter in wanted {
      guard let found = letters[next...].firstIndex(of: letter) else { return nil }
      if let last = positions.last, found != last + 1 { cost += isWordStart(found, letters) ? 2 : found - last + 2 }
      positions.append(found)
      next = found + 1
    }
    return FuzzyMatch(positions: positions, cost: cost * places + start)
  }

  private static func isWordStart(_ index: Int, _ letters: [Character]) -> Bool {
    index == 0 || letters[index - 1] == " "
  }
}
