import Basics

/// Cuts patients into parts that have events and censored patients in proportion.
enum Folds {
  /// The fold, 0 ..< `count`, of each patient: events are shuffled and dealt round, then the censored, from where the
  /// events left off, so that the folds differ by at most one in events and in size.
  static func assign(events: [Bool], count: Int, random: inout SeededDraws) -> [Int] {
    var result = [Int](repeating: 0, count: events.count)
    for (position, patient) in dealt(events, &random).enumerated() { result[patient] = position % count }
    return result
  }

  /// The same, where patients of one person are in one fold. A person has an event where one of their patients has; so
  /// the folds differ by as many patients as persons have.
  static func assign(events: [Bool], persons: [Int], count: Int, random: inout SeededDraws) -> [Int] {
    var places: [Int: Int] = [:]
    var eventsOfPersons: [Bool] = []
    let people = zip(persons, events).map { person, event in
      let place = places[person] ?? eventsOfPersons.count
      if place == eventsOfPersons.count { eventsOfPersons.append(false) }
      places[person] = place
      eventsOfPersons[place] = eventsOfPersons[place] || event
      return place
    }
    let folds = assign(events: eventsOfPersons, count: count, random: &random)
    return people.map { folds[$0] }
  }

  /// Events first, each kind in a drawn order.
  private static func dealt(_ events: [Bool], _ random: inout SeededDraws) -> [Int] {
    var dying = events.indices.filter { events[$0] }
    var living = events.indices.filter { !events[$0] }
    random.shuffle(&dying)
    random.shuffle(&living)
    return dying + living
  }
}
