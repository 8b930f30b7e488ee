import SurvivalStatistics

/// Which columns hold the outcome, and how the event is coded.
public struct OutcomeColumns: Sendable, Hashable {
  /// Follow-up, in one unit throughout.
  public var time: String
  /// Two values: the event and not.
  public var event: String
  /// The value that means the event; without it the column holds 1 and 0, or true and false.
  public var eventValue: String?
  /// Who it is; without a name, a column called `patient` where there is one.
  public var patient: String?

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
    return texts.map { CohortTable.isMissing($0) ? nil : Self.isSame($0, coding) }
  }

  /// The text that means the event, once the column has no more than two values.
  private func coding(_ table: CohortTable, _ texts: [String]) throws(CohortFailure) -> String {
    let values = Self.distinct(texts)
    let isStated = eventValue != nil || Self.codings.contains { coding in values.allSatisfy(coding.contains) }
    guard values.count <= 2, isStated else {
      let known = values.count > 2 ? Array(values.prefix(2)) : []
      let lines = zip(table.rows, texts).filter { !CohortTable.isMissing($1) && !known.contains($1) }.map(\.0.line)
      throw .eventCoding(column: event, values: values, lines: lines)
    }
    guard let eventValue else {
      return values.contains { $0.lowercased() == "true" || $0.lowercased() == "false" } ? "true" : "1"
    }
    guard values.count < 2 || values.contains(where: { Self.isSame($0, eventValue) }) else {
      throw .noSuchEvent(column: event, value: eventValue, values: values)
    }
    return eventValue
  }

  private static let codings: [Set<String>] = [
    ["0", "1"], ["0.0", "1.0"], ["true", "false"], ["TRUE", "FALSE"], ["True", "False"],
  ]

  /// In the order in which they come, numbers that are equal once.
  private static func distinct(_ texts: [String]) -> [String] {
    var values: [String] = []
    for text in texts where !CohortTable.isMissing(text) && !values.contains(where: { isSame($0, text) }) {
      values.append(text)
      if values.count > 20 { break }
    }
    return values
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    if a.lowercased() == b.lowercased() { return true }
    guard let first = Double(a), let second = Double(b) else { return false }
    return first == second
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
