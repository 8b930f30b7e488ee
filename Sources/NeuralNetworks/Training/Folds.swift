/// Cuts patients into parts that have events and censored patients in proportion.
enum Folds {
  /// The fold, 0 ..< `count`, of each patient: events are shuffled and dealt round, then the censored, from where the
  /// events left off, so that the folds differ by at most one in events and in size.
  static func assign(events: [Bool], count: Int, random: inout RandomSource) -> [Int] {
    var result = [Int](repeating: 0, count: events.count)
    for (position, patient) in dealt(events, &random).enumerated() { result[patient] = position % count }
    return result
  }

  /// Splits `patients` (indices) in two, `share` of events and of censored going to the second part, at least one event
  /// in each. Both parts ascending.
  static func split(
    _ patients: [Int], events: [Bool], share: Double, random: inout RandomSource
  ) -> (first: [Int], second: [Int]) {
    let order = dealt(patients.map { events[$0] }, &random).map { patients[$0] }
    let dying = order.filter { events[$0] }
    let living = order.filter { !events[$0] }
    let eventsKept = min(max(1, Int((Double(dying.count) * share).rounded())), max(0, dying.count - 1))
    let second = dying.prefix(eventsKept) + living.prefix(Int((Double(living.count) * share).rounded()))
    let taken = Set(second)
    return (patients.filter { !taken.contains($0) }, second.sorted())
  }

  /// Events first, each kind in a drawn order.
  private static func dealt(_ events: [Bool], _ random: inout RandomSource) -> [Int] {
    var dying = events.indices.filter { events[$0] }
    var living = events.indices.filter { !events[$0] }
    random.shuffle(&dying)
    random.shuffle(&living)
    return dying + living
  }
}
