/// Which columns hold the outcome, and how the event is coded.
public struct OutcomeColumns: Sendable, Hashable {
  /// The column of the follow-up times, in one unit throughout.
  public var time: String
  /// The column of the event, which has two values: the event and not.
  public var event: String
  /// The value that means the event; without it the column holds 1 and 0, true and false, or yes and no, and its name
  /// does not speak of censoring.
  public var eventValue: String?
  /// Whether times that differ by rounding alone are tied, as R's `timefix` has it.
  public var tiesAlmostEqual = true
  /// The column of the patients; default: `patient` or `case_id`, where the table has one.
  public var patient: String?
  /// Whether there may be events of other kinds beside the one that ``eventValue`` names: they end the follow-up
  /// without it.
  public var allowsCompetingEvents = false

  /// Columns by their names, in any letter case.
  public init(time: String, event: String, eventValue: String? = nil, patient: String? = nil) {
    self.time = time
    self.event = event
    self.eventValue = eventValue
    self.patient = patient
  }
}

/// Events of another kind than the one that is looked at.
public struct CompetingEvent: Sendable, Hashable, Codable {
  /// What stands in the column of the event.
  public let value: String
  /// The number of rows that have it.
  public let patients: Int
}

/// What a table says became of its patients, read in one way for whoever asks.
public struct Outcomes: Sendable {
  /// The times in the unit of the table, one per row that was read; `nil` where one is missing or wrong.
  public let times: [Double?]
  /// Whether the event came, one per row that was read; `nil` where it is missing or wrong.
  public let events: [Bool?]
  /// The text that stands for the event.
  public let eventValue: String
  /// Events of other kinds, where these are allowed.
  public let competing: [CompetingEvent]
  /// Follow-ups that are not above zero or not numbers, and values beside the event and its opposite, in the order of
  /// the lines; what is missing is not among them.
  public let problems: [TableProblem]
}

extension OutcomeColumns {
  /// The outcomes of all rows.
  ///
  /// - Throws: ``TableFailure``, as ``outcomes(_:rows:)``.
  public func outcomes(_ table: CohortTable) throws(TableFailure) -> Outcomes {
    try outcomes(table, rows: Array(table.rows.indices))
  }

  /// The outcomes of some rows. What is wrong with single cells is in ``Outcomes/problems``.
  ///
  /// - Throws: ``TableFailure``: `noColumn` where the column of the times or of the event is not there; `censoring`
  ///   where the name of the latter speaks of censoring and nobody said which value is the event; `eventCoding` where
  ///   its values do not say so; `noSuchEvent` where no row has the value that was said to be it.
  public func outcomes(_ table: CohortTable, rows: [Int]) throws(TableFailure) -> Outcomes {
    guard let times = table.texts(time) else { throw table.absent(time, .time) }
    guard let events = table.texts(event) else { throw table.absent(event, .event) }
    let sign = table.sign(times)
    var problems: [TableProblem] = []
    let readTimes = rows.map { Self.time(times[$0], sign, in: table, at: $0, time, &problems) }
    let (readEvents, event, competing) = try self.events(rows.map { events[$0] }, rows, table, &problems)
    return Outcomes(
      times: readTimes, events: readEvents, eventValue: event, competing: competing, problems: problems.inOrder)
  }

  private static func time(
    _ text: String, _ sign: DecimalSign, in table: CohortTable, at row: Int, _ column: String,
    _ problems: inout [TableProblem]
  ) -> Double? {
    guard !CellText.isUnknown(text) else { return nil }
    let cell = NumberCell(text, sign)
    guard let time = cell.value, time > 0 else {
      let rule = cell.value == nil ? cell.rule : .aboveZero
      problems.append(table.problem(table.rows[row].line, column, text, rule))
      return nil
    }
    return time
  }

  private func events(
    _ texts: [String], _ rows: [Int], _ table: CohortTable, _ problems: inout [TableProblem]
  ) throws(TableFailure) -> ([Bool?], String, [CompetingEvent]) {
    let column = table.header.spelling(of: event) ?? event
    let known = texts.map { CellText.isUnknown($0) ? "" : $0 }
    let (value, other) = try EventCoding.coding(column, known, eventValue: eventValue)
    let competing = allowsCompetingEvents && eventValue != nil ? competingEvents(known, beside: value) : nil
    var meanings: [String: Bool] = [:]
    let events = zip(known, rows).map { text, row -> Bool? in
      if text.isEmpty { return nil }
      if let meaning = meanings[text] { return meaning }
      let isEvent = EventCoding.isSame(text, value)
      guard isEvent || competing != nil || other.map({ EventCoding.isSame(text, $0) }) ?? false else {
        let rule = TableRule.thirdEvent(event: value, other: other ?? "")
        problems.append(table.problem(table.rows[row].line, column, text, rule))
        return nil
      }
      meanings[text] = isEvent
      return isEvent
    }
    return (events, value, competing ?? [])
  }

  /// Other events than `value`, each with its number of patients; none where the column is two-valued.
  private func competingEvents(_ texts: [String], beside value: String) -> [CompetingEvent] {
    let values = EventCoding.distinct(texts).filter { !EventCoding.isSame($0, value) }
    guard values.count > 1 else { return [] }
    return values.filter { !EventCoding.meansCensored($0) }.map { value in
      CompetingEvent(value: value, patients: texts.count { EventCoding.isSame($0, value) })
    }
  }

  /// The column that says who a row is, as the table writes it; `nil` where there is none and none was named.
  ///
  /// - Throws: ``TableFailure/noColumn(role:name:names:)`` where the column that was named is not there.
  public func patientColumn(_ table: CohortTable) throws(TableFailure) -> String? {
    guard let patient else { return ["patient", "case_id"].lazy.compactMap(table.header.spelling).first }
    guard let own = table.header.spelling(of: patient) else { throw table.absent(patient, .patient) }
    return own
  }

  /// Requires that no patient stands in the table twice.
  ///
  /// - Throws: ``TableFailure``: `problems` with the lines on which a patient stands again, `noColumn` where the column
  ///   that was named for the patients is not there.
  public func checkPatients(_ table: CohortTable) throws(TableFailure) {
    guard let column = try patientColumn(table), let texts = table.texts(column) else { return }
    var (lines, problems) = ([String: Int](), [TableProblem]())
    for (row, text) in zip(table.rows, texts) where !CellText.isMissing(text) {
      guard let first = lines[text] else {
        lines[text] = row.line
        continue
      }
      problems.append(table.problem(row.line, column, text, .patientOnce(line: first)))
    }
    guard problems.isEmpty else { throw .problems(problems) }
  }
}
