import SurvivalStatistics

/// Which columns hold the outcome, and how the event is coded.
public struct OutcomeColumns: Sendable, Hashable {
  /// Follow-up, in one unit throughout.
  public var time: String
  /// Two values: the event and not.
  public var event: String
  /// The value that means the event; without it the column holds 1 and 0, true and false, or yes and no, and its name
  /// does not speak of censoring.
  public var eventValue: String?
  /// Whether times that differ by rounding alone are tied, as R's `timefix` has it.
  public var tiesAlmostEqual = true
  /// Who it is; without a name, a column called `patient` where there is one.
  public var patient: String?
  /// Whether there may be events of other kinds beside the one that ``eventValue`` names: they end the follow-up
  /// without it.
  public var allowsCompetingEvents = false

  /// The names as given.
  public init(time: String, event: String, eventValue: String? = nil, patient: String? = nil) {
    self.time = time
    self.event = event
    self.eventValue = eventValue
    self.patient = patient
  }
}

extension OutcomeColumns {
  /// The outcome of each row, `nil` where time or event is missing.
  func outcomes(_ table: CohortTable) throws(CohortFailure) -> [SurvivalTime?] {
    let times = try table.numbers(time, role: .time)
    let wrong = zip(table.rows, times).filter { $0.1 <= 0 }.map(\.0.line)
    guard wrong.isEmpty else { throw .times(column: time, lines: wrong) }
    let events = try events(table)
    return zip(times, events).map { time, event in
      event.flatMap { time.isNaN ? nil : SurvivalTime(time: time, event: $0) }
    }
  }

  private func events(_ table: CohortTable) throws(CohortFailure) -> [Bool?] {
    guard let texts = table.texts(event) else { throw table.missing(event, .event) }
    let coding = try coding(table, texts)
    return texts.map { CohortTable.isMissing($0) ? nil : EventCoding.isSame($0, coding) }
  }

  /// The text that means the event, once the column has no more than two values, or competing events are wanted.
  private func coding(_ table: CohortTable, _ texts: [String]) throws(CohortFailure) -> String {
    let values = EventCoding.distinct(texts)
    try EventCoding.check(event, texts, eventValue: eventValue)
    let known = eventValue ?? EventCoding.usual(values)
    guard let known, values.count <= 2 || eventValue != nil && allowsCompetingEvents else {
      let first = values.count > 2 ? Array(values.prefix(2)) : []
      let lines = zip(table.rows, texts).filter { !CohortTable.isMissing($1) && !first.contains($1) }.map(\.0.line)
      throw .eventCoding(column: event, values: values, lines: lines)
    }
    guard eventValue == nil || values.count < 2 || values.contains(where: { EventCoding.isSame($0, known) }) else {
      throw .noSuchEvent(column: event, value: known, values: values)
    }
    return known
  }

  /// Other events than the one that is looked at, each with its number of patients; none where the column is
  /// two-valued.
  func competingEvents(_ table: CohortTable) -> [(value: String, patients: Int)] {
    guard let eventValue, let texts = table.texts(event) else { return [] }
    let values = EventCoding.distinct(texts).filter { !EventCoding.isSame($0, eventValue) }
    guard values.count > 1 else { return [] }
    return values.filter { !EventCoding.meansCensored($0) }.map { value in
      (value, texts.count { EventCoding.isSame($0, value) })
    }
  }

  /// The column that says who a row is.
  func patientColumn(_ table: CohortTable) throws(CohortFailure) -> String? {
    guard let patient else { return table.names.contains("patient") ? "patient" : nil }
    guard table.names.contains(patient) else { throw table.missing(patient, .patient) }
    return patient
  }

  func checkPatients(_ table: CohortTable) throws(CohortFailure) {
    guard let column = try patientColumn(table), let texts = table.texts(column) else { return }
    let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
    let lines = zip(table.rows, texts).filter { !$1.isEmpty && (counts[$1] ?? 0) > 1 }.map(\.0.line)
    guard lines.isEmpty else { throw .duplicatePatients(column: column, lines: lines) }
  }
}
