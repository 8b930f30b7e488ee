import Casework

/// Several cases that are marked, to be scored together.
extension QueueState {
  mutating func score() -> [QueueOutcome] {
    guard marked.isEmpty else {
      let listed = list.cases.map(\.id).filter { marked.contains($0) }
      let others = marked.subtracting(listed).sorted()
      marked = []
      return [.scoreMarked(listed + others)]
    }
    return selected.map { [.score($0)] } ?? []
  }

  mutating func markSelected() -> [QueueOutcome] {
    guard let selectedID else { return [] }
    if marked.remove(selectedID) == nil { marked.insert(selectedID) }
    return []
  }

  /// None where any is marked, else all of the list: those that are not known are asked for.
  mutating func markAll() -> [QueueOutcome] {
    guard marked.isEmpty else { return clearMarks() }
    guard list.known.count == list.total, !list.isMoving else { return [.effect(.nameCases(query))] }
    marked = Set(list.cases.map(\.id))
    return []
  }

  /// Marks all cases of the list of `query`, where that is still the one.
  mutating func mark(_ names: [String], of query: CaseQuery) {
    if query == self.query { marked = Set(names) }
  }

  /// Takes the marks away; where there are none, there is nothing left but what is being scored.
  mutating func clearMarks() -> [QueueOutcome] {
    guard !marked.isEmpty else { return [.stopScoring] }
    marked = []
    return []
  }
}
