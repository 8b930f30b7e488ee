/// Subjects by ascending time, grouped by equal time, the events of a time before its censorings.
///
/// Two times are tied when they are equal as `Double`: times converted from days by one and the same division stay
/// tied.
struct TimeOrder: Sendable {
  /// The subjects of one distinct time.
  struct Group: Sendable {
    let time: Double
    /// Positions in `order`.
    let range: Range<Int>
    /// The first `events` positions of `range` are events, the rest censorings.
    let events: Int

    var eventRange: Range<Int> { range.lowerBound..<range.lowerBound + events }
    var censoredRange: Range<Int> { range.lowerBound + events..<range.upperBound }
  }

  /// Position -> index of the subject as given.
  let order: [Int]
  let groups: [Group]

  var count: Int { order.count }
  var events: Int { groups.reduce(0) { $0 + $1.events } }

  init(_ times: [SurvivalTime]) throws(SurvivalFailure) {
    guard !times.isEmpty else { throw .empty }
    for (index, one) in times.enumerated() where !(one.time.isFinite && one.time > 0) {
      throw .invalidTime(index: index)
    }
    let order = times.indices.sorted { Self.precedes(times, $0, $1) }
    self.order = order
    groups = Self.grouped(times, order)
  }

  private static func precedes(_ times: [SurvivalTime], _ a: Int, _ b: Int) -> Bool {
    if times[a].time != times[b].time { return times[a].time < times[b].time }
    if times[a].event != times[b].event { return times[a].event }
    return a < b
  }

  private static func grouped(_ times: [SurvivalTime], _ order: [Int]) -> [Group] {
    var groups: [Group] = []
    var start = 0
    while start < order.count {
      let time = times[order[start]].time
      var end = start
      var events = 0
      while end < order.count, times[order[end]].time == time {
        events += times[order[end]].event ? 1 : 0
        end += 1
      }
      groups.append(Group(time: time, range: start..<end, events: events))
      start = end
    }
    return groups
  }
}

/// Fails where `values` has not one finite value for each of `count` subjects.
func checkFinite(_ values: [Double], name: String, count: Int) throws(SurvivalFailure) {
  guard values.count == count else { throw .countsDiffer(name: name, expected: count, found: values.count) }
  if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: name, index: index) }
}
